"""What a line says that the object's own fields or facts hold."""

import pytest

from fanxing.checks.facts.callouts import told_of
from fanxing.model.recipe import Exhibit

BOWL = Exhibit(
    id="bowl",
    name="白玉双耳碗",
    date="1781年",
    size="口径 16.7 厘米，高 7.8 厘米，壁厚 0.16 厘米",
    facts=("乾隆四十六年（1781年）御题《白玉椀》诗刻于器表。", "外壁琢十二瓣花，距今约二百四十年。"),
)

SAID = {
    "a measure, with what is measured": ("壁厚只有 0.16 厘米，比硬币还薄。", "0.16 厘米", "壁厚"),
    "a measure in other words": ("碗口径十六点七厘米。", "16.7 厘米", "口径"),
    "a year": ("一七八一年，碗上刻了诗。", "1781年", "年代"),
    "a year by its reign": ("乾隆四十六年，皇帝题诗。", "1781年", "年代"),
    "a name in its marks": (
        "皇帝写下《白玉椀》，刻在外壁。",
        "《白玉椀》",
        "乾隆四十六年（1781年）御题《白玉椀》诗刻于器表",
    ),
    "a count in the very words": ("你看这十二瓣，像一朵花。", "十二瓣", "外壁琢十二瓣花"),
}

UNSAID = {
    "another measure": "壁厚只有 0.2 厘米。",
    "a count of something else": "桌上有十二只碗。",
    "few": "碗有双耳。",
    "another name": "这首《渔父》，是后来的人写的。",
    "nothing": "玉是温的。",
}


@pytest.mark.parametrize(("line", "value", "caption"), SAID.values(), ids=SAID)
def test_a_line_calls_out_what_the_template_holds(line: str, value: str, caption: str) -> None:
    assert (value, caption) in [(one.value, one.caption) for one in told_of(line, BOWL, 2026)]


@pytest.mark.parametrize("line", UNSAID.values(), ids=UNSAID)
def test_a_line_calls_out_nothing_that_the_template_does_not_hold(line: str) -> None:
    assert told_of(line, BOWL, 2026) == ()


def test_the_place_is_where_the_line_says_it() -> None:
    line = "玉很薄。壁厚只有 0.16 厘米。"
    (one,) = told_of(line, BOWL, 2026)
    assert line[one.at : one.at + one.length] == "0.16 厘米"


def test_both_sides_of_a_sheet_are_one_measure() -> None:
    leaf = Exhibit(id="a", name="册页", size="11.2 × 13.1 厘米")
    assert [one.value for one in told_of("它只有 11.2 × 13.1 厘米大。", leaf, 2026)][:1] == ["11.2 × 13.1 厘米"]
