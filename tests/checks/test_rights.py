"""The rights ledger: what is named, what is missing, what a licence does not allow."""

from typing import Any

import pytest

from fanxing.checks.ledger import FONTS, attribution, clashes, credit_line, duties, grant, ledger, unsettled
from fanxing.checks.rights import RULES, adaptation_findings, rights_findings
from fanxing.checks.rules import Judge
from fanxing.model.document import Blob
from fanxing.model.footage import Item, Still
from fanxing.model.geometry import Size
from fanxing.model.licences import address, printed, terms
from fanxing.model.narration import Narration, Take
from fanxing.model.package import Credit
from fanxing.model.recipe import Recipe, Voice
from fanxing.model.storyboard import Shot, Storyboard

LICENCES = {  # written: (name, attribution, share alike, commercial, adaptation, permission, unclear)
    "own": ("本馆自有", 0, 0, 1, 1, 0, 0),
    "CC0-1.0": ("CC0 1.0", 0, 0, 1, 1, 0, 0),
    "CC-PDM-1.0": ("公有领域", 0, 0, 1, 1, 0, 0),
    "CC-BY-4.0": ("CC BY 4.0", 1, 0, 1, 1, 0, 0),
    "cc by 4.0": ("CC BY 4.0", 1, 0, 1, 1, 0, 0),
    "CC BY 4.0 International": ("CC BY 4.0", 1, 0, 1, 1, 0, 0),
    "CC BY4.0": ("CC BY 4.0", 1, 0, 1, 1, 0, 0),
    "Creative Commons Attribution-ShareAlike 4.0 International License": ("CC BY-SA 4.0", 1, 1, 1, 1, 0, 0),
    "知识共享署名 4.0 国际许可协议": ("CC BY 4.0", 1, 0, 1, 1, 0, 0),
    "知识共享 署名-非商业性使用-禁止演绎 4.0": ("CC BY-NC-ND 4.0", 1, 0, 0, 0, 0, 0),
    "CC0": ("CC0 1.0", 0, 0, 1, 1, 0, 0),
    "cc0 1.0": ("CC0 1.0", 0, 0, 1, 1, 0, 0),
    "Public Domain": ("公有领域", 0, 0, 1, 1, 0, 0),
    "公有领域": ("公有领域", 0, 0, 1, 1, 0, 0),
    "CC-BY-SA-3.0": ("CC BY-SA 3.0", 1, 1, 1, 1, 0, 0),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", 1, 0, 0, 1, 0, 0),
    "CC-BY-ND-4.0": ("CC BY-ND 4.0", 1, 0, 1, 0, 0, 0),
    "CC-BY-NC-ND-3.0-DE": ("CC BY-NC-ND 3.0", 1, 0, 0, 0, 0, 0),
    "https://creativecommons.org/licenses/by-nc-sa/4.0/": ("CC BY-NC-SA 4.0", 1, 1, 0, 1, 0, 0),
    "http://creativecommons.org/publicdomain/zero/1.0/": ("CC0 1.0", 0, 0, 1, 1, 0, 0),
    "https://creativecommons.org/publicdomain/mark/1.0/": ("公有领域", 0, 0, 1, 1, 0, 0),
    "http://rightsstatements.org/vocab/InC/1.0/": ("InC", 1, 0, 1, 1, 1, 0),
    "https://rightsstatements.org/page/NoC-NC/1.0/": ("NoC-NC", 0, 0, 0, 1, 0, 0),
    "http://rightsstatements.org/vocab/UND/1.0/": ("UND", 0, 0, 1, 1, 0, 1),
    "InC": ("版权保护中", 1, 0, 1, 1, 1, 0),
}


@pytest.mark.parametrize(("written", "means"), LICENCES.items(), ids=LICENCES)
def test_a_licence_is_read_in_each_of_its_spellings(written: str, means: tuple[Any, ...]):
    found = terms(written)
    assert found is not None
    flags = (found.attribution, found.share_alike, found.commercial, found.adaptation, found.permission, found.unclear)
    assert (found.name, *map(int, flags)) == means


@pytest.mark.parametrize(
    "written", ["", "免费", "CC", "CC-BY-NC-SA-ND", "https://example.org/licence", "https://creativecommons.org"]
)
def test_what_is_no_licence_is_not_taken_for_one(written: str):
    assert terms(written) is None


def test_a_licence_that_nobody_knows_is_printed_as_it_was_written():
    assert printed("馆方口头同意") == "馆方口头同意"
    assert printed("cc by-sa 4.0") == "CC BY-SA 4.0"


