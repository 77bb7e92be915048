"""Numbers in both scripts, reigns and dynasties."""

import itertools
from fractions import Fraction

import pytest

from fanxing.checks.facts.dynasties import DYNASTIES, KNOWN_PARTS, PARTS
from fanxing.checks.facts.numerals import quantity, value
from fanxing.checks.facts.reigns import REIGNS, years_of
from fanxing.checks.facts.times import times

NUMBERS = {
    "一七四五": 1745,
    "二〇〇九": 2009,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "廿三": 23,
    "一百零八": 108,
    "一百二十": 120,
    "两百八": 280,
    "二千一百五十": 2150,
    "一万两千六百": 12600,
    "三万": 30000,
    "一亿七千万": 170_000_000,
    "1.7亿": 170_000_000,
    "12,600": 12600,
    "16.7": Fraction(167, 10),
    "十六点七": Fraction(167, 10),
    "零点一六": Fraction(16, 100),
    "１６．７": Fraction(167, 10),
    "三": 3,
    "": None,
    "青": None,
}


@pytest.mark.parametrize(("written", "meant"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read(written: str, meant: int | Fraction | None):
    assert value(written) == meant


AGREE = {  # (said, before, after), (known, before, after): whether they agree
    "the same": (("16.7", None, None), ("16.7", None, None), True),
    "rounded": (("17", None, None), ("16.7", None, None), True),
    "rounded the wrong way": (("17", None, None), ("17.6", None, None), False),
    "rounded by more than 3 %": (("1", None, None), ("1.3", None, None), False),
    "about": (("三十七", "约", None), ("36.8", None, None), True),
    "not about": (("四十五", "约", None), ("36.8", None, None), False),
    "nearly": (("九", "将近", None), ("8.6", None, None), True),
    "more than nearly": (("八", "将近", None), ("8.6", None, None), False),
    "less than": (("两", "不到", None), ("1.6", None, None), True),
    "and some": (("三百", None, "多"), ("350", None, None), True),
    "and too many": (("三百", None, "多"), ("400", None, None), False),
    "both and some": (("四百", None, "多"), ("四百", None, "余"), True),
    "both and some, apart": (("六百", None, "多"), ("四百", None, "余"), False),
    "above": (("十", "超过", None), ("11", None, None), True),
}


@pytest.mark.parametrize(("said", "known", "agrees"), AGREE.values(), ids=AGREE)
def test_a_number_agrees_as_it_is_meant(said, known, agrees):
    one, other = quantity(*said), quantity(*known)
    assert one is not None
    assert other is not None
    assert one.agrees(other) is agrees


def test_reigns_lie_within_their_dynasties_and_follow_one_another():
    rows = [(dynasty, first, last) for reigns in REIGNS.values() for dynasty, first, last in reigns]
    assert len(rows) > 350
    for dynasty, first, last in rows:
        assert first <= last
        assert DYNASTIES[dynasty][0] - 25 <= first
        assert last <= DYNASTIES[dynasty][1] + 2, (dynasty, first, last)
    for dynasty in ("明", "清", "唐", "北宋", "南宋"):
        own = sorted((first, last) for name, first, last in rows if name == dynasty)
        gaps = [after[0] - before[1] for before, after in itertools.pairwise(own)]
        assert max(gaps) <= 7, (dynasty, own)  # 683 to 690: titles of a few months are left out
        assert own[0][0] == DYNASTIES[dynasty][0] or dynasty == "清"


def test_dynasties_run_forward_and_their_parts_lie_in_them():
    assert all(first < last for first, last in DYNASTIES.values())
    assert all(0 <= start < end <= 1 for start, end in PARTS.values())
    for (dynasty, _), (first, last) in KNOWN_PARTS.items():
        assert DYNASTIES[dynasty][0] <= first < last <= DYNASTIES[dynasty][1]


YEARS = {  # text -> years
    "乾隆十年": (1745, 1745),
    "乾隆元年": (1736, 1736),
    "康熙六十一年": (1722, 1722),
    "光绪34年": (1908, 1908),
    "民国二十五年": (1936, 1936),
    "贞观十五年": (641, 641),
    "元封六年": (-105, -105),
    "洪武年间": (1368, 1398),
    "公元前221年": (-221, -221),
    "前221年": (-221, -221),
    "公元25年": (25, 25),
    "公元前1300—前1046年": (-1300, -1046),
    "1403至1424年": (1403, 1424),
    "十八世纪": (1701, 1800),
    "公元前五世纪": (-500, -401),
    "二十世纪三十年代": (1930, 1939),
    "十八世纪上半叶": (1701, 1750),
    "三百年前": (1676, 1776),
    "三百多年前": (1627, 1726),
    "北宋": (960, 1127),
    "清初": (1644, 1735),
    "商晚期": (-1300, -1046),
    "晚唐": (836, 907),
    "良渚文化": (-3300, -2300),
}


@pytest.mark.parametrize(("text", "span"), YEARS.items(), ids=YEARS)
def test_a_time_is_read(text: str, span: tuple[int, int]):
    found = list(times(text, 2026))
    assert [one.text for one in found] == [text]
    assert found[0].spans[0] == span


NO_TIME = [
    "三年级",
    "第三年",
    "2026 年票",
    "长安城里",
    "天下太平",
    "普通的一天",
    "一元钱",
    "明天",
    "清水",
    "金色",
    "元宵",
    "周末",
    "商店",
    "夏天",
    "秦腔",
    "夏末",
    "夏初",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_words_that_look_like_times_are_none(text: str):
    assert list(times(text, 2026)) == []


def test_a_title_of_several_reigns_is_told_apart_by_its_dynasty():
    assert {one[0] for one in years_of("上元")} == {"唐"}
    assert len(years_of("上元")) == 2
    assert years_of("建武", "东汉") == (("东汉", 25, 56),)
    assert years_of("永寿", "西汉") == ()
    assert {one[0] for one in years_of("永寿", "汉")} == {"东汉"}
