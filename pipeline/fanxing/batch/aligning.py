"""A recording and its script -> when each line and character is heard, as JSON or as subtitles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fanxing.chain.brief import read_brief
from fanxing.media.captions.cues import Placed, cues_of
from fanxing.media.captions.files import write_ass, write_srt, write_vtt
from fanxing.media.captions.whole import names_worth_keeping
from fanxing.media.sound_in import take_recording
from fanxing.media.speech.align import BAR, AlignedLine, Alignment, align
from fanxing.media.speech.lexicon import Readings, toned
from fanxing.media.speech.recognise import Recogniser, hints, prompt_of, transcribe
from fanxing.media.store import Store, write_whole
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError, Fault, Location, RecipeError
from fanxing.model.footage import Sound
from fanxing.model.geometry import SHAPES
from fanxing.model.narration import Spoken, Take
from fanxing.model.reasons import reason
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
        why = reason(error) if isinstance(error, OSError) else say("不是 UTF-8 编码")
        raise _fault(file, say("读不了讲解词：{why}", why=why), say("检查路径，用 UTF-8 保存")) from None
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not lines:
        raise _fault(file, say("讲解词是空的"), say("一句一行写上讲解词"))
    return lines


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may be said in a recording, and how it is written and read."""

    names: tuple[str, ...] = ()
    """As they should be written."""
    readings: Readings = field(default_factory=dict)
    """Of a recipe's lexicon."""


def vocabulary(recipe: Path | None, names: Sequence[str] = ()) -> Vocabulary:
    """The names and readings of a recipe, and further names.

    Raises:
        RecipeError: The recipe has faults.
    """
    if recipe is None:
        return Vocabulary(names_worth_keeping(names))
    brief = read_brief(recipe)
    told = brief.recipe
    written: list[str | None] = [*names, *told.lexicon, told.museum.name, told.museum.short, told.museum.city]
    written += [told.exhibition.name, told.exhibition.hall, told.guide.name, told.guide.title]
    written += [name for one in told.objects for name in (one.name, one.holder)]
    return Vocabulary(names_worth_keeping(written), toned(told.lexicon, brief.places.where))


def align_file(
    media: Path,
    script: Path,
    home: Path,
    words: Vocabulary = Vocabulary(),
    listener: Recogniser | None = None,
) -> Alignment:
    """Find a script in a recording: any audio or video file.

    Args:
        media: The recording.
        script: One line a text line.
        home: Where results are kept.
        words: Readings of the script.
        listener: Tells roughly where to look, where a recording strays far from its script.

    Raises:
        RecipeError: The script or the recording is missing, or nothing in the script can be said.
        AssetError: The recording cannot be used.
    """
    lines = read_script(script)
    sound = _heard(media, home)
    rough = hints(lines, listener(sound, prompt_of(words.names, "zh")), words.readings) if listener else None
    return align(sound, lines, words.readings, rough)


def transcribe_file(
    media: Path, home: Path, listener: Recogniser, words: Vocabulary = Vocabulary(), language: str = "zh"
) -> Alignment:
    """Write down a recording that has no script.

    Args:
        media: Any audio or video file.
        home: Where results are kept.
        listener: With a model of this machine.
        words: That may come up.
        language: ISO 639-1.

    Raises:
        RecipeError: The recording is missing.
        AssetError: The recording cannot be used, or nothing was recognised.
    """
    return transcribe(_heard(media, home), listener, words.names, words.readings, language)


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


def refuse_other_script(alignment: Alignment, media: Path, script: Path) -> None:
    """Stop where a recording is not of this script: most of it is not heard in it.

    Raises:
        AssetError: In one sentence.
    """
    if alignment.belongs:
        return
    lines = [line for line in alignment.lines if line.units]
    heard = sum(line.confidence >= BAR for line in lines)
    raise AssetError(
        Fault(
            rule="align-script",
            what=say(
                "录音和讲解词对不上：{count} 句里只听到 {heard} 句，没有写字幕文件", count=len(lines), heard=heard
            ),
            where=f"{media} · {script}",
            mend=say("确认录音和讲解词没有选错；只录了一部分的话，讲解词也只留这一部分"),
        )
    )


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
