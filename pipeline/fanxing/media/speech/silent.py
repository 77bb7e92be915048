"""The silent voice: silence as long as the words would take, and when each would be heard. Always works."""

import itertools
from dataclasses import dataclass

import numpy as np

from fanxing.media.speech import pace
from fanxing.media.speech.reading import read
from fanxing.media.speech.speaker import Order, Speech
from fanxing.media.speech.unit_times import spoken_units
from fanxing.model.narration import VoiceKind
from fanxing.model.timing import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Silent:
    """Nobody speaks, at a guide's pace."""

    name: str = "silent"
    kind: VoiceKind = "silent"
    version: str = "2"
    at_once: int = 1

    def __call__(self, order: Order) -> Speech:
        """Give silence of ``pace.seconds``."""
        lengths = [
            round(seconds * SAMPLE_RATE)
            for said, rest in pace.stretches(order.text, order.rate)
            for seconds in (said, rest)
        ]
        ends = list(itertools.accumulate(lengths))
        samples = ends[-1] if ends else 0
        spans = [(end - length, end) for end, length in zip(ends[::2], lengths[::2], strict=True)]
        units = spoken_units(read(order.text, order.lexicon), spans, samples)
        return Speech(np.zeros(samples, np.float32), units)
