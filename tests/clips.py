"""Makes strangers' clips with the bundled ffmpeg, and reads gathered ones."""

import subprocess
from pathlib import Path

import av
import foreign
import numpy as np

from fanxing.media.ffmpeg import executable
from fanxing.media.store import Store
from fanxing.model.footage import Moving

UNCHANGED = "transferin=709:transfer=709:primariesin=709:primaries=709"
"""Options of zscale that leave curve and primaries alone."""
UNTOLD = "setparams=colorspace=unknown:range=unknown:color_primaries=unknown:color_trc=unknown"


def ffmpeg(*words: str | Path) -> None:
    """Make a test film with the bundled ffmpeg."""
    argv = [executable(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *words]
    subprocess.run([str(word) for word in argv], check=True)


def shown(store: Store, clip: Moving) -> list[np.ndarray]:
    """Every frame of a gathered clip, RGB, read as its tags say."""
    with av.open(str(store.path(clip.picture))) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == 30
        frames = list(container.decode(stream))
    assert [round(frame.pts * frame.time_base * 30) for frame in frames] == list(range(len(frames)))
    assert len(frames) == clip.frames
    first = frames[0]
    tags = (first.format.name, int(first.colorspace), int(first.color_primaries), int(first.color_trc))
    assert (*tags, int(first.color_range)) == ("yuv420p", 1, 1, 1, 1)
    assert (first.width, first.height) == (clip.size.width, clip.size.height)
    return [frame.to_ndarray(format="rgb24") for frame in frames]


def numbers(store: Store, clip: Moving) -> list[int]:
    return [foreign.number_of(frame) for frame in shown(store, clip)]
