"""A museum's own template: copied, read safely, checked."""

from pathlib import Path

import pytest

from fanxing.media.look.check import look_faults
from fanxing.media.look.kit import new_template
from fanxing.media.look.markup import fill
from fanxing.media.look.preview import preview
from fanxing.media.look.sample import plain_sample
from fanxing.media.look.template import PARTS, load_template, template_names
from fanxing.model.errors import RecipeError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:fx="urn:fanxing:look">{}</svg>'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of ``plain`` called ``ours``, in the folder of a recipe."""
    return new_template("ours", "plain", tmp_path / "templates")


def test_four_templates_ship_with_every_part() -> None:
    assert set(template_names()) >= {"ink", "bronze", "porcelain", "plain"}
    for name in template_names():
        template = load_template(name)
        assert all(template.drawing(part, "9x16") is not None for part in PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ink", "bronze", "porcelain", "plain"])
def test_what_ships_is_without_fault(name: str) -> None:
    assert look_faults(name) == ()


UNSAFE = {
    "a script": ("<script>alert(1)</script>", "script"),
    "an event": ('<rect onclick="x()"/>', "onclick"),
    "a picture from elsewhere": ('<image href="http://example.org/a.png"/>', "文件以外"),
    "a file of this machine": ('<image href="/etc/passwd"/>', "文件以外"),
    "a reference into another file": ('<use href="other.svg#a"/>', "文件以外"),
    "a style from elsewhere": ('<rect fill="url(http://example.org/a.svg#b)"/>', "外部引用"),
    "a style sheet": ("<style>@import url(x)</style>", "style"),
    "a foreign object": ("<foreignObject/>", "foreignObject"),
    "an animation": ("<animate/>", "animate"),
    "words of its own": ("<text>恭喜发财</text>", "fx:say"),
}


@pytest.mark.parametrize(("body", "named"), UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_drawing_is_refused(own: Path, body: str, named: str) -> None:
    (own / "mount.svg").write_text(SVG.format(body), "utf-8")
    with pytest.raises(RecipeError, match=named):
        load_template("ours", (own.parent,))
    assert any(named in fault.what for fault in look_faults("ours", (own.parent,)))


def test_entities_are_refused(own: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;")
    (own / "mount.svg").write_text(bomb, "utf-8")
    with pytest.raises(RecipeError, match="SVG 读不出来"):
        load_template("ours", (own.parent,))


def test_a_missing_part_is_named(own: Path) -> None:
    (own / "call-out.svg").unlink()
    assert any("call-out.svg" in fault.what for fault in look_faults("ours", (own.parent,)))


def test_a_missing_box_is_named(own: Path) -> None:
    change(own, "  draft:\n    9x16: {mark: [860, 252, 160, 84]}\n", "  draft:\n")
    assert any("boxes.draft.9x16" in fault.what for fault in look_faults("ours", (own.parent,)))


@pytest.mark.slow
def test_a_faint_colour_is_found(own: Path) -> None:
    change(own, 'grey: "#55565a"', 'grey: "#c9c9c9"')
    found = [fault for fault in look_faults("ours", (own.parent,)) if fault.rule == "look-contrast"]
    assert any("lower-third" in fault.what for fault in found)
    assert all(fault.mend for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('accent: "#0b5c7d"', "accent: blue", "colours.accent"),
        ("name: 素", "nmae: 素", "nmae"),
        ("boxes:", "boxes: [", "YAML"),
        ("strength: 0.0", "strength: 7", "strength"),
    ],
)
def test_a_faulty_sheet_says_which_key(own: Path, old: str, new: str, named: str) -> None:
    change(own, old, new)
    with pytest.raises(RecipeError, match=named):
        load_template("ours", (own.parent,))


@pytest.mark.parametrize(
    "written",
    [
        'name: "\\UFFFFFFFF"',
        "name: [" + "[" * 5_000,
        "name: &a {}",
        "name: 2020-99-99\nabout: 5\n",
        "name: !!python/name:os.system",
        "",
    ],
    ids=["no character", "deep", "anchor", "date", "tag", "empty"],
)
def test_what_breaks_yaml_readers_is_told_in_its_place(own: Path, written: str) -> None:
    (own / "look.yaml").write_text(written, "utf-8")
    with pytest.raises(RecipeError, match=r"look\.yaml") as refused:
        load_template("ours", (own.parent,))
    assert {fault.rule for fault in refused.value.faults} == {"look-yaml"}


def test_a_drawing_nested_without_end_is_refused(own: Path) -> None:
    (own / "mount.svg").write_text(SVG.format("<g>" * 50_000 + "</g>" * 50_000), "utf-8")
    with pytest.raises(RecipeError, match="套了"):
        load_template("ours", (own.parent,))


@pytest.mark.parametrize("linked", ["look.yaml", "mount.svg", "folder", "templates"])
def test_a_link_out_of_the_recipes_folder_is_refused_and_nothing_of_its_file_is_told(
    tmp_path: Path, linked: str
) -> None:
    outside = new_template("ours", "plain", tmp_path / "elsewhere")
    (outside / "look.yaml").write_text("colours: {secret: hunter2}\n\tbad", "utf-8")
    recipe = tmp_path / "recipe"
    place = recipe / "templates"
    recipe.mkdir()
    if linked == "templates":
        place.symlink_to(outside.parent)
    elif linked == "folder":
        place.mkdir()
        (place / "ours").symlink_to(outside)
    else:
        own = new_template("ours", "plain", place)
        (own / linked).unlink()
        (own / linked).symlink_to(outside / linked)
    with pytest.raises(RecipeError, match="文件夹之外") as refused:
        load_template("ours", (place,))
    assert "hunter2" not in str(refused.value)


def test_a_link_within_the_recipes_folder_is_followed(own: Path) -> None:
    (own / "mount.svg").rename(own.parent.parent / "shared.svg")
    (own / "mount.svg").symlink_to(own.parent.parent / "shared.svg")
    assert "mount" in load_template("ours", (own.parent,)).drawings


def test_the_text_of_a_broken_sheet_is_not_told(own: Path) -> None:
    (own / "look.yaml").write_text("root:x:0:0\n secret: : hunter2", "utf-8")
    with pytest.raises(RecipeError, match="读不出来") as refused:
        load_template("ours", (own.parent,))
    assert "hunter2" not in str(refused.value)


def change(folder: Path, old: str, new: str) -> None:
    sheet = folder / "look.yaml"
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), "utf-8")


