"""A guide's recording -> takes: aligned to the approved words, cut, and what a person should listen to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fanxing.media.bench import Bench
from fanxing.media.speech.align import BAR, Alignment, Stray, align
from fanxing.media.speech.cutting import Cut, cut_lines
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.takes import TOOLS, of_text
from fanxing.media.speech.unit_times import spoken_units
from fanxing.media.tools import tool_version
from fanxing.media.wav import read_wav, write_wav
from fanxing.model.errors import AssetError, Fault
from fanxing.model.footage import Item
from fanxing.model.narration import Doubt, Narration, Take
from fanxing.model.recipe import Voice
from fanxing.model.script import Line
from fanxing.model.words import say


def recorded(lines: Sequence[Line], item: Item, readings: Readings, voice: Voice, bench: Bench) -> Narration:
    """Find the lines in a recording, and cut it into their takes; kept as long as neither changes.

    Args:
        lines: That the recording holds, in order.
        item: The recording: a sound, or a clip with sound.
        readings: The recipe's own readings.
        voice: What is done to a recording: pauses shortened, noise taken off.
        bench: Where to keep takes.

    Raises:
        AssetError: Nobody speaks in it, or most of the lines are not heard.
    """
    inputs = {
        "version": tool_version("recordings"),
        "sound": item.source.model_dump(mode="json"),
        "path": item.path,
        "lines": [line.model_dump(mode="json") for line in lines],
        "readings": {
            word: list(syllables)
            for word, syllables in of_text(readings, "\n".join(line.text for line in lines)).items()
        },
        "tighten": voice.tighten,
        "clean": voice.clean,
        "tools": [tool_version(tool) for tool in (*TOOLS, "libav")],
    }
    return bench.store.once(Narration, "recorded", inputs, lambda: _recorded(lines, item, readings, voice, bench))


def _recorded(lines: Sequence[Line], item: Item, readings: Readings, voice: Voice, bench: Bench) -> Narration:
    sound = _sound(item, bench)
    try:
        found = align(sound, [line.text for line in lines], readings)
    except AssetError as error:
        raise AssetError(*(_of_file(fault, item, bench) for fault in error.faults)) from error
    if not found.belongs:
        raise AssetError(_other_script(found, item, bench))
    cuts = cut_lines(sound, _sure(found), tighten=voice.tighten, clean=voice.clean)
    takes = [
        _take(line, cut, aligned.confidence, item, bench)
        for line, cut, aligned in zip(lines, cuts, found.lines, strict=True)
    ]
    return Narration(
        takes=tuple(takes),
        doubts=tuple(_doubts(lines, found, item.path)),
        fallbacks=tuple(_left_out(found, item.path)),
    )


def _of_file(fault: Fault, item: Item, bench: Bench) -> Fault:
    what = say("录音 {file}：{what}", file=item.path, what=fault.what)
    return fault.model_copy(update={"what": what, "where": bench.where(item.key)})


def _other_script(found: Alignment, item: Item, bench: Bench) -> Fault:
    """Say that a recording is of other words than its lines, and what was heard of them."""
    lines = [line for line in found.lines if line.units]
    missing = [line.text for line in lines if line.confidence < BAR]
    return Fault(
        rule="recording-script",
        what=say(
            "录音 {file} 和讲解词对不上：{count} 句里只听到 {heard} 句；没有听到的如“{text}”",
            file=item.path,
            count=len(lines),
            heard=len(lines) - len(missing),
            text=(missing or [lines[0].text])[0],
        ),
        where=bench.where(item.key),
        mend=say("确认文件没有选错；讲解词改过的话按新的重录，或删去这条录音改用合成语音"),
    )


def _sure(found: Alignment) -> Alignment:
    """Take lines that are doubted as not told: what is heard there may be other words.

    Measured on recordings in which a tenth to two fifths of the lines is not said: of 137 such lines one stays, in a
    hall (8 without this); of 428 that are said, four in halls and in other speech are doubted, and listed.
    """
    doubted = [line for line in found.lines if line.in_audio and line.confidence < BAR]
    strays = sorted(
        [*found.strays, *(Stray(line.start, line.end, None) for line in doubted)], key=lambda one: one.start
    )
    lines = tuple(replace(line, in_audio=line.in_audio and line.confidence >= BAR) for line in found.lines)
    return replace(found, lines=lines, strays=tuple(strays))


def _sound(item: Item, bench: Bench) -> NDArray[np.float32]:
    """Mono sound of a recording, mapped from its file."""
    blob = item.source.sound if item.source.kind != "still" else None
    if blob is None:
        raise AssetError(
            Fault(
                rule="recording-sound",
                what=say("{file} 里没有声音，不能当录音用", file=item.path),
                where=bench.where(item.key),
                mend=say("换一个有声音的音频或视频文件"),
            )
        )
    sound = read_wav(bench.store.path(blob))
    return sound if sound.ndim == 1 else np.asarray(sound.mean(axis=1), np.float32)


def _take(line: Line, cut: Cut | None, confidence: float, item: Item, bench: Bench) -> Take:
    if cut is None:
        return Take(
            line=line.id,
            voice="recorded",
            speaker=item.path,
            sound=None,
            samples=0,
            units=(),
            confidence=0.0,
            said=False,
        )
    with bench.store.scratch() as room:
        write_wav(room / "take.wav", cut.sound)
        blob = bench.store.keep(room / "take.wav")
    return Take(
        line=line.id,
        voice="recorded",
        speaker=item.path,
        sound=blob,
        samples=len(cut.sound),
        units=spoken_units(cut.units, cut.spans, len(cut.sound)),
        confidence=confidence,
    )


def _doubts(lines: Sequence[Line], found: Alignment, file: str) -> Iterator[Doubt]:
    """Say what a person should listen to, with its seconds."""
    for number, (line, heard) in enumerate(zip(lines, found.lines, strict=True), start=1):
        if heard.in_audio and heard.confidence >= BAR:
            continue
        if heard.in_audio:
            sentence = "{file} {start:.1f}–{end:.1f} 秒：听着不像第 {number} 句，没有用这一段，也没有上字幕：“{text}”"
        else:
            sentence = "{file}：第 {number} 句没有念：“{text}”"
        what = say(sentence, file=file, start=heard.start, end=heard.end, number=number, text=line.text)
        yield Doubt(line=line.id, what=what)


def _left_out(found: Alignment, file: str) -> Iterator[str]:
    """Say what was heard and cut away: the guide said it, and it is not in the film."""
    for stray in found.strays:
        if stray.line is None:
            sentence = "{file} {start:.1f}–{end:.1f} 秒：稿子里没有的话，已剪去"
        else:
            sentence = "{file} {start:.1f}–{end:.1f} 秒：第 {number} 句的另一遍，没有用（用的是最后一遍好的）"
        number = (stray.line or 0) + 1
        yield say(sentence, file=file, start=stray.start, end=stray.end, number=number)
