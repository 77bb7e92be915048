"""Which advice a person has read before: the tenth render of a recipe tells what is new, and counts the rest."""

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from fanxing.batch.outcome import Outcome
from fanxing.chain.brief import RECIPE_NAME
from fanxing.media.store import write_whole
from fanxing.model.document import fingerprint
from fanxing.model.errors import Fault, Location, ToolError

_Records = dict[str, list[str]]
"""Who tells -> marks of the advice that it told last."""


Known = frozenset[tuple[Path, Fault]]
"""Advice that was told before, each with the recipe that it was told of: another's may read the same."""


def told_before(outcomes: Iterable[Outcome], home: Path, teller: str) -> Known:
    """Give the advice of outcomes that was told before, and note all of it as told now.

    What this teller does not find any more is forgotten: it is new when it comes back. Where there is no home folder
    nothing is noted: who only looks leaves nothing behind.

    Args:
        outcomes: What became of each recipe.
        home: Where it is noted, as ``told/<recipe>.json``.
        teller: Command and what it was asked for: commands find different things.
    """
    if not home.is_dir():
        return frozenset()
    return frozenset((outcome.recipe, fault) for outcome in outcomes for fault in _known(outcome, home, teller))


def _known(outcome: Outcome, home: Path, teller: str) -> tuple[Fault, ...]:
    try:
        recipe = outcome.recipe / RECIPE_NAME if outcome.recipe.is_dir() else outcome.recipe
        file = home / "told" / f"{fingerprint(str(recipe.resolve()))}.json"
    except (OSError, RuntimeError):  # a name too long, or a link to itself
        return ()
    records = _read(file)
    before = {mark for marks in records.values() for mark in marks}
    marks = {_mark(fault): fault for fault in outcome.faults if fault.level == "advice"}
    gone = set(records.get(teller, ())) - marks.keys() if not outcome.exit_code else set()
    if marks.keys() - before or gone:
        records = {name: [mark for mark in one if mark not in gone] for name, one in records.items()}
        records[teller] = sorted({*records.get(teller, ()), *marks})
        with contextlib.suppress(ToolError):  # a reminder is not worth a failure
            write_whole(file, json.dumps(records).encode("utf-8"))
    return tuple(fault for mark, fault in marks.items() if mark in before)


def _mark(fault: Fault) -> str:
    """The same while the recipe's lines move: a key has its place, a line has none."""
    where = fault.where.key if isinstance(fault.where, Location) else fault.where
    return fingerprint([fault.rule, fault.what, where])


def _read(file: Path) -> _Records:
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {str(name): [str(mark) for mark in marks] for name, marks in told.items() if isinstance(marks, list)}
