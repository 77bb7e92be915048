"""A museum's own template is told where near views would lie on what it shows."""

from pathlib import Path

import pytest

from fanxing.media.look.kit import new_template
from fanxing.media.look.template import template_names
from fanxing.media.render.hanging import hanging_advice

OTHERS = {
    "a smaller window": ("16x9: {window: [600, 84, 1216, 740]}", "16x9: {window: [900, 84, 916, 740]}", "mount.16x9"),
    "a window further down": (
        "9x16: {window: [60, 372, 960, 656]}",
        "9x16: {window: [60, 460, 960, 656]}",
        "mount.9x16",
    ),
    "subtitles further up": (
        "9x16: {words: [90, 1310, 900, 130]}",
        "9x16: {words: [90, 1200, 900, 130]}",
        "subtitle.9x16",
    ),
}


@pytest.mark.parametrize("name", template_names())
def test_near_views_clear_what_ships(name):
    assert hanging_advice(name) == ()


@pytest.mark.parametrize(("old", "new", "key"), OTHERS.values(), ids=OTHERS.keys())
def test_another_layout_is_told_with_the_box_to_mend(tmp_path: Path, old, new, key):
    own = new_template("ours", "plain", tmp_path / "templates")
    sheet = own / "look.yaml"
    assert old in sheet.read_text("utf-8")
    sheet.write_text(sheet.read_text("utf-8").replace(old, new), "utf-8")
    (advice,) = hanging_advice("ours", (own.parent,))
    assert (advice.rule, advice.level) == ("look-near", "advice")
    assert f"boxes.{key}" in advice.mend
