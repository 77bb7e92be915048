"""Our own film -> figures, with what only we can know: where the label and the subtitles must be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanxing.media.layer import Layer, Pixels
from fanxing.media.measure.film import FilmFigures, Keep, measure_film
from fanxing.media.measure.likeness import Planned, likeness
from fanxing.media.measure.offset import sound_offset
from fanxing.media.measure.overlay import look_for
from fanxing.media.render.designs import Designer
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


def measure_ours(film: Path, drawn: Drawn, mixed: Path | None) -> FilmFigures:
    """Measure a film of our own.

    Args:
        film: The finished film.
        drawn: What was laid over it.
        mixed: WAV that was mixed for it; None where nothing sounds.
    """
    cues = _cues(drawn)
    frames = (*label_frames(drawn.timeline), *(_middle(cue) for cue in cues))
    figures = measure_film(film, Keep(frames, tuple(one.frame for one in drawn.planned), sound=mixed is not None))
    figures.facts |= likeness(figures.cells, drawn.planned)
    figures.facts |= seen_label(figures.kept, drawn.design, drawn.timeline)
    if cues:
        figures.facts["cues"] = [_cue(figures, drawn, cue) for cue in cues]
    if mixed is not None and figures.sound is not None and figures.facts.get("loudness_lufs") is not None:
        figures.facts["sound_offset_s"] = sound_offset(figures.sound, mixed)
    return figures


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
    layers = design.graphic(AiLabel(text=timeline.notice.label))
    return {"label": [_sighting(kept, design, layers, at) for at in frames]}


def _cues(drawn: Drawn) -> tuple[Cue, ...]:
    long = [cue for cue in drawn.cues if cue.span.duration >= 24]
    step = max(1, len(long) // _CUES)
    return tuple(long[step // 2 :: step][:_CUES])


def _middle(cue: Cue) -> int:
    return cue.span.start + cue.span.duration // 2


def _cue(figures: FilmFigures, drawn: Drawn, cue: Cue) -> dict[str, Any]:
    layers = drawn.design.cue(cue.text, cue.second, cue.readings)
    return _sighting(figures.kept, drawn.design, layers, _middle(cue)) | {"text": cue.text}


def _sighting(kept: Frames, design: Designer, layers: Sequence[Layer], frame: int) -> dict[str, Any]:
    picture = kept.get(frame)
    if picture is None:
        return {"frame": frame, "seen": False, "score": 0.0, "ink_share": 0.0}
    seen = look_for(picture, layers, design.canvas)
    short = min(picture.shape[:2])
    return {
        "frame": frame,
        "seen": seen.is_seen,
        "score": round(seen.score, 3),
        "ink_share": round(seen.ink_px / short, 4),
    }
