"""What a quick look at a recipe's files tells before any work: what cannot be used, and what is asked in vain."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from fanxing.batch.verdict import FALLBACK
from fanxing.batch.work import Work
from fanxing.media.clip_in import Cut
from fanxing.media.glance import Look, Seen, glance
from fanxing.media.intake import Order, take_in
from fanxing.media.sources import content_hash
from fanxing.media.taken import Taken
from fanxing.model.errors import FanxingError, Fault
from fanxing.model.named import Named
from fanxing.model.words import say

_HAIR = 0.05
"""Seconds by which a told length may be off."""


def glanced(work: Work, files: Sequence[tuple[Named, Path]]) -> Iterator[Fault]:
    """Look at files that were found; what looks odd is taken in as the chain would, and refused in its words."""
    bench, where = work.job.bench, work.brief.places.where
    seen = glance([Look(file, named.use) for named, file in files], bench.store)
    odd: list[tuple[Named, Order]] = []
    for (named, file), one in zip(files, seen, strict=True):
        if one is None:
            continue
        if one.suspect:
            try:
                odd.append((named, _order(named, file, work)))
            except FanxingError as error:
                yield from (fault.model_copy(update={"where": where(named.key)}) for fault in error.faults)
        else:
            yield from (fault.model_copy(update={"where": where(named.key)}) for fault in _in_vain(named, one))
    for (named, _), outcome in zip(odd, take_in([order for _, order in odd], bench), strict=True):
        if not isinstance(outcome, Taken):
            yield from (fault.model_copy(update={"where": where(named.key)}) for fault in outcome.faults)


def _order(named: Named, file: Path, work: Work) -> Order:
    media = named.media
    cut = Cut(start=media.from_ or 0.0, end=media.to, sound=media.sound) if media is not None else Cut()
    return Order(file=file, sha256=content_hash(file, work.job.bench.store), use=named.use, cut=cut)


def _in_vain(named: Named, seen: Seen) -> Iterator[Fault]:
    """What is asked of a clip that it does not have."""
    media = named.media
    if media is None or not seen.film:
        return
    if media.sound and not seen.sound:
        what = say("{path} 没有声音，sound: true 不起作用", path=named.path)
        yield Fault(rule=FALLBACK, what=what, mend=say("去掉 sound: true，或换一段有声音的素材"), level="advice")
    end = max(media.from_ or 0.0, media.to or 0.0)
    if seen.seconds and end > seen.seconds + _HAIR:
        what = say("{path} 只有 {length:.1f} 秒，用不到 {end:g} 秒", path=named.path, length=seen.seconds, end=end)
        mend = say("把 from、to 改到 {length:.1f} 秒以内", length=seen.seconds)
        yield Fault(rule=FALLBACK, what=what, mend=mend, level="advice")
