"""All that a recipe's words, rights and wishes tell before any work: one door for every check."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fanxing.checks.accessions import RULES as ACCESSIONS
from fanxing.checks.accessions import accession_findings
from fanxing.checks.bilingual import RULES as BILINGUAL
from fanxing.checks.bilingual import bilingual_findings
from fanxing.checks.coach import RULES as COACH
from fanxing.checks.coach import Lesson, recipe_findings, script_findings, storyboard_findings
from fanxing.checks.comments import RULES as COMMENTS
from fanxing.checks.comments import comment_findings
from fanxing.checks.english.lint import RULES as ENGLISH
from fanxing.checks.english.lint import english_findings
from fanxing.checks.facts.lint import RULES as FACTS
from fanxing.checks.facts.lint import fact_findings
from fanxing.checks.houses import RULES as HOUSES
from fanxing.checks.houses import house_findings
from fanxing.checks.placeholders import RULES as PLACEHOLDERS
from fanxing.checks.placeholders import placeholder_findings
from fanxing.checks.publishing import RULES as PUBLISHING
from fanxing.checks.publishing import publishing_findings, schedule_findings
from fanxing.checks.punctuation import RULES as PUNCTUATION
from fanxing.checks.punctuation import punctuation_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rights import RULES as RIGHTS
from fanxing.checks.rights import adaptation_findings, rights_findings
from fanxing.checks.rules import Judge, Rule
from fanxing.checks.sizes import RULES as SIZES
from fanxing.checks.sizes import size_findings
from fanxing.checks.words import RULES as WORDS
from fanxing.checks.words import word_findings
from fanxing.model.errors import Fault, Location
from fanxing.model.platform import PlatformProfile
from fanxing.model.recipe import Recipe
from fanxing.model.script import Script
from fanxing.model.storyboard import Storyboard
from fanxing.model.words import say

ALL_RULES: Mapping[str, Rule] = (
    COACH
    | FACTS
    | SIZES
    | HOUSES
    | ACCESSIONS
    | COMMENTS
    | RIGHTS
    | WORDS
    | PUNCTUATION
    | PLACEHOLDERS
    | PUBLISHING
    | BILINGUAL
    | ENGLISH
    | QUALITY
)
"""Every rule that a recipe may set under ``checks:``, by id."""

CHECKING: Mapping[str, Rule] = {"checks-unknown": Rule(about="checks 里的编号都存在", level="fault")}
"""The rule about rules."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def _somewhere(key: str) -> Location:
    return Location(file="recipe.yaml", key=key)


@dataclass(frozen=True, slots=True)
class Clock:
    """When a recipe is checked; nothing here reads a clock."""

    today: date | None = None
    """Day, for ages such as 三百年前; None: the year in which the rules were written."""
    now: datetime | None = None
    """Moment, aware, for the platforms' schedule windows; None: they are not judged."""

    @property
    def year(self) -> int:
        """Year in which the film is shown."""
        return self.today.year if self.today is not None else 2026


def check_recipe(  # noqa: PLR0913 - the door through which everything is judged
    recipe: Recipe,
    scripts: Sequence[Script],
    storyboards: Sequence[Storyboard],
    profiles: Sequence[PlatformProfile],
    words: Sequence[str] = (),
    *,
    where: Where = _somewhere,
    clock: Clock | None = None,
    left_out: Mapping[str, str] | None = None,
) -> tuple[Fault, ...]:
    """Judge a recipe: every finding at once, faults first, each with its place.

    Args:
        recipe: What was written.
        scripts: Outlines of its cuts.
        storyboards: Storyboards of its cuts, as far as they are known.
        profiles: Of its platforms.
        words: Further words to warn of.
        where: Place of a key.
        clock: When it is checked.
        left_out: Key -> the comment behind its value that may be meant as words.
    """
    clock = clock or Clock()
    judge = Judge(ALL_RULES, recipe.checks)
    lesson = Lesson(recipe, judge, where)
    found = [*_settings(recipe, where)]
    found += fact_findings(recipe, judge, where, clock.year)
    found += size_findings(recipe, judge, where)
    found += house_findings(recipe, judge, where)
    found += accession_findings(recipe, judge, where)
    found += word_findings(recipe, judge, where, words)
    found += punctuation_findings(recipe, judge, where)
    found += comment_findings(left_out or {}, judge, where)
    found += placeholder_findings(recipe, judge, where)
    found += bilingual_findings(recipe, judge, where)
    found += english_findings(recipe, judge, where, clock.year)
    found += _placed(rights_findings(recipe, judge), where)
    found += recipe_findings(lesson)
    planned = {board.cut: board.seconds for board in storyboards}
    for script in scripts:
        found += script_findings(script, lesson, planned.get(script.cut))
    for board in storyboards:
        found += board_findings(board, judge)
    found += publishing_findings(recipe, scripts, profiles, judge, where)
    found += schedule_findings(recipe, profiles, judge, where, clock.now)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.level == "advice"))


def board_findings(board: Storyboard, judge: Judge) -> Iterator[Fault]:
    """Judge a storyboard alone: the coach's rules of shots, and pictures that may not be cropped or moved."""
    yield from storyboard_findings(board, judge)
    yield from adaptation_findings(board, judge)


def _placed(findings: Iterator[Fault], where: Where) -> Iterator[Fault]:
    for one in findings:
        yield one.model_copy(update={"where": where(one.where)}) if isinstance(one.where, str) else one


def _settings(recipe: Recipe, where: Where) -> Iterator[Fault]:
    for name, setting in recipe.checks.items():
        place = where(f"checks.{name}")
        if name not in ALL_RULES:
            near = difflib.get_close_matches(name, list(ALL_RULES), n=1)
            mend = say("是不是 {near}？", near=near[0]) if near else say("删去这一行")
            yield Fault(rule="checks-unknown", what=say("没有叫“{name}”的检查", name=name), where=place, mend=mend)
        elif not isinstance(setting, str) and ALL_RULES[name].limit is None:
            what = say("检查“{name}”没有数值可设", name=name)
            yield Fault(rule="checks-unknown", what=what, where=place, mend=say("写 off、advice 或 fault"))
