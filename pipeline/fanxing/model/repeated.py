"""Subtitles that would repeat what a card says in large type at the same moment."""

from collections.abc import Iterable

from fanxing.model.graphics import HookCard, TitleCard
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import Timeline

MOST_OUTSIDE = 0.4
"""Share of a cue that may be seen before or after its card: a card goes while its last word is still heard."""


def unrepeated(cues: Iterable[Cue], timeline: Timeline) -> tuple[Cue, ...]:
    """Leave out cues whose very words stand on a card while they are said; files of subtitles keep them.

    A cue with a second language stays: the card does not say it.
    """
    cards = [
        (start, start + clip.duration, _plain(_words(clip.card)))
        for start, clip in timeline.clips
        if isinstance(clip.card, HookCard | TitleCard)
    ]
    return tuple(cue for cue in cues if cue.second is not None or not any(_is_on(cue, card) for card in cards))


def _is_on(cue: Cue, card: tuple[int, int, str]) -> bool:
    start, end, words = card
    seen = min(end, cue.span.end) - max(start, cue.span.start)
    return seen >= (1 - MOST_OUTSIDE) * cue.span.duration and _plain(cue.text) in words


def _words(card: HookCard | TitleCard) -> str:
    return card.text if isinstance(card, HookCard) else card.title


def _plain(text: str) -> str:
    """Letters alone."""
    return "".join(one for one in text if one.isalnum()).casefold()
