"""What the schema lets pass and no museum means: days and hours that are none, a mistyped credit code."""

from typing import Any

import pytest

from fanxing.checks.recipe import Known, recipe_faults
from fanxing.model.credit_code import check_character
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe

KNOWN = Known(platforms=("channels",), speakers=("espeak",), templates=("ink",))


def faults(museum: dict[str, Any] | None = None, exhibition: dict[str, Any] | None = None) -> list[Fault]:
    written = Recipe.model_validate(
        {
            "title": "册页",
            "museum": {"name": "某馆", **(museum or {})},
            "exhibition": {"name": "某展", **(exhibition or {})},
            "guide": {"name": "林月"},
            "objects": [{"name": "瓶"}],
            "platforms": ["channels"],
            "look": {"template": "ink"},
        }
    )
    return list(recipe_faults(written, KNOWN, lambda key: Location(file="r", key=key)))


DATES: dict[str, tuple[str, list[str], str]] = {
    "no such day, and the end first": ("2027年2月30日至2026年3月8日", ["date-none", "dates-reversed"], "2027年2月30日"),
    "no leap year": ("2026年12月1日至2027年2月29日", ["date-none"], ""),
    "a leap year": ("2027年12月1日至2028年2月29日", [], ""),
    "no such month": ("2026年13月1日起", ["date-none"], "2026年13月1日"),
    "a thirty-second": ("2026年5月32日", ["date-none"], "5月32日"),
    "in figures": ("2026.9.31-2026.12.1", ["date-none"], "2026.9.31"),
    "with dashes": ("2026-09-30 至 2026-02-30", ["date-none", "dates-reversed"], "2026-02-30"),
    "in Chinese figures": ("二〇二六年九月三十一日", ["date-none"], "三十一日"),
    "the end first": ("2026年9月28日至2026年3月10日", ["dates-reversed"], "9月28日"),
    "the end first, by months": ("2026年9月至2026年3月", ["dates-reversed"], ""),
    "over the new year": ("2026年9月28日至2027年1月10日", [], ""),
    "over the new year, its year left out": ("2026年10月1日至3月8日", [], ""),
    "within a year": ("2026年10月1日至12月31日", [], ""),
    "without years": ("10月1日至3月8日", [], ""),
    "29 February of no year": ("2月29日起", [], ""),
    "in one month": ("2026年9月28日至9月28日", [], ""),
    "months": ("2026年9月至2027年3月", [], ""),
    "in short": ("2026.5.18-10.8", [], ""),
    "always": ("常设展", [], ""),
}


@pytest.mark.parametrize(("dates", "rules", "told"), DATES.values(), ids=DATES)
def test_an_exhibition_has_days_that_are_and_ends_after_it_begins(dates: str, rules: list[str], told: str):
    found = faults(exhibition={"dates": dates})
    assert [(one.rule, one.level) for one in found] == [(rule, "fault") for rule in rules]
    assert all(one.mend and one.where and one.where.key == "exhibition.dates" for one in found)
    assert not found or told in found[0].what


HOURS: dict[str, tuple[str, str]] = {
    "a twenty-fifth hour": ("9:00–25:00", "25:00"),
    "a sixtieth minute": ("周二至周日 9:60–17:00", "9:60"),
    "full-width colons": ("9：00–27：30", "27：30"),
    "in words": ("9点至26点", "26点"),
    "after midnight": ("9:00–24:30", "24:30"),
    "sound": ("周二至周日 9:00–17:00（16:30停止入馆），周一闭馆", ""),
    "to midnight": ("9:00–24:00", ""),
    "two seasons": ("夏季9:00—18:00，冬季9:00—17:00，周二闭馆", ""),
    "by part of the day": ("上午9点到下午5点30分", ""),
    "with seconds nobody needs": ("9:00:00–17:00:00", ""),
}


@pytest.mark.parametrize(("hours", "told"), HOURS.values(), ids=HOURS)
def test_a_museum_opens_at_hours_that_a_clock_shows(hours: str, told: str):
    found = faults(museum={"hours": hours})
    assert [one.rule for one in found] == (["hours-none"] if told else [])
    assert all(f"里的 {told} 不存在" in one.what and one.mend for one in found)


CODES = {  # of public registers, and the same with a slip
    "91110000600037341L": True,
    "91350100M000100Y43": True,
    "12345678901234567X": False,
    "123456789012345678": True,
    "91110000600037341T": False,
    "91110000600037431L": False,
}


@pytest.mark.parametrize(("code", "right"), CODES.items())
def test_a_credit_code_is_held_to_its_check_character(*, code: str, right: bool):
    assert (check_character(code) == code[17]) is right
    found = faults(museum={"credit_code": code})
    assert [(one.rule, one.level) for one in found] == ([] if right else [("credit-code", "fault")])
    assert all("I、O、S、V、Z" in one.mend for one in found)
