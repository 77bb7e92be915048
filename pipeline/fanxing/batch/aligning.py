"""A recording and its script -> when each line and character is heard, as JSON or as subtitles."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fanxing.media.captions.cues import Placed, cues_of
from fanxing.media.captions.files import write_ass, write_srt, write_vtt
from fanxing.media.sound_in import take_recording
from fanxing.media.speech.align import BAR, AlignedLine, Alignment, align
from fanxing.media.speech.recognise import recogniser, transcribe
from fanxing.media.store import Store, write_whole
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError, Fault, Location, RecipeError
from fanxing.model.footage import Sound
from fanxing.model.geometry import SHAPES
from fanxing.model.narration import Spoken, Take
from fanxing.model.script import Line
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.timing import FILM_RATE, SAMPLE_RATE
from fanxing.model.words import say


def _upright_ass(track: SubtitleTrack) -> bytes:
    return write_ass(track, SHAPES["9:16"])


WRITERS: dict[str, Callable[[SubtitleTrack], bytes]] = {".srt": write_srt, ".vtt": write_vtt, ".ass": _upright_ass}
"""Ending of the file -> who writes it."""


def read_script(file: Path) -> tuple[str, ...]:
    """The lines of a script: one a text line, empty ones passed over.

    Raises:
        RecipeError: It is not there, not UTF-8, or empty.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or say("不是 UTF-8 编码")
        raise _fault(file, say("读不了讲解词：{why}", why=why), say("检查路径，用 UTF-8 保存")) from None
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not lines:
        raise _fault(file, say("讲解词是空的"), say("一句一行写上讲解词"))
    return lines


def align_file(media: Path, script: Path, home: Path) -> Alignment:
    """Find a script in a recording: any audio or video file.

    Raises:
        RecipeError: The script or the recording is missing, or nothing in the script can be said.
        AssetError: The recording cannot be used.
    """
    lines = read_script(script)
    return align(_heard(media, home), lines)


def transcribe_file(media: Path, home: Path, with_model: tuple[str, str], names: Sequence[str]) -> Alignment:
    """Write down a recording that has no script.

    Args:
        media: Any audio or video file.
        home: Where results are kept.
        with_model: Name of a recogniser, and the path or name of a model on this machine.
        names: That may come up, as they should be written.

    Raises:
        RecipeError: The recording is missing, or there is no such recogniser.
        AssetError: The recording cannot be used, or nothing was recognised.
        ToolError: The recogniser's library or the model is not here.
    """
    return transcribe(_heard(media, home), recogniser(*with_model), names)


def _heard(media: Path, home: Path) -> NDArray[np.float32]:
    if not media.is_file():
        raise _fault(media, say("找不到录音"), say("检查路径"))
    store = Store(home.resolve())
    taken = take_recording(media.resolve(), store)
    if not isinstance(taken.source, Sound):
        raise AssetError(Fault(rule="align-sound", what=say("{media} 里没有声音", media=media), mend=say("换一个文件")))
    return read_wav(store.path(taken.source.sound))


def alignment_json(alignment: Alignment) -> dict[str, Any]:
    """The form of ``--json``."""
    return {
        "lines": [
            {
                "text": line.text,
                "start": round(line.start, 3),
                "end": round(line.end, 3),
                "confidence": round(line.confidence, 3),
                "in_audio": line.in_audio,
                "chars": [[shown, round(start, 3), round(end, 3)] for shown, start, end in line.chars],
            }
            for line in alignment.lines
        ]
    }


def doubts(alignment: Alignment) -> tuple[Fault, ...]:
    """Lines that a person should listen to, and lines that were not found."""
    found = []
    for line in alignment.lines:
        if not line.in_audio:
            what = say("录音里没有这一句：{text}", text=line.text)
            found.append(Fault(rule="align-missing", what=what, mend=say("补录，或从讲解词里删去"), level="advice"))
        elif line.confidence < BAR:
            where = say("{start:.1f} 到 {end:.1f} 秒", start=line.start, end=line.end)
            what = say("这一句没有把握：{text}", text=line.text)
            found.append(Fault(rule="align-doubt", what=what, where=where, mend=say("听一遍核对"), level="advice"))
    return tuple(found)


def write_subtitles(alignment: Alignment, out: Path) -> None:
    """Write the aligned script as a subtitle file of the form that its name says.

    Raises:
        RecipeError: A form that is not written.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise _fault(out, say("不会写 {suffix} 格式的字幕", suffix=out.suffix), say("用 .srt、.vtt 或 .ass 结尾"))
    placed = [_placed(at, line) for at, line in enumerate(alignment.lines, start=1) if line.in_audio and line.units]
    write_whole(out, writer(SubtitleTrack(rate=FILM_RATE, cues=cues_of(placed, FILM_RATE))))


def _placed(number: int, line: AlignedLine) -> Placed:
    units = tuple(
        Spoken(
            at=one.unit.at,
            length=one.unit.length,
            start=_samples(one.start - line.start),
            end=_samples(one.end - line.start),
        )
        for one in line.units
    )
    take = Take(
        line=str(number),
        voice="recorded",
        speaker="",
        sound=None,
        samples=_samples(line.end - line.start),
        units=units,
        confidence=line.confidence,
    )
    start = Fraction(_samples(line.start), SAMPLE_RATE) * FILM_RATE
    return Placed(Line(id=str(number), text=line.text), take, start)


def _samples(seconds: float) -> int:
    return max(0, round(seconds * SAMPLE_RATE))


def _fault(file: Path, what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule="align-file", what=what, where=Location(file=str(file)), mend=mend))
