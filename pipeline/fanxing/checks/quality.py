"""Figures of a finished film + what it was meant to be -> findings. Pure: nothing is opened here."""

from collections.abc import Callable, Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.colours import as_planned, coded_colours
from fanxing.checks.film.facts import Facts
from fanxing.checks.film.file import index, length, weight, whole
from fanxing.checks.film.marks import ai_label, ai_metadata, subtitles_seen
from fanxing.checks.film.picture import black, first_frame, flash, frozen, repeated
from fanxing.checks.film.sound import loudness, silence, together
from fanxing.checks.film.tracks import colour, picture_track, rate, size, sound_track
from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault

CHECKS: tuple[Callable[[Facts, Expected, Judge], Iterator[Fault]], ...] = (
    whole,
    index,
    weight,
    length,
    picture_track,
    size,
    colour,
    rate,
    sound_track,
    loudness,
    silence,
    together,
    first_frame,
    black,
    frozen,
    repeated,
    flash,
    as_planned,
    coded_colours,
    ai_label,
    ai_metadata,
    subtitles_seen,
)
"""To add a check, write a function in ``film/``, a rule in ``quality_rules`` and a line here."""


def film_findings(facts: Facts, expected: Expected, judge: Judge, where: str) -> tuple[Fault, ...]:
    """Judge one film: all findings of all rules, faults first.

    Args:
        facts: Its figures.
        expected: What it was meant to be.
        judge: Rules with the recipe's settings.
        where: Name of the film, for people.
    """
    found = [
        fault.model_copy(update={"where": f"{where} {fault.where}" if fault.where else where})
        for check in (CHECKS if _is_film(facts, expected) else CHECKS[:1])
        for fault in check(facts, expected, judge)
    ]
    return tuple(sorted(found, key=lambda one: one.level == "advice"))


def _is_film(facts: Facts, expected: Expected) -> bool:
    """Whether there is anything to judge: of a stranger's photograph or song nothing more is asked."""
    return int(facts.get("frames") or 0) > (1 if expected.is_foreign else 0)
