"""Everything that can be said of a recipe before any work: each rule finds what it is for, and nothing else."""

import datetime as dt
from typing import Any

import pytest

from fanxing.checks.coach import RULES as COACH
from fanxing.checks.limits import SHANGHAI
from fanxing.checks.preflight import ALL_RULES, CHECKING, Clock, board_findings, check_recipe
from fanxing.checks.rules import Judge
from fanxing.checks.words import flattened, read_words
from fanxing.media.profiles import load_profile
from fanxing.model.document import Blob
from fanxing.model.errors import Fault
from fanxing.model.footage import Item, Moving, Still
from fanxing.model.geometry import Size
from fanxing.model.recipe import Recipe
from fanxing.model.script import Line, Part, Script
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.text import sentences

GOOD: dict[str, Any] = {
    "title": "一册看尽文人清梦",
    "hook": "玉，能磨到多薄？",
    "museum": {"name": "星渚县博物馆", "hours": "周二至周日 9:00–17:00"},
    "exhibition": {"name": "《诗意册》特展", "facts": ["全册共十二开。"], "say": "这本册页一共十二开。"},
    "guide": {"name": "林月"},
    "objects": [
        {
            "id": "01",
            "name": "松下高士",
            "date": "1745年",
            "say": "一棵老松，虬枝盘曲。",
            "media": [{"file": "a.jpg", "licence": "own"}],
        }
    ],
}


def recipe(**more: Any) -> Recipe:
    return Recipe.model_validate(GOOD | more)


def thing(**more: Any) -> list[dict[str, Any]]:
    return [GOOD["objects"][0] | more]


SAID = "一棵老松，虬枝盘曲，几乎占满整个画面。仔细找一找，树下还坐着一位高士，他背对着我们，听着松风。"


def script(seconds: float = 18.0, *, words: str = SAID * 2, parts: int = 1, cut: str = "episode") -> Script:
    """An outline whose objects share the seconds; 76 letters in 18 s are 4.2 a second."""
    lines = tuple(Line(id=f"1/{at}", text=one) for at, one in enumerate(sentences(words)))
    made = tuple(
        Part(id=f"object/{at + 1:02d}", kind="object", heading="高士", lines=lines, seconds=seconds / parts)
        for at in range(parts)
    )
    return Script(cut=cut, title=GOOD["title"], parts=made)


def rules(found: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(one.rule, one.level) for one in found]


def checked(written: Recipe, *scripts: Script, words: tuple[str, ...] = (), **clock: Any) -> list[tuple[str, str]]:
    profiles = [load_profile(name) for name in written.platforms]
    return rules(check_recipe(written, scripts, (), profiles, words, clock=Clock(**clock)))


def test_a_good_recipe_has_no_finding():
    assert checked(recipe(), script()) == []


FOUND = {
    "no hook": ({"hook": None}, [("hook", "advice")]),
    "a long hook": ({"hook": "玉，要怎样磨，要磨上多少天，才能磨得这样薄，薄得透出光来？"}, [("hook-long", "advice")]),
    "a greeting": ({"hook": "大家好，玉能磨到多薄？"}, [("no-greeting", "advice")]),
    "a greeting in the first words": (
        {"hook": None, "exhibition": {"name": "特展", "say": "今天我们来看一册页。"}},
        [("hook", "advice"), ("no-greeting", "advice")],
    ),
    "a long title": (
        {"title": "一册看尽文人清梦的那一个漫长春天下午"},
        [("cover-title", "advice"), ("platform-cut", "advice")],
    ),
    "a long topic": ({"publish": {"tags": ["星渚县博物馆诗意册页特展"]}}, [("topics", "advice")]),
    "a topic of two": ({"publish": {"tags": ["诗意 册页"]}}, [("topics", "advice"), ("platform-cut", "advice")]),
    "no hours": ({"museum": {"name": "星渚县博物馆"}}, [("call-to-visit", "advice")]),
    "no date": ({"objects": thing(date=None)}, [("object-date", "advice")]),
    "no words": ({"objects": thing(say=None)}, [("object-words", "advice")]),
    "no picture": ({"objects": thing(media=[])}, [("object-picture", "advice")]),
    "a contradiction": ({"objects": thing(say="它作于1754年。")}, [("fact-wrong", "fault")]),
    "a loose claim": ({"objects": thing(say="它用了三百张纸。")}, [("fact-unsupported", "advice")]),
    "a superlative": ({"objects": thing(say="这是最早的册页。")}, [("fact-source", "advice")]),
    "an absolute term": ({"closing": {"say": "欢迎来看最佳展览。"}}, [("words-absolute", "advice")]),
    "an absolute term for sale": (
        {"closing": {"say": "欢迎来看最佳展览。"}, "commercial": True},
        [("words-absolute", "fault")],
    ),
    "an absolute term in disguise": (
        {"closing": {"say": "欢迎来看最 佳展览。"}, "commercial": True},
        [("words-absolute", "fault")],
    ),
    "what museums may say": (
        {"closing": {"say": "这里有国家级非物质文化遗产，也有国家一级博物馆的最佳观赏位置。"}, "commercial": True},
        [],
    ),
    "a telephone number": ({"publish": {"description": "预约电话13800000000。"}}, [("words-divert", "advice")]),
    "a cure": ({"closing": {"say": "戴玉可以治病。"}, "commercial": True}, [("words-medical", "fault")]),
    "a cure in a tale": ({"closing": {"say": "古人相信戴玉可以治病。"}}, []),
    "no licence": ({"objects": thing(media=["a.jpg"])}, [("licence-missing", "advice"), ("credit-missing", "advice")]),
    "NC for sale": (
        {"objects": thing(media=[{"file": "a.jpg", "credit": "馆", "licence": "CC-BY-NC-4.0"}]), "commercial": True},
        [("licence-nc", "fault")],
    ),
    "a title that 微博 refuses": (
        {
            "title": "玉",
            "museum": {"name": "某馆", "hours": "9–17"},
            "exhibition": {"name": "展"},
            "platforms": ["weibo"],
        },
        [("platform-refuses", "fault")],
    ),
    "no section for B站": ({"platforms": ["bilibili"]}, [("platform-field", "advice")]),
    "a section for B站": ({"platforms": ["bilibili"], "publish": {"bilibili": {"tid": 171}}}, []),
    "a misspelt rule": ({"checks": {"hok": "off"}}, [("checks-unknown", "fault")]),
    "a figure for a rule without one": ({"checks": {"no-greeting": 3}}, [("checks-unknown", "fault")]),
    "a rule turned off": ({"hook": None, "checks": {"hook": "off"}}, []),
    "a rule turned up": ({"hook": None, "checks": {"hook": "fault"}}, [("hook", "fault")]),
    "a rule with another figure": ({"checks": {"cover-title": 7}}, [("cover-title", "advice")]),
}


