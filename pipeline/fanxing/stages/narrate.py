"""Script, Voice, Footage -> Narration: one take a line, cut from a recording or spoken by a machine."""

from fanxing.media.bench import Bench
from fanxing.media.speech import speaker
from fanxing.media.speech.lexicon import Readings, toned
from fanxing.media.speech.recorded import recorded
from fanxing.media.speech.spoken import pieces
from fanxing.media.speech.takes import TOOLS, spoken_takes
from fanxing.model.footage import Footage, Item
from fanxing.model.narration import Doubt, Narration, Take
from fanxing.model.recipe import Voice
from fanxing.model.script import Line, Script
from fanxing.model.stage import stage
from fanxing.model.story import Lexicon

WHOLE_TAKE = "voice/take"
"""Key of the recording that holds every part which has none of its own."""


@stage(version=5, tools=("takes", "recordings", *TOOLS, "libav"))
def narrate(script: Script, voice: Voice, lexicon: Lexicon, footage: Footage, *, bench: Bench) -> Narration:
    """Find every line that somebody recorded, and let the voice read the others."""
    readings = toned(lexicon.readings, bench.where)
    takes: dict[str, Take] = {}
    doubts: list[Doubt] = []
    left_out: list[str] = []
    for item, lines in _recordings(script, footage):
        made = recorded(lines, item, readings, voice, bench)
        takes |= {take.line: take for take in made.takes}
        doubts += made.doubts
        left_out += made.fallbacks
    rest = [line for line in script.lines if line.id not in takes]
    takes |= _read(rest, voice, readings, bench)
    spoken = tuple(takes[line.id] for line in script.lines)
    return Narration(takes=spoken, doubts=tuple(doubts), fallbacks=tuple(left_out))


def _recordings(script: Script, footage: Footage) -> list[tuple[Item, tuple[Line, ...]]]:
    """Give each recording with the lines that it holds; one without words is nobody's narration."""
    whole = footage.at(WHOLE_TAKE)
    found: list[tuple[Item, tuple[Line, ...]]] = []
    left: tuple[Line, ...] = ()
    for part in script.parts:
        own = footage.at(part.recording) if part.recording else ()
        if own:
            found.append((own[0], part.lines))
        else:
            left += part.lines
    return [one for one in [*((item, left) for item in whole[:1]), *found] if any(pieces(line.text) for line in one[1])]


def _read(lines: list[Line], voice: Voice, readings: Readings, bench: Bench) -> dict[str, Take]:
    if not lines:
        return {}
    reader = speaker(voice.speaker, bench.where("voice.speaker"))
    return {take.line: take for take in spoken_takes(lines, reader, voice.rate, readings, bench)}
