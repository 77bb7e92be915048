"""Script, Voice -> Narration: one take a line, spoken by a machine or cut from a recording."""

from fanxing.media.bench import Bench
from fanxing.media.speech import speaker
from fanxing.media.speech.lexicon import toned
from fanxing.media.speech.takes import TOOLS, spoken_takes
from fanxing.model.footage import Footage
from fanxing.model.narration import Narration
from fanxing.model.recipe import Voice
from fanxing.model.script import Script
from fanxing.model.stage import stage
from fanxing.model.story import Lexicon


@stage(version=1, tools=TOOLS)
def narrate(script: Script, voice: Voice, lexicon: Lexicon, footage: Footage, *, bench: Bench) -> Narration:
    """Let the voice read every line that nobody recorded, and find the others in their recordings."""
    del footage
    readings = toned(lexicon.readings, bench.where)
    reader = speaker(voice.speaker, bench.where("voice.speaker"))
    takes = spoken_takes(script.lines, reader, voice.rate, readings, bench)
    return Narration(takes=tuple(takes))