@pytest.mark.parametrize(("more", "found"), FOUND.values(), ids=FOUND)
def test_a_recipe_is_judged(more: dict[str, Any], found: list[tuple[str, str]]):
    written = recipe(**more)
    outline = script().model_copy(update={"title": written.title})
    assert sorted(checked(written, outline)) == sorted(found)


SCRIPTS = {
    "too long": (script(200, words=SAID * 22), ["total-long"], ["channels"]),
    "too long for a Short": (script(200, words=SAID * 22), ["total-long", "platform-length"], ["youtube_shorts"]),
    "too short": (script(5, words=SAID[:20]), ["total-short"], ["channels"]),
    "hurried": (script(28, words=SAID[:28], parts=5), ["objects-many"], ["channels"]),
    "too fast": (script(12), ["pace"], ["channels"]),
    "too slow": (script(30), ["pace-slow"], ["channels"]),
    "one breath": (script(19, words=SAID.replace("。", "，") + SAID), ["sentence-long"], ["channels"]),
}


@pytest.mark.parametrize(("made", "found", "platforms"), SCRIPTS.values(), ids=SCRIPTS)
def test_an_outline_is_judged(made: Script, found: list[str], platforms: list[str]):
    assert sorted(rule for rule, _ in checked(recipe(platforms=platforms), made)) == sorted(found)


def item(kind: str = "still", frames: int = 60, key: str = "object/01/media/0") -> Item:
    blob = Blob(sha256="0" * 64, suffix=".png", size=1)
    size = Size(width=1000, height=1000)
    source = Still(picture=blob, size=size) if kind == "still" else Moving(picture=blob, size=size, frames=frames)
    return Item(key=key, path="a.jpg", source=source, original="0" * 64, licence="own")


def shot(seconds: float, *, words: str = "", what: Item | None = None, uid: str = "a") -> Shot:
    return Shot(
        uid=uid,
        part="object/01",
        part_kind="object",
        view="whole",
        move="push",
        item=what or item(),
        words=words,
        seconds=seconds,
    )


BOARDS = {
    "calm": ((shot(5), shot(6, uid="b", what=item(key="other"))), []),
    "one shot too long": ((shot(9),), ["shot-long"]),
    "one picture too long": ((shot(8), shot(8, uid="b")), ["beat"]),
    "a clip too short": ((shot(5, what=item("moving", frames=60)),), ["shot-fit"]),
    "a clip long enough": ((shot(5, what=item("moving", frames=200)),), []),
    "many words in a short shot: the pace is the part's": ((shot(3, words=SAID),), []),
}


@pytest.mark.parametrize(("shots", "found"), BOARDS.values(), ids=BOARDS)
def test_a_storyboard_is_judged_and_the_shot_named(shots: tuple[Shot, ...], found: list[str]):
    faults = list(board_findings(Storyboard(cut="episode", title="t", shots=shots), Judge(ALL_RULES, {})))
    assert [one.rule for one in faults] == found
    assert all("第 1 镜（" in str(one.where) for one in faults)


def test_the_clock_says_which_times_are_possible_and_how_old_things_are():
    written = recipe(publish={"schedule": "2026-11-22 12:30"}, platforms=["douyin"], hook="三百年前的一天？")
    now = dt.datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
    assert checked(written, script(), now=now) == [("platform-schedule", "fault")]
    assert checked(written, script()) == []
    assert checked(written, script(), today=dt.date(2326, 1, 1)) == [("fact-unsupported", "advice")]


def test_words_of_a_list_are_found_however_they_are_spaced():
    written = recipe(closing={"say": "皇 帝喜欢它。"})
    assert checked(written, script(), words=("皇帝", "诗")) == [("words-listed", "advice")]
    assert read_words("\ufeff皇帝 # 称谓\n\n皇帝\n# 全是说明\n敏感\n") == ("皇帝", "敏感")


def test_a_text_is_read_as_a_censor_reads_it():
    flat, places = flattened("最 ★佳\u200b１")
    assert flat == "最佳1"
    assert [("最 ★佳\u200b１")[at] for at in places] == ["最", "佳", "１"]


@pytest.mark.parametrize("name", ALL_RULES)
def test_every_rule_says_what_it_wants_and_where_that_comes_from(name: str):
    rule = ALL_RULES[name]
    assert rule.about
    assert name == name.lower()
    if name in COACH:
        assert rule.source
        assert rule.conf in {"A", "B", "C", "D"}
    assert bool(rule.unit) <= (rule.limit is not None)


def test_the_rules_of_all_rooms_have_names_of_their_own():
    assert not set(CHECKING) & set(ALL_RULES)
    assert len(ALL_RULES) > 70