def recipe(media: dict[str, Any], **more: Any) -> Recipe:
    return Recipe.model_validate(
        {
            "title": "册页",
            "museum": {"name": "某馆"},
            "exhibition": {"name": "某展"},
            "guide": {"name": "林月"},
            "objects": [{"name": "松下高士", "media": [{"file": "a.jpg", **media}]}],
            **more,
        }
    )


FOUND = {
    "all said": ({"credit": "某馆", "licence": "CC0-1.0"}, {}, []),
    "own needs no credit": ({"licence": "own"}, {}, []),
    "nothing said": ({}, {}, [("licence-missing", "advice"), ("credit-missing", "advice")]),
    "BY without a name": ({"licence": "CC-BY-4.0"}, {}, [("credit-missing", "advice")]),
    "unheard of": ({"credit": "某馆", "licence": "免费"}, {}, [("licence-unknown", "advice")]),
    "NC in a museum's film": ({"credit": "某馆", "licence": "CC-BY-NC-4.0"}, {}, []),
    "NC for sale": ({"credit": "某馆", "licence": "CC-BY-NC-4.0"}, {"commercial": True}, [("licence-nc", "fault")]),
    "ND, shown as it is": ({"credit": "某馆", "licence": "CC-BY-ND-4.0"}, {}, []),
    "ND with a crop asked for": (
        {"credit": "某馆", "licence": "CC-BY-ND-4.0", "focus": [0.2, 0.2, 0.3, 0.3]},
        {},
        [("licence-nd", "fault")],
    ),
    "ND with a cut asked for": (
        {"credit": "某馆", "licence": "CC-BY-ND-4.0", "from": 1.0},
        {},
        [("licence-nd", "fault")],
    ),
    "in copyright": ({"credit": "某馆", "licence": "InC"}, {}, [("licence-permission", "advice")]),
    "unclear": (
        {"credit": "某馆", "licence": "http://rightsstatements.org/vocab/UND/1.0/"},
        {},
        [("licence-unclear", "advice")],
    ),
    "SA": (
        {"credit": "某馆", "licence": "CC-BY-SA-4.0"},
        {},
        [("licence-sa", "advice")],
    ),
    "SA that is agreed to": (
        {"credit": "某馆", "licence": "CC-BY-SA-4.0"},
        {"checks": {"licence-sa": "off"}},
        [],
    ),
    "turned off": (
        {},
        {"checks": {"licence-missing": "off", "credit-missing": "fault"}},
        [("credit-missing", "fault")],
    ),
    "music": (
        {"licence": "own"},
        {"music": {"file": "b.ogg"}},
        [("licence-missing", "advice"), ("credit-missing", "advice")],
    ),
}


@pytest.mark.parametrize(("media", "more", "found"), FOUND.values(), ids=FOUND)
def test_the_recipes_files_are_held_to_their_licences(media: dict, more: dict, found: list[tuple[str, str]]):
    written = recipe(media, **more)
    faults = list(rights_findings(written, Judge(RULES, written.checks)))
    assert [(one.rule, one.level) for one in faults] == found
    assert all(one.mend and one.where for one in faults)


HOLDERS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "another house's picture": ({"credit": "Cleveland Museum of Art"}, ["holder-missing"]),
    "in old characters": ({"credit": "國立故宮博物院 Open Data"}, ["holder-missing"]),
    "our own": ({"credit": "星渚县博物馆"}, []),
    "our own, by its short name": ({"credit": "星渚县博摄影部（博物馆）"}, []),
    "a photographer's": ({"credit": "沈知微"}, []),
}


@pytest.mark.parametrize(("media", "rules"), HOLDERS.values(), ids=HOLDERS)
def test_another_house_s_object_is_not_given_to_this_museum_unasked(media: dict[str, Any], rules: list[str]):
    museum = {"name": "星渚县博物馆", "short": "星渚县博"}
    written = recipe({"licence": "CC0-1.0", **media}, museum=museum)
    assert [one.rule for one in rights_findings(written, Judge(RULES, {}))] == rules
    held = [{"name": "松下高士", "holder": "某院", "media": [{"file": "a.jpg", "licence": "CC0-1.0", **media}]}]
    written = recipe({}, museum=museum, objects=held)
    assert not list(rights_findings(written, Judge(RULES, {})))