def test_an_unknown_template_tells_what_there_is() -> None:
    with pytest.raises(RecipeError, match="没有叫 inkk 的模板") as caught:
        load_template("inkk")
    assert "porcelain" in caught.value.faults[0].mend


@pytest.mark.parametrize("name", ["a/b", "..", "", "x" * 65])
def test_a_new_template_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecipeError, match="不能作模板名"):
        new_template(name, "ink", tmp_path)


def test_a_new_template_never_overwrites(own: Path) -> None:
    with pytest.raises(RecipeError, match="已经有"):
        new_template("ours", "ink", own.parent)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("${a}", "#112233"), ("${n + 2 * 3}", "16"), ("x${-n}y", "x-10y"), ("${box.x / 4}", "2.5")],
)
def test_placeholders_are_names_and_sums(text: str, drawn: str) -> None:
    assert fill(text, {"a": "#112233", "n": 10.0, "box.x": 10.0}) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "${1/0}",
        "${1e308 * 1e308}",
        "${" + "+".join("1" * 100_000) + "}",
        "${" + "(" * 500 + "}",
        "${unknown}",
        "${n ** 9}",
        "${__import__('os')}",
        "${n.real}",
        "${'a' * 9}",
        "${a + 1}",
        "${",
    ],
)
def test_nothing_else_is_a_placeholder(text: str) -> None:
    if text == "${":
        assert fill(text, {}) == text
        return
    with pytest.raises(RecipeError, match="看不懂"):
        fill(text, {"a": "#112233", "n": 10.0})


@pytest.mark.slow
def test_a_preview_shows_every_part() -> None:
    sheet = preview(load_template("plain"), plain_sample())
    assert sheet.shape[1] == 2520
    assert sheet.std() > 20
