"""Our own film -> figures, with what only we can know: where the label and the subtitles must be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanxing.media.bench import Bench
from fanxing.media.layer import Pixels
from fanxing.media.measure.film import FilmFigures, measure_film
from fanxing.media.measure.likeness import Planned, likeness
from fanxing.media.measure.offset import sound_offset
from fanxing.media.measure.overlay import Sighting, Sought
from fanxing.media.measure.passed import Keep
from fanxing.media.render.designs import Designer
from fanxing.media.render.stretches import placed_on
from fanxing.model.graphics import AiLabel
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import Timeline

LABEL_SECONDS = 2.0
"""GB 45438-2025, 5.4: at least this long from the first frame."""
_CUES = 3
"""Subtitles that are looked for, spread over the film."""


Frames = Mapping[int, Pixels]
"""Frames of a film by index, RGB (H, W, 3)."""


@dataclass(frozen=True)
class Drawn:
    """What was laid over a film."""

    design: Designer
    """Drew it."""
    timeline: Timeline
    """Says when the label is seen."""
    cues: tuple[Cue, ...]
    """Subtitles burned into the picture."""
    planned: tuple[Planned, ...] = ()
    """What some of its frames should show."""


def measure_ours(film: Path, drawn: Drawn, mixed: Path | None, bench: Bench | None = None) -> FilmFigures:
    """Measure a film of our own.

    Args:
        film: The finished film.
        drawn: What was laid over it.
        mixed: WAV that was mixed for it; None where nothing sounds.
        bench: Where figures of its groups of pictures are kept; None: nowhere.
    """
    cues, labelled = _cues(drawn), label_frames(drawn.timeline)
    label = _label(drawn.design, drawn.timeline) if labelled else None
    lines = [(_middle(cue), _cue(drawn.design, cue)) for cue in cues]
    sought = (*((at, label) for at in labelled if label is not None), *lines)
    cells = tuple(one.frame for one in drawn.planned)
    keep = Keep(cells=cells, sought=sought, sound=mixed is not None, restless=transitions(drawn.timeline))
    figures = measure_film(film, keep, bench)
    figures.facts |= likeness(figures.cells, drawn.planned)
    told = [_told(at, *found) for (at, _), found in zip(sought, figures.sightings, strict=True)]
    if labelled:
        figures.facts["label"] = told[: len(labelled)]
    if cues:
        figures.facts["cues"] = [one | {"text": cue.text} for one, cue in zip(told[len(labelled) :], cues, strict=True)]
    if mixed is not None and figures.sound is not None and figures.facts.get("loudness_lufs") is not None:
        figures.facts["sound_offset_s"] = sound_offset(figures.sound, mixed)
    return figures


def transitions(timeline: Timeline) -> tuple[tuple[int, int], ...]:
    """First frame and frame after of every transition."""
    return tuple((one.after - one.going, one.after) for one in placed_on(timeline) if one.going)


def label_frames(timeline: Timeline) -> tuple[int, ...]:
    """Choose the frames to look for the label in: the first, the last of the two seconds, and three between."""
    if not timeline.notice.label:
        return ()
    last = min(timeline.duration, round(LABEL_SECONDS * timeline.rate)) - 1
    return tuple(sorted({last * at // 4 for at in range(5)}))


def seen_label(kept: Frames, design: Designer, timeline: Timeline) -> dict[str, Any]:
    """Look for the AI label in frames that were kept; nothing where there is none to look for."""
    frames = label_frames(timeline)
    if not frames:
        return {}
    label = _label(design, timeline)
    return {"label": [_sighting(kept.get(at), label, at) for at in frames]}


def _label(design: Designer, timeline: Timeline) -> Sought:
    return Sought(design.graphic(AiLabel(text=timeline.notice.label)), design.canvas)


def _sighting(picture: Pixels | None, sought: Sought, frame: int) -> dict[str, Any]:
    if picture is None:
        return _told(frame, Sighting(0.0, 0), 0)
    height, width = picture.shape[:2]
    left, top, wide, high = sought.window(width, height)
    return _told(frame, sought.find(picture[top : top + high, left : left + wide], width, height), min(width, height))


def _told(frame: int, seen: Sighting, short: int) -> dict[str, Any]:
    """A sighting as figures; ``short``: the shorter side of the frame, 0 where there is no such frame."""
    return {
        "frame": frame,
        "seen": seen.is_seen,
        "score": round(seen.score, 3),
        "ink_share": round(seen.ink_px / short, 4) if short else 0.0,
    }


def _cues(drawn: Drawn) -> tuple[Cue, ...]:
    long = [cue for cue in drawn.cues if cue.span.duration >= 24]
    step = max(1, len(long) // _CUES)
    return tuple(long[step // 2 :: step][:_CUES])


def _middle(cue: Cue) -> int:
    return cue.span.start + cue.span.duration // 2


def _cue(design: Designer, cue: Cue) -> Sought:
    return Sought(design.cue(cue.text, cue.second, cue.readings), design.canvas)