def test_what_nobody_has_cleared_is_told_again_before_it_is_published():
    rows = (
        Credit(what="a.jpg", credit="某馆", licence="CC0-1.0"),
        Credit(what="b.jpg", credit="", licence=""),
        Credit(what="c.mp4", credit="某馆", licence="自己拍的"),
        Credit(what="d.jpg", credit="", licence="own"),
        *FONTS,
    )
    found = [(one.rule, one.what.split()[0]) for one in unsettled(rows, Judge(RULES, {}))]
    assert found == [("licence-missing", "b.jpg"), ("licence-unknown", "c.mp4")]
    assert not list(unsettled(rows, Judge(RULES, {"licence-missing": "off", "licence-unknown": "off"})))


def test_a_file_used_twice_is_told_of_once():
    shared = {"file": "a.jpg", "credit": "某馆", "licence": "CC-BY-SA-4.0"}
    written = recipe(shared, closing={"media": [shared, {"file": "b.jpg"}, {"file": "b.jpg", "focus": [0, 0, 1, 1]}]})
    found = [(one.rule, one.where) for one in rights_findings(written, Judge(RULES, {}))]
    assert sorted(rule for rule, _ in found) == ["credit-missing", "licence-missing", "licence-sa"]


def item(licence: str | None, key: str = "object/01/media/0", path: str = "a.jpg") -> Item:
    still = Still(picture=Blob(sha256="0" * 64, suffix=".png", size=1), size=Size(width=10, height=10))
    return Item(key=key, path=path, source=still, original="0" * 64, credit="某馆", licence=licence)


@pytest.mark.parametrize(
    ("licence", "view", "move", "found"),
    [
        ("CC-BY-ND-4.0", "whole", "hold", []),
        ("CC-BY-ND-4.0", "whole", "push", [("licence-nd", "fault")]),
        ("CC-BY-ND-4.0", "detail", "hold", [("licence-nd", "fault")]),
        ("CC-BY-4.0", "detail", "push", []),
        (None, "detail", "push", []),
    ],
)
def test_a_picture_under_no_derivatives_is_neither_cropped_nor_moved(
    licence: str | None, view: Any, move: Any, found: list[tuple[str, str]]
):
    shot = Shot(uid="u", part="object/01", part_kind="object", view=view, move=move, item=item(licence), seconds=4)
    faults = adaptation_findings(Storyboard(cut="episode", title="t", shots=(shot,)), Judge(RULES, {}))
    assert [(one.rule, one.level) for one in faults] == found


def take(voice: Any, speaker: str) -> Take:
    return Take(line="l", voice=voice, speaker=speaker, sound=None, samples=1, units=())


def test_the_ledger_names_each_thing_once_with_voice_music_and_fonts():
    items = [item("CC0-1.0"), item("CC0-1.0", key="object/02/media/0"), item(None, path="b.jpg")]
    bed = Credit(what="bed.ogg", credit="Brahms", licence="CC-PDM-1.0")
    lines = ledger(items, Narration(takes=(take("synthetic", "espeak:cmn"),)), Voice(), "林月", bed)
    assert [credit_line(one) for one in lines] == [
        "a.jpg：某馆，CC0 1.0",
        "b.jpg：某馆",
        "bed.ogg：Brahms，公有领域",
        "旁白（AI 合成语音）：espeak:cmn，GPL-3.0-or-later",
        "字体 思源黑体 / 思源宋体（Noto Sans SC、Noto Serif SC）：Google, Adobe，SIL OFL 1.1",
    ]


@pytest.mark.parametrize(
    ("voice", "line", "open_"),
    [
        ({}, "旁白（录音）：林月", True),
        ({"licence": "own"}, "旁白（录音）：林月，本馆自有", False),
        (
            {"credit": "县广播站", "licence": "CC-BY-4.0"},
            "旁白（录音）：县广播站，CC BY 4.0，https://creativecommons.org/licenses/by/4.0/",
            False,
        ),
    ],
)
def test_a_recording_belongs_to_whom_the_recipe_says_and_to_nobody_unasked(
    *, voice: dict[str, Any], line: str, open_: bool
):
    narration = Narration(takes=(take("recorded", "a.wav"), take("silent", "")))
    rows = ledger([], narration, Voice(**voice), "林月", None)
    assert credit_line(rows[0]) == line
    assert any("录音" in one.what for one in unsettled(rows, Judge(RULES, {}))) is open_
    for written in (recipe({"licence": "own"}, voice={"take": "a.wav", **voice}), _recorded(voice)):
        assert any("录音" in one.what for one in rights_findings(written, Judge(RULES, {}))) is open_


def _recorded(voice: dict[str, Any]) -> Recipe:
    return recipe({"licence": "own"}, voice=voice, closing={"say": "再见。", "recording": "a.wav"})


