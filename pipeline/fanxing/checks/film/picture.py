"""What is seen: nothing blank, black, frozen, stuttering or flashing that is not the footage's own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from fanxing.checks.expected import Expected, Stretch
from fanxing.checks.film.facts import Facts, seconds_at
from fanxing.checks.rules import Judge, advice_if, clock
from fanxing.model.errors import Fault
from fanxing.model.words import say


def first_frame(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The first frame shows something: platforms make a cover of it."""
    if facts.get("first_frame_blank") and not _within((0, 1), expected.dark):
        what = say("第一帧是空白的，平台会拿它当封面")
        yield from judge.find("first-frame-blank", what, mend=say("让片子从有内容的画面开始"))


def black(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Nothing is black but what is so in the footage."""
    for first, after in facts.get("black", ()):
        seconds = seconds_at(facts, after - first)
        if seconds + 1e-6 < judge.limit("black"):
            continue
        own = _within((first, after), expected.dark, slack=8)
        what = say("从 {at} 起黑了 {seconds:.1f} 秒", at=clock(seconds_at(facts, first)), seconds=seconds)
        yield from judge.find(
            "black", what, where=clock(seconds_at(facts, first)), mend=_cut_out(own=own), level=advice_if(own)
        )


def frozen(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Nothing stands still but what is declared to, or does so in the footage."""
    for first, after in facts.get("frozen", ()):
        seconds = seconds_at(facts, after - first)
        if seconds + 1e-6 < judge.limit("frozen") or _within((first, after), expected.holds, slack=2):
            continue
        if _within((first, after), [(start, end) for start, end in facts.get("black", ())], slack=2):
            continue  # what is black stands still: one finding is enough
        own = _within((first, after), (*expected.still, *expected.holds, *expected.dark), slack=8)
        what = say("从 {at} 起画面停住了 {seconds:.1f} 秒", at=clock(seconds_at(facts, first)), seconds=seconds)
        yield from judge.find(
            "frozen", what, where=clock(seconds_at(facts, first)), mend=_cut_out(own=own), level=advice_if(own)
        )


def _cut_out(*, own: bool) -> str:
    return say("剪掉素材里的这一段（from、to）") if own else say("换掉这一段素材后重新导出")


def repeated(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """No stutter where something moves clearly, but the footage's own."""
    found = facts.get("repeated", ())
    if len(found) > judge.limit("repeated"):
        strange = [at for at in found if not _within((at, at + 1), expected.moving)]
        if not strange and _is_cadence(found):
            return
        yield from judge.find(
            "repeated",
            say("运动中有 {count} 处重复帧，看起来一顿一顿", count=len(found)),
            where=clock(seconds_at(facts, found[0])),
            mend=say("用原始帧率的素材重新导出"),
            level=advice_if(len(strange) <= judge.limit("repeated")),
        )


_CADENCES = {5, 6}
"""Every fifth or sixth frame twice: how film of 24 and 25 frames a second plays at 30."""


def _is_cadence(found: Sequence[int]) -> bool:
    """Whether frames repeat in the even beat of footage of another rate, which is no fault of it."""
    steps = [after - before for before, after in pairwise(found)]
    return bool(steps) and sum(step in _CADENCES for step in steps) >= 0.8 * len(steps)


def flash(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """No single frame far lighter or darker than its neighbours, but the footage's own."""
    found = facts.get("flashes", ())
    if len(found) > judge.limit("flash"):
        yield from judge.find(
            "flash",
            say("有 {count} 处闪帧", count=len(found)),
            where=clock(seconds_at(facts, found[0])),
            mend=say("剪掉闪烁的那一帧"),
            level=advice_if(all(_within((at, at + 1), expected.moving) for at in found)),
        )


def _within(found: Stretch, wholes: Iterable[Stretch], slack: int = 0) -> bool:
    """Whether a stretch lies in the others laid together; ``slack`` frames at ends and in gaps do not count."""
    first, after = found[0] + slack, found[1] - slack
    for low, high in sorted(wholes):
        if low <= first + slack:
            first = max(first, high)
    return first >= after
