"""AAC-LC in an .m4a: encoded once, decoded to be measured, copied into every film as it is."""

from pathlib import Path

import av
import numpy as np

from fanxing.media.sound.graph import sound_frames
from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

BIT_RATE = 192_000
"""Bits a second. Source: Bilibili's advice for uploads; all profiles take up to 320,000."""

PRIMING = 1_024
"""Samples that the encoder puts before the sound. The .m4a's edit list skips them: whoever copies packets
keeps their timestamps (the first is ``-PRIMING``), then a film's muxer writes the same edit list."""

_CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact", "movie_timescale": str(SAMPLE_RATE)}
"""An edit list counts in the movie's time scale: at ffmpeg's 1,000 it would cut a film at 30/1 short."""

_FRAME = 1_024
"""Samples of one AAC frame."""


def encode_aac(sound: Sound, path: Path) -> None:
    """Write stereo ``sound`` as AAC-LC, 48 kHz; the same samples give the same bytes."""
    with av.open(str(path), "w", format="ipod", options=_CONTAINER) as out:
        stream = out.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", bit_rate=BIT_RATE)
        stream.codec_context.options = {"flags": "+bitexact", "threads": "1"}
        for frame in sound_frames(sound, _FRAME):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def decode_aac(path: Path) -> Sound:
    """Read an .m4a of ours as a player does: without the priming, as long as the edit list says. Stereo."""
    with av.open(str(path)) as film:
        length = film.streams.audio[0].duration
        pieces = [frame.to_ndarray().T for frame in film.decode(audio=0)]
    # The last packet is a whole frame; what it holds beyond the edit list is the encoder's filling.
    return np.ascontiguousarray(np.concatenate(pieces)[:length], dtype=np.float32)