def test_a_recording_under_a_licence_is_named_as_narration():
    rows = (Credit(what="旁白（录音）", credit="县广播站", licence="CC-BY-4.0"),)
    assert attribution(rows, set(), due=True) == ("旁白：县广播站（CC BY 4.0）",)


SHARED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "nothing is shared alike": (("CC-BY-4.0", "own"), []),
    "one": (("CC-BY-SA-4.0",), ["整部片子也要按 CC BY-SA 4.0 发布"]),
    "the later version takes the earlier one in": (
        ("CC-BY-SA-3.0", "CC-BY-SA-4.0"),
        ["0.jpg、1.jpg 的授权是 CC BY-SA 4.0（署名—相同方式共享）"],
    ),
    "two that exclude each other": (
        ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"),
        [
            "CC BY-SA 4.0（署名—相同方式共享）",
            "CC BY-NC-SA 4.0（署名—非商业性使用—相同方式共享）",
            "不能放在同一部片子里",
        ],
    ),
}


@pytest.mark.parametrize(("licences", "told"), SHARED.values(), ids=SHARED)
def test_what_is_shared_alike_binds_the_whole_film(licences: tuple[str, ...], told: list[str]):
    rows = [Credit(what=f"{at}.jpg", credit="某馆", licence=one) for at, one in enumerate(licences)]
    found = duties(rows)
    assert len(found) == len(told)
    assert all(words in line for words, line in zip(told, found, strict=True))


ROWS = (
    Credit(what="a.jpg", credit="甲馆", licence="CC-BY-4.0"),
    Credit(what="b.jpg", credit="乙馆", licence="CC0-1.0"),
    Credit(what="c.jpg", credit="丙馆", licence="馆方同意"),
    Credit(what="bed.ogg", credit="某乐团", licence="CC-PDM-1.0"),
    *FONTS,
)
CHANGED = "图片，有改动（裁切、缩放、动态）：甲馆（CC BY 4.0）"
DUE = {
    "a licence asks": ((), True, (CHANGED,)),
    "the end card asks too": (("丙馆",), True, ("图片：丙馆", CHANGED)),
    "music is music": (("某乐团",), True, ("音乐：某乐团", CHANGED)),
    "nobody wrote words": (("丙馆",), False, ("图片：丙馆；乙馆", CHANGED)),
    "fonts are not sources": (("Google, Adobe",), True, (CHANGED,)),
}


@pytest.mark.parametrize(("unnamed", "due", "lines"), DUE.values(), ids=DUE)
def test_under_a_film_stands_what_must_those_first_whom_the_end_card_does_not_name(
    *, unnamed: tuple[str, ...], due: bool, lines: tuple[str, ...]
):
    assert attribution(ROWS, {"a.jpg", "b.jpg", "c.jpg"}, unnamed=unnamed, due=due) == lines


@pytest.mark.parametrize(
    ("licence", "line"),
    [
        (
            "CC-BY-4.0",
            "a.jpg：某馆，CC BY 4.0，https://creativecommons.org/licenses/by/4.0/，有改动（裁切、缩放、动态）",
        ),
        ("CC-BY-ND-4.0", "a.jpg：某馆，CC BY-ND 4.0，https://creativecommons.org/licenses/by-nd/4.0/"),
        ("CC0-1.0", "a.jpg：某馆，CC0 1.0"),
        ("own", "a.jpg：某馆，本馆自有"),
    ],
)
def test_a_picture_whose_licence_asks_is_credited_with_its_address_and_its_changes(licence: str, line: str):
    assert credit_line(Credit(what="a.jpg", credit="某馆", licence=licence), {"a.jpg"}) == line


ADDRESSES = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "知识共享署名 4.0 国际许可协议": "https://creativecommons.org/licenses/by/4.0/",
    "http://creativecommons.org/licenses/by-nc/2.0/deed.zh": "https://creativecommons.org/licenses/by-nc/2.0/",
    "CC-BY-SA-3.0-DE": "https://creativecommons.org/licenses/by-sa/3.0/de/",
    "CC BY": "",
    "CC0-1.0": "",
    "own": "",
    "馆方同意": "",
}


@pytest.mark.parametrize(("licence", "told"), ADDRESSES.items())
def test_a_licence_is_found_at_its_address_and_none_is_made_up(licence: str, told: str):
    assert address(licence) == told


