"""Recording and script -> Alignment. No weights, no network: the voice is learnt from this very recording."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align import activity, pitch
from fanxing.media.speech.align.alignment import AlignedLine, AlignedUnit, Alignment
from fanxing.media.speech.align.coarse import Rough, rough
from fanxing.media.speech.align.confidence import HEARD, confidences, steadiness, together
from fanxing.media.speech.align.ear import Ear, ear
from fanxing.media.speech.align.features import FRAME_S, Floats, mel_bands, narrow
from fanxing.media.speech.align.fine import Exact, exact
from fanxing.media.speech.align.fit import fit
from fanxing.media.speech.align.hints import Hints, hinted
from fanxing.media.speech.align.overview import nearby
from fanxing.media.speech.align.reference import UNKNOWN, Reference, reference
from fanxing.media.speech.align.shuffled import shuffles, trust
from fanxing.media.speech.align.spans import unit_spans
from fanxing.media.speech.align.strays import Told, told_once
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.reading import Unit
from fanxing.model.errors import AssetError, Fault, RecipeError
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

_LEAST_SPEECH_S = 0.15
_SHORT_S = 25.0
"""Seconds of speech below which the first guess matters. Measured: of clips of 3 to 15 s, at four speeds, 1 to 5 in 100
more characters are found with the voice that fits than with the one that the pitch suggests."""
_QUIETEST = 1e-4
"""Peak below -80 dBFS: a microphone that was not on."""


def align(
    sound: NDArray[np.float32],
    lines: Sequence[str],
    lexicon: Readings | None = None,
    hints: Hints | None = None,
) -> Alignment:
    """Find a script in a recording of it: the whole recording at once, never line by line.

    Args:
        sound: Mono, 48 kHz; may be mapped from a file.
        lines: The script, one breath group a line, as displayed.
        lexicon: The recipe's own readings.
        hints: Rough times of the units, from a recogniser; they only say where to look.

    Raises:
        RecipeError: Nothing in the script can be said.
        AssetError: Nobody speaks in the recording.
    """
    bands, heard, variants = _listened(sound)

    def tried(script: Sequence[str], guide: Hints | None) -> _Try:
        tries = (_try(bands, heard, reference(script, lexicon or {}, variant), guide) for variant in variants)
        return min(tries, key=lambda one: one.exact.cost)

    best = tried(lines, hints)
    found = _alignment(best, lines, len(sound) / SAMPLE_RATE)
    if not found.belongs or float(heard.speech.sum()) * FRAME_S >= _SHORT_S:
        return found
    others = [tried(one, None).exact.cost for one in shuffles(lines) if one != tuple(lines)]
    return _alignment(best, lines, found.seconds, trust(best.exact.cost, others))


@dataclass(frozen=True, slots=True)
class _Try:
    """What was found with one of the machine's voices."""

    ear: Ear
    exact: Exact
    told: Told


def _try(bands: Floats, heard: activity.Activity, script: Reference, hints: Hints | None) -> _Try:
    if not len(script.phone_unit):
        raise RecipeError(
            Fault(
                rule="align-script",
                what=say("稿子里没有可以念的字"),
                mend=say("给出讲解词：一句一行，至少有一个汉字、数字或英文词"),
            )
        )
    listening = ear(bands, heard, script)
    return _Try(listening, *_found(listening, hints))


def _listened(sound: Floats) -> tuple[Floats, activity.Activity, tuple[str, ...]]:
    """Give mel bands, where somebody speaks, and the machine's voices to try; the sound itself is let go.

    A long recording teaches its own voice, whatever it began with; for a short one every voice is tried.
    """
    narrowed = narrow(sound)
    bands = mel_bands(narrowed)
    heard = activity.listen(bands)
    _refuse_silence(narrowed, heard)
    is_short = float(heard.speech.sum()) * FRAME_S < _SHORT_S
    return bands, heard, pitch.VARIANTS if is_short else (pitch.variant(narrowed, heard.speech),)


def _refuse_silence(sound: Floats, heard: activity.Activity) -> None:
    spoken = float((heard.speech > 0.5).sum()) * FRAME_S
    if spoken < _LEAST_SPEECH_S or float(np.abs(sound).max(initial=0.0)) < _QUIETEST:
        raise AssetError(
            Fault(
                rule="align-silence",
                what=say("录音里听不到人声"),
                mend=say("确认录音时麦克风开着、文件没有选错，再试一次"),
            )
        )


def _found(listening: Ear, hints: Hints | None) -> tuple[Exact, Told]:
    """Find the course; lines that do not fit after all are taken out, and the rest is found again."""
    start = rough(listening, (hinted(listening, hints) if hints else None) or nearby(listening))
    first = exact(listening, start)
    sure = confidences(first.fit)
    kept = tuple(line for line in start.lines if sure[line] >= HEARD)
    if kept and len(kept) < len(start.lines):
        first = exact(listening, Rough(first.course, kept, frozenset(), start.cost))
    return first, told_once(listening, first)


def _alignment(best: _Try, lines: Sequence[str], seconds: float, trusted: float = 1.0) -> Alignment:
    script, found, told = best.ear.reference, best.exact, best.told
    classes = found.table.shape[1] - 2
    sure = confidences(fit(found.table[:, :classes], told.course, script)) * _known(script)
    starts, ends = unit_spans(told.course, script)
    sure = together(sure * steadiness(ends - starts, script.unit_seconds, script.unit_line, len(sure)))
    sure = sure * np.float32(trusted)
    spans = _forward(starts, ends, sure[script.unit_line] > 0, seconds)
    aligned: list[AlignedLine] = []
    at = 0
    for number, (text, units) in enumerate(zip(lines, script.lines, strict=True)):
        own = spans[at : at + len(units)]
        at += len(units)
        aligned.append(_line(text, units, own, float(sure[number]), aligned[-1].end if aligned else 0.0))
    return Alignment(tuple(aligned), told.strays, seconds)


def _known(script: Reference) -> Floats:
    """(lines,) share of the units that the machine can say: of the others anything may be heard."""
    known = np.array([label != UNKNOWN for label in script.labels])[script.phone_label]
    line = script.unit_line[script.phone_unit]
    count = np.bincount(line, minlength=len(script.lines))
    return (np.bincount(line, known, minlength=len(script.lines)) / np.maximum(count, 1)).astype(np.float32)


def _line(
    text: str, units: tuple[Unit, ...], spans: list[tuple[float, float]], confidence: float, before: float
) -> AlignedLine:
    timed = tuple(AlignedUnit(unit, start, end) for unit, (start, end) in zip(units, spans, strict=True))
    return AlignedLine(
        text=text,
        start=timed[0].start if timed else before,
        end=timed[-1].end if timed else before,
        confidence=round(confidence, 3),
        in_audio=bool(timed) and confidence >= HEARD,
        units=timed,
    )


def _forward(starts: Floats, ends: Floats, heard: NDArray[np.bool_], seconds: float) -> list[tuple[float, float]]:
    """Let times run forward; a unit that is not heard stands where the one before ends, as long as nothing."""
    spans: list[tuple[float, float]] = []
    now = 0.0
    for start, end, is_heard in zip(starts.tolist(), ends.tolist(), heard.tolist(), strict=True):
        if is_heard and not math.isnan(start):
            first = min(max(start, now), seconds)
            now = min(max(end, first), seconds)
            spans.append((first, now))
        else:
            spans.append((now, now))
    return spans
