"""Recording and reference made comparable: no hall, the same noise beneath, the same features, at 10 and at 40 ms."""

from dataclasses import dataclass, replace

import numpy as np

from fanxing.media.speech.align.activity import Activity
from fanxing.media.speech.align.echo import dried
from fanxing.media.speech.align.features import BANDS, Floats, features, pooled
from fanxing.media.speech.align.reference import Reference


@dataclass(frozen=True, slots=True)
class Ear:
    """What is compared."""

    reference: Reference
    """The script as a machine says it."""
    said: Floats
    """(frames, features) of the reference."""
    heard: Floats
    """(frames, features) of the recording."""
    activity: Activity
    """Where somebody speaks in the recording."""

    def coarser(self, frames: int) -> "Ear":
        """Hear ``frames`` frames as one; the reference stays as it is."""
        speech = pooled(self.activity.speech, frames)
        return replace(self, heard=pooled(self.heard, frames), activity=replace(self.activity, speech=speech))


def ear(bands: Floats, activity: Activity, reference: Reference) -> Ear:
    """Compare a recording's mel bands, (frames, BANDS), with a reference."""
    speech = activity.speech
    loudness = bands.sum(axis=1)
    sure = speech > 0.7
    usual = float(np.median(loudness[sure] if sure.any() else loudness))
    floor = np.float32(usual / BANDS * 1e-4)
    lifted = reference.bands * _gain(loudness, speech, reference.bands.sum(axis=1))
    return Ear(
        reference=reference,
        said=features(lifted, activity.noise + floor, reference.speech()),
        heard=features(dried(bands), floor, speech),
        activity=activity,
    )


def _gain(loudness: Floats, speech: Floats, said: Floats) -> np.float32:
    """Make the machine as loud as the speaker."""
    level = np.average(np.log(loudness + 1e-9), weights=speech + 1e-6)
    loud = said[said > np.percentile(said, 30)]
    own = np.log(loud + 1e-9).mean() if len(loud) else 0.0
    return np.float32(np.exp(np.clip(level - own, -30, 30)))
