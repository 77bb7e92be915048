"""A whole film in the machine's voice: how far from its written time each character is heard, after the encode."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from recordings import RATE

from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief
from fanxing.media.store import Store
from fanxing.media.wav import read_wav
from fanxing.model.film import Films
from fanxing.model.narration import Narration
from fanxing.model.timeline import Timeline

LINES = (
    "这只碗，口沿薄得透光。",
    "一七四五年，画家六十四岁。",
    "册页高11.2厘米，宽13.1厘米。",
    "你看这只凤，回头望着自己的尾巴。",
    "愿你也有这样悠长的一天。",
)
_WINDOW = RATE // 10
_REACH = RATE // 10


def lags_ms(pictures: Path) -> list[float]:
    """Render a draft and give, for every character, how much later it is heard in the film than was written down.

    Args:
        pictures: Folder with a picture; any will do.
    """
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        picture = min(path for path in pictures.iterdir() if path.suffix in {".jpg", ".png"})
        recipe = room / "recipe.yaml"
        said = "".join(f"      {line}\n" for line in LINES)
        recipe.write_text(
            "fanxing: 1\ntitle: 听得准\nmuseum: {name: 某馆}\nexhibition: {name: 某展}\nguide: {name: 林月}\n"
            f"objects:\n  - name: 凤纹碗\n    media: [{picture.name}]\n    say: |\n{said}",
            "utf-8",
        )
        options = Options(out=room / "out", home=room / "home", media=(pictures,), jobs=1, draft=True)
        (room / picture.name).write_bytes(picture.read_bytes())
        work = Work(read_brief(recipe), "episode", options, lambda _: None)
        made = work.make(Timeline, Narration, Films)
        store = work.job.bench.store
        timeline, narration, films = made[Timeline], made[Narration], made[Films]
        heard = _sound(store.path(films.films[0].video))
        return list(_lags(timeline, narration, heard, store))


def _sound(film: Path) -> NDArray[np.float32]:
    """The film's sound as a player gives it, one channel."""
    with av.open(str(film)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def _lags(timeline: Timeline, narration: Narration, heard: NDArray[np.float32], store: Store) -> Iterator[float]:
    for clip in timeline.voice:
        take = narration.take(clip.name)
        if take.sound is None:
            continue
        spoken = read_wav(store.path(take.sound))
        at = clip.start * RATE * timeline.rate.denominator // timeline.rate.numerator - clip.source_in
        for unit in take.units:
            window = spoken[unit.start : unit.start + _WINDOW]
            first = at + unit.start - _REACH
            near = heard[max(0, first) : first + len(window) + 2 * _REACH]
            if len(near) == len(window) + 2 * _REACH and np.square(window).mean() > 1e-6:
                yield 1000 * (int(np.argmax(_likeness(near, window))) - _REACH) / RATE


def _likeness(near: NDArray[np.float32], window: NDArray[np.float32]) -> NDArray[np.float64]:
    """How like ``window`` a longer sound is from each of its samples on: correlation over its own loudness."""
    size = 2 * len(near)
    product = np.fft.irfft(np.fft.rfft(near, size) * np.fft.rfft(window, size).conj())
    energy = np.concatenate([[0.0], np.cumsum(np.square(near, dtype=np.float64))])
    places = len(near) - len(window) + 1
    own = energy[len(window) :] - energy[:places]
    return np.asarray(product[:places] / np.sqrt(own + 1e-9))
