"""Lines -> takes: a voice reads each line once, and what it read is kept."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from fanxing.media.bench import Bench
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.speaker import Order, Speaker
from fanxing.media.tools import tool_version
from fanxing.media.wav import write_wav
from fanxing.model.narration import Take
from fanxing.model.script import Line
from fanxing.model.words import say

TOOLS = ("espeak", "pinyin", "jieba", "soxr")
"""Tools that shape the bytes of a machine's voice and the times of its units."""


def spoken_takes(lines: Iterable[Line], voice: Speaker, rate: float, readings: Readings, bench: Bench) -> list[Take]:
    """Let ``voice`` read each line, in order; a line that was read before is not read again."""
    orders = [(line, Order(line.text, rate, of_text(readings, line.text))) for line in lines]
    with ThreadPoolExecutor(max_workers=max(1, voice.at_once)) as pool:  # waiting for a service, not for a core
        takes = []
        for take in pool.map(lambda one: _take(one[0].id, one[1], voice, bench), orders):
            takes.append(take)
            bench.progress(len(takes), len(orders), say("句"))
        return takes


def of_text(readings: Readings, text: str) -> Readings:
    """Keep the readings that this line can need: another word in the lexicon changes no other take."""
    return {word: syllables for word, syllables in readings.items() if word in text}


def _take(line: str, order: Order, voice: Speaker, bench: Bench) -> Take:
    inputs = {
        "version": tool_version("takes"),
        "voice": [voice.name, voice.version],
        "text": order.text,
        "rate": order.rate,
        "readings": {word: list(syllables) for word, syllables in order.lexicon.items()},
        "tools": [tool_version(tool) for tool in TOOLS],
    }
    take = bench.store.once(Take, "take", inputs, lambda: _read(order, voice, bench))
    return take.model_copy(update={"line": line})


def _read(order: Order, voice: Speaker, bench: Bench) -> Take:
    speech = voice(order)
    sound = None
    if len(speech.sound) and voice.kind != "silent":
        with bench.store.scratch() as room:
            write_wav(room / "take.wav", speech.sound)
            sound = bench.store.keep(room / "take.wav")
    return Take(
        line="",
        voice=voice.kind,
        speaker=voice.name,
        sound=sound,
        samples=len(speech.sound),
        units=speech.units,
    )
