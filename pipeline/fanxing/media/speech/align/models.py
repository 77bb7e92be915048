"""What each phone sounds like: one Gaussian a state, first from the machine's voice, then from this very recording."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.activity import Activity
from fanxing.media.speech.align.features import FRAME_S, Floats
from fanxing.media.speech.align.graph import Layout
from fanxing.media.speech.align.reference import UNKNOWN, Ints, Reference

SCALE = 0.12
"""Weight of a frame's likelihood beside the costs of the graph: neighbouring frames tell much the same.
Measured: docs/decisions/0022."""
_BLOCK_FRAMES = 20_000
_PRIOR_FRAMES = 10.0
_PRIOR_SPREAD_FRAMES = 30.0
_RIDGE = 20.0
_MOST_FRAMES = 30.0
_FIRST_WIDENING = 4.0


@dataclass(frozen=True, slots=True)
class Model:
    """Gaussians with independent features."""

    mean: NDArray[np.float64]
    """(classes, features)."""
    variance: NDArray[np.float64]
    """(classes, features)."""

    def widened(self) -> "Model":
        """Trust a stranger's voice less."""
        return Model(self.mean, self.variance * _FIRST_WIDENING)

    def costs(self, heard: Floats) -> Floats:
        """Give the negative log likelihood of frames (frames, features), scaled.

        Returns:
            (frames, classes + 2): the last two columns are left for a rest and for other speech.
        """
        weight = SCALE * 0.5 / self.variance
        constant = SCALE * 0.5 * np.log(self.variance).sum(axis=1) + (self.mean**2 * weight).sum(axis=1)
        squares, products = weight.T.astype(np.float32), (-2 * self.mean * weight).T.astype(np.float32)
        table = np.zeros((len(heard), len(self.mean) + 2), np.float32)
        for at in range(0, len(heard), _BLOCK_FRAMES):
            block = heard[at : at + _BLOCK_FRAMES]
            table[at : at + _BLOCK_FRAMES, :-2] = (block**2) @ squares + block @ products + constant
        return table


def from_reference(reference: Reference, heard: Floats, states: Layout) -> Model:
    """Take the model from the machine's voice.

    Args:
        reference: The script as it said it.
        heard: (frames, features) of its sound.
        states: Classes of the phones.
    """
    frames, classes = _reference_frames(reference, states, len(heard))
    count, mean = _means(heard[frames], classes, states.classes)
    squares = _means(heard[frames].astype(np.float64) ** 2, classes, states.classes)[1]
    within = squares - mean**2
    shared = (within * count[:, None]).sum(axis=0) / max(1.0, count.sum())
    variance = (within * count[:, None] + shared * 20) / (count[:, None] + 20)
    if UNKNOWN in reference.labels:
        unknown = states.first[reference.labels.index(UNKNOWN)]
        last = unknown + states.count[reference.labels.index(UNKNOWN)]
        mean[unknown:last] = heard.mean(axis=0)
        variance[unknown:last] = heard.var(axis=0)
    return Model(mean, np.maximum(variance, 1e-5))


def _reference_frames(reference: Reference, states: Layout, frames: int) -> tuple[Ints, Ints]:
    """Give frames of the reference, and the class of each."""
    first = np.round(reference.phone_start / FRAME_S).astype(np.int64)
    last = np.maximum(first + 1, np.round(reference.phone_end / FRAME_S).astype(np.int64))
    length = np.maximum(0, np.minimum(last, frames) - first)
    owner = np.repeat(np.arange(len(first)), length)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    label = reference.phone_label[owner]
    state = states.first[label] + within * states.count[label] // np.maximum(1, length[owner])
    return first[owner] + within, state


def trained(prior: Model, heard: Floats, classes: Ints) -> Model:
    """Learn from frames whose class is known.

    The prior is first turned toward this speaker by one linear map of all its means; each class then moves from
    there as far as its own frames reach. Source: Leggetter and Woodland 1995 (MLLR); Gauvain and Lee 1994 (MAP).

    Args:
        prior: Model of the machine's voice.
        heard: (frames, features).
        classes: (frames,) class of each, or -1.
    """
    known = classes >= 0
    frames, owner = heard[known], classes[known]
    count, own = _means(frames, owner, len(prior.mean))
    turned = _turned(prior.mean, count, own)
    mean = (own * count[:, None] + _PRIOR_FRAMES * turned) / (count + _PRIOR_FRAMES)[:, None]
    away = (frames - mean[owner]) ** 2
    shared = away.mean(axis=0) + 1e-4 if len(away) else prior.variance.mean(axis=0)
    spread = _means(away, owner, len(prior.mean))[1]
    variance = (spread * count[:, None] + _PRIOR_SPREAD_FRAMES * shared) / (count + _PRIOR_SPREAD_FRAMES)[:, None]
    return Model(mean, np.maximum(variance, 1e-5))


def _means(frames: NDArray[np.floating], owner: Ints, classes: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    count = np.bincount(owner, minlength=classes).astype(np.float64)
    sums = np.stack([np.bincount(owner, column, minlength=classes) for column in frames.T], axis=1)
    return count, sums / np.maximum(count, 1)[:, None]


def _turned(mean: NDArray[np.float64], count: NDArray[np.float64], own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map all means to the speaker's, by ridge regression toward leaving them as they are."""
    size = mean.shape[1]
    before = np.concatenate([mean, np.ones((len(mean), 1))], axis=1)
    weight = np.sqrt(np.minimum(count, _MOST_FRAMES))[:, None]
    ridge = np.eye(size + 1) * _RIDGE
    ridge[-1, -1] = 1e-3
    goal = np.zeros((size + 1, size))
    goal[:size] = np.eye(size) * _RIDGE
    left = (before * weight).T @ (before * weight) + ridge
    turned: NDArray[np.float64] = before @ np.linalg.solve(left, (before * weight).T @ (own * weight) + goal)
    return turned


def rest_costs(heard: Floats, activity: Activity, spread: NDArray[np.float64], weight: float) -> Floats:
    """Cost of a rest at each frame: unlike the room's own noise, or somebody speaks.

    Args:
        heard: (frames, features).
        activity: (frames,) speech of the same frames.
        spread: (features,) variance of a phone.
        weight: Of the activity's own opinion.
    """
    speech = activity.speech
    still = speech < 0.3
    if still.sum() < 20:
        still = speech <= np.percentile(speech, 5) + 1e-6
    mean, variance = heard[still].mean(axis=0), heard[still].var(axis=0) + 0.15 * spread
    unlike = ((heard - mean) ** 2 / variance).sum(axis=1) + np.log(variance).sum()
    costs: Floats = (SCALE * 0.5 * unlike + SCALE * weight * (2 * speech - 1)).astype(np.float32)
    return costs