GRANTED: dict[str, tuple[tuple[str, ...], bool, tuple[str, ...]]] = {
    "agreed": (("CC-BY-SA-4.0", "own", "CC0-1.0"), True, ("本片按 CC BY-SA 4.0 授权发布",)),
    "the later version": (("CC-BY-SA-3.0", "CC-BY-SA-4.0"), True, ("本片按 CC BY-SA 4.0 授权发布",)),
    "nobody agreed": (("CC-BY-SA-4.0",), False, ()),
    "nothing is shared alike": (("CC-BY-4.0",), True, ()),
    "two that exclude each other": (("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"), True, ()),
    "one that may not be sold": (("CC-BY-SA-4.0", "CC-BY-NC-4.0"), True, ()),
}


@pytest.mark.parametrize(("licences", "agreed", "told"), GRANTED.values(), ids=GRANTED)
def test_a_film_is_put_under_a_licence_only_where_the_museum_agreed(
    *, licences: tuple[str, ...], agreed: bool, told: tuple[str, ...]
):
    rows = [Credit(what=f"{at}.jpg", credit="某馆", licence=one) for at, one in enumerate(licences)]
    assert grant(rows, agreed=agreed) == told
    assert any("已经写上" in line for line in duties(rows, agreed=agreed)) is bool(told)


CLASHES: dict[str, tuple[str, str, str]] = {
    "no sale": ("CC-BY-SA-4.0", "CC-BY-NC-4.0", "不许商用"),
    "no change": ("CC-BY-SA-4.0", "CC-BY-ND-4.0", "不许改编"),
    "reserved": ("CC-BY-SA-4.0", "版权所有", "任人使用"),
    "no change, not sold": ("CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "不许改编"),
    "not sold, under a licence that is not sold": ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", ""),
    "another share-alike": ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", "每一种"),
    "an earlier version": ("CC-BY-SA-4.0", "CC-BY-SA-3.0", ""),
    "attribution": ("CC-BY-SA-4.0", "CC-BY-4.0", ""),
    "our own": ("CC-BY-SA-4.0", "own", ""),
    "nothing shared alike": ("CC-BY-4.0", "CC-BY-NC-4.0", ""),
}


def _two(one: str, other: str, **more: Any) -> Recipe:
    media = [{"file": f"{at}.jpg", "credit": "某馆", "licence": name} for at, name in enumerate((one, other))]
    return recipe({}, objects=[{"name": "瓶", "media": media}], **more)


@pytest.mark.parametrize(("one", "other", "why"), CLASHES.values(), ids=CLASHES)
def test_what_excludes_each_other_is_not_put_into_one_film(one: str, other: str, why: str):
    for written in (_two(one, other), _two(other, one)):
        found = [fault for fault in rights_findings(written, Judge(RULES, {})) if fault.rule == "licence-clash"]
        assert [fault.level for fault in found] == (["fault"] if why else [])
        assert all(why in fault.what and "licence-clash: off" in fault.mend for fault in found)
    rows = [Credit(what=name, credit="某馆", licence=name) for name in (one, other)]
    assert any("不能放在同一部片子里" in line for line in duties(rows)) is bool(why)


def test_films_of_single_objects_are_judged_each_for_itself():
    apart = [
        {"name": name, "media": [{"file": f"{name}.jpg", "credit": "某馆", "licence": licence}]}
        for name, licence in (("瓶", "CC-BY-SA-4.0"), ("碗", "CC-BY-NC-4.0"))
    ]
    for cuts, count in ((["objects"], 0), (["episode", "objects"], 1)):
        written = recipe({}, objects=apart, cuts=cuts)
        found = [one.rule for one in rights_findings(written, Judge(RULES, {}))]
        assert found.count("licence-clash") == count
    assert clashes(()) == ()


OWNED: dict[str, tuple[dict[str, Any], str, int]] = {
    "another museum's object": ({"holder": "邻县博物馆"}, "own", 1),
    "another museum's picture": ({"holder": "邻县博物馆"}, "CC0-1.0", 0),
    "this museum's": ({"holder": "星渚县博物馆"}, "own", 0),
    "this museum's, short": ({"holder": "星渚县博"}, "own", 0),
    "nobody said": ({}, "own", 0),
}


@pytest.mark.parametrize(("held", "licence", "count"), OWNED.values(), ids=OWNED)
def test_a_picture_of_another_house_s_object_is_not_called_our_own_unasked(
    held: dict[str, Any], licence: str, count: int
):
    media = [{"file": name, "credit": "某馆", "licence": licence} for name in ("a.jpg", "b.jpg")]
    written = recipe({}, museum={"name": "星渚县博物馆"}, objects=[{"name": "瓶", "media": media, **held}])
    found = list(rights_findings(written, Judge(RULES, {})))
    assert [(one.rule, one.level) for one in found] == [("licence-own", "advice")] * count
    assert not list(rights_findings(written, Judge(RULES, {"licence-own": "off"})))
