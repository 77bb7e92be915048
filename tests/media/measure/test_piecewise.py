"""Figures taken group by group and kept: always those of a pass over the whole film."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from filmmaking import LABEL, Cut, Studio, studio, write

from fanxing.media.bench import Bench
from fanxing.media.measure import piecewise
from fanxing.media.measure.film import FilmFigures, measure_film
from fanxing.media.measure.glimpse import Eye
from fanxing.media.measure.groups import groups_of
from fanxing.media.measure.overlay import Sought
from fanxing.media.measure.passed import Keep
from fanxing.media.measure.piecewise import pass_piecewise
from fanxing.media.render.encode import encode_span
from fanxing.media.render.join import join
from fanxing.media.render.orders import Encoding
from fanxing.media.render.planes import Planes
from fanxing.media.store import Store
from fanxing.model.geometry import Size
from fanxing.model.graphics import AiLabel

pytestmark = pytest.mark.slow

Packets = list[Any]
SMALL = Size(width=96, height=160)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="session")
def film(made: Studio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five groups of thirty frames."""
    return write(cut(made), tmp_path_factory.mktemp("film") / "film.mp4")


def cut(made: Studio, **changes: Any) -> Cut:
    return replace(Cut(list(made.frames), made.sound.copy(), keyint=30), **changes)


@pytest.fixture
def at(tmp_path: Path) -> Bench:
    return Bench(store=Store(tmp_path / "home"), jobs=2)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Times of the frames that were really decoded of groups; those of passes over a whole film are not among them."""
    times: list[int] = []

    class Counting(Eye):
        def see(self, frame: VideoFrame) -> None:
            times.append(frame.pts or 0)
            super().see(frame)

    monkeypatch.setattr(piecewise, "Eye", Counting)
    return times


def wanted(made: Studio) -> Keep:
    label = Sought(made.design.graphic(AiLabel(text=LABEL)), made.design.canvas)
    return Keep(frames=(0, 77), cells=(60, 135), sought=((0, label), (59, label), (999, label)), sound=True)


def told(figures: FilmFigures) -> list[Any]:
    """All that is said of a film but its thumbnails, which groups take from their middles."""
    arrays = [*figures.kept.items(), *figures.cells.items(), ("sound", figures.sound)]
    return [
        figures.facts,
        figures.loudness,
        figures.peaks,
        figures.envelope,
        figures.sightings,
        [(name, np.asarray(one).tobytes()) for name, one in arrays],
    ]


def kept(at: Bench) -> set[Path]:
    return set((at.store.home / "kept").glob("seen-*.json"))


def remuxed(film: Path, place: Path, change: Callable[[Packets], Packets]) -> Path:
    """The film with its picture packets changed; their times stay those of the places they come to stand in."""
    with av.open(str(film)) as source, av.open(str(place), "w") as out:
        tracks = [source.streams.video[0], source.streams.audio[0]]
        ways = {one.index: out.add_stream_from_template(one) for one in tracks}
        packets = [one for one in source.demux(tracks) if one.dts is not None]
        changed = change([one for one in packets if one.stream is tracks[0]])
        for packet in [*changed, *(one for one in packets if one.stream is tracks[1])]:
            packet.stream = ways[packet.stream.index]
            out.mux(packet)
    return place


def rewritten(packet: Any, content: bytes) -> Any:
    """A packet with another content, at the same time."""
    other = av.Packet(content)
    other.pts, other.dts, other.duration, other.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    other.stream, other.is_keyframe = packet.stream, packet.is_keyframe
    return other


def swapped(packets: Packets) -> Packets:
    """The second and the third group in one another's place."""
    order = [*range(30), *range(60, 90), *range(30, 60), *range(90, len(packets))]
    return [rewritten(there, bytes(packets[which])) for there, which in zip(packets, order, strict=True)]


def damaged(packets: Packets) -> Packets:
    """A frame of the third group whose slice is torn."""
    whole = bytes(packets[62])
    torn = whole[: len(whole) // 4] + bytes(byte ^ 0x5A for byte in whole[len(whole) // 4 :])
    return [*packets[:62], rewritten(packets[62], torn), *packets[63:]]


def nonsense(packets: Packets) -> Packets:
    """A packet that is no picture at all."""
    return [*packets[:62], rewritten(packets[62], b"\x55" * 300), *packets[63:]]


SPOILT = {
    "two groups change places": swapped,
    "a frame is torn": damaged,
    "a packet is nonsense": nonsense,
    "a frame is missing": lambda packets: [*packets[:62], *packets[63:]],
    "a key frame is missing": lambda packets: [*packets[:60], *packets[61:]],
    "a group is missing": lambda packets: [*packets[:60], *packets[90:]],
    "the end is missing": lambda packets: packets[:-20],
}


@pytest.mark.parametrize("change", SPOILT.values(), ids=SPOILT)
def test_a_film_whose_packets_were_touched_is_seen_as_it_is(
    made: Studio, film: Path, at: Bench, tmp_path: Path, change: Callable[[Packets], Packets]
):
    measure_film(film, wanted(made), at)
    spoilt = remuxed(film, tmp_path / "spoilt.mp4", change)
    as_a_whole = measure_film(spoilt, wanted(made))
    assert told(measure_film(spoilt, wanted(made), at)) == told(as_a_whole)
    assert as_a_whole.facts != measure_film(film, wanted(made)).facts


@pytest.mark.parametrize("jobs", [1, 3])
def test_kept_or_not_and_on_however_many_cores_the_figures_are_those_of_the_whole(
    made: Studio, film: Path, at: Bench, decoded: list[int], jobs: int
):
    bench, as_a_whole = replace(at, jobs=jobs), told(measure_film(film, wanted(made)))
    assert told(measure_film(film, wanted(made), bench)) == as_a_whole
    assert len(kept(at)) == 5
    assert len(decoded) == 150
    assert told(measure_film(film, wanted(made), bench)) == as_a_whole
    assert len(decoded) == 150


def test_a_changed_picture_costs_its_own_group(made: Studio, film: Path, at: Bench, decoded: list[int], tmp_path: Path):
    measure_film(film, wanted(made), at)
    before = kept(at)
    decoded.clear()
    frames = [*made.frames[:70], np.full_like(made.frames[70], 250), *made.frames[71:]]
    flash = write(cut(made, frames=frames), tmp_path / "flash.mp4")
    figures = measure_film(flash, wanted(made), at)
    assert figures.facts["flashes"] == [70]
    assert told(figures) == told(measure_film(flash, wanted(made)))
    assert before < kept(at)
    assert len(kept(at) - before) == 1
    assert len(decoded) == 30


def test_what_is_asked_anew_of_a_kept_group_is_looked_at_and_of_no_other(
    made: Studio, film: Path, at: Bench, decoded: list[int]
):
    measure_film(film, Keep(), at)
    assert len(decoded) == 150
    assert told(measure_film(film, wanted(made), at)) == told(measure_film(film, wanted(made)))
    assert len(decoded) == 150 + 4 * 30  # nothing is asked of the fourth
    assert told(measure_film(film, Keep(cells=(7,)), at)) == told(measure_film(film, Keep(cells=(7,))))
    assert len(decoded) == 150 + 5 * 30
    measure_film(film, wanted(made), at)
    assert len(decoded) == 150 + 5 * 30
    assert len(kept(at)) == 5


def test_a_damaged_cache_is_measured_anew_and_once(made: Studio, film: Path, at: Bench, decoded: list[int]):
    measure_film(film, wanted(made), at)
    decoded.clear()
    for blob in (at.store.home / "blobs").glob("*.npz"):
        content = blob.read_bytes()
        blob.write_bytes(content[:4000] + bytes(byte ^ 1 for byte in content[4000:4100]) + content[4100:])
    assert told(measure_film(film, wanted(made), at)) == told(measure_film(film, wanted(made)))
    assert len(decoded) == 150
    measure_film(film, wanted(made), at)
    assert len(decoded) == 150


def test_thumbnails_stay_where_they_were_when_a_film_grows_by_a_frame(
    made: Studio, tmp_path: Path, at: Bench, decoded: list[int]
):
    frames = made.frames * 3
    before = measure_film(write(cut(made, frames=frames), tmp_path / "a.mp4"), None, at)
    decoded.clear()
    after = measure_film(write(cut(made, frames=[*frames, frames[-1]]), tmp_path / "b.mp4"), None, at)
    assert len(before.thumbnails) == 8
    assert after.thumbnails == before.thumbnails
    assert len(decoded) <= 1 + 30  # its own, and the group before it, which the encoder may end otherwise


OTHERWISE = {
    "another codec": {"codec": "mpeg4", "options": {"b": "2M"}},
    "groups that lean on one another": {"options": {"preset": "veryfast", "x264opts": "open-gop=1:bframes=3"}},
    "parameter sets in its packets": {"options": {"preset": "veryfast", "x264opts": "repeat-headers=1"}},
    "a time that stands twice": {"shift": lambda at: at if at != 40 * 100 else 41 * 100 - 1},
}


@pytest.mark.parametrize("changes", OTHERWISE.values(), ids=OTHERWISE)
def test_a_film_that_is_not_as_the_engine_writes_it_gives_the_same_figures(
    made: Studio, at: Bench, tmp_path: Path, changes: dict[str, Any]
):
    path = write(cut(made, **changes), tmp_path / "film.mp4")
    assert told(measure_film(path, wanted(made), at)) == told(measure_film(path, wanted(made)))


@pytest.mark.parametrize("case", ["another codec", "parameter sets in its packets"])
def test_such_a_film_is_passed_through_as_a_whole(made: Studio, at: Bench, tmp_path: Path, case: str):
    assert pass_piecewise(write(cut(made, **OTHERWISE[case]), tmp_path / "film.mp4"), Keep(), at) is None
    assert not kept(at)


@pytest.mark.parametrize("case", ["a frame is torn", "a packet is nonsense"])
def test_a_damaged_film_is_passed_through_as_a_whole(film: Path, at: Bench, tmp_path: Path, case: str):
    assert pass_piecewise(remuxed(film, tmp_path / "spoilt.mp4", SPOILT[case]), Keep(), at) is None


class Meddled(Store):
    """Something happens to the film once its groups are named, and before they are decoded."""

    def __init__(self, home: Path, meddle: Callable[[], object]) -> None:
        super().__init__(home)
        self._meddle: Callable[[], object] | None = meddle

    def recall(self, kind: Any, name: str, key: str) -> Any:
        if self._meddle is not None:
            self._meddle()
            self._meddle = None
        return super().recall(kind, name, key)


def reworded(film: Path) -> None:
    """Another letter in a message to the decoder: all frames stay as they were."""
    content = film.read_bytes()
    assert b"x264 - core" in content
    film.write_bytes(content.replace(b"x264 - core", b"x264 - cord"))


MEDDLING = {
    "another word in it": reworded,
    "cut short": lambda film: film.write_bytes(film.read_bytes()[:-40_000]),
    "emptied": lambda film: film.write_bytes(b""),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("meddle", MEDDLING.values(), ids=MEDDLING)
def test_of_a_film_that_changes_while_it_is_measured_nothing_is_believed(
    film: Path, at: Bench, tmp_path: Path, meddle: Callable[[Path], object]
):
    own = tmp_path / "own.mp4"
    own.write_bytes(film.read_bytes())
    bench = replace(at, store=Meddled(at.store.home, lambda: meddle(own)), jobs=1)
    assert pass_piecewise(own, Keep(), bench) is None
    assert len(kept(at)) < 5


def test_groups_are_named_by_all_their_bytes(film: Path, tmp_path: Path):
    def names(path: Path) -> list[str]:
        with av.open(str(path)) as container:
            track = container.streams.video[0]
            packets = [one for one in container.demux(track) if one.dts is not None]
            return [one.sha256 for one in groups_of(track, packets) or ()]

    own, other = names(film), names(remuxed(film, tmp_path / "spoilt.mp4", swapped))
    assert len(set(own)) == 5
    assert other == [own[0], own[2], own[1], *own[3:]]


def span(folder: Path, start: int, frames: int) -> Path:
    """A bar that wanders down, from where it is told to."""

    def moving() -> Iterator[Planes]:
        planes = Planes(SMALL)
        for number in range(start, start + frames):
            planes.buffer[:] = 128
            planes.each[0][number * 3 % 150 : number * 3 % 150 + 10] = 30
            yield planes

    file = folder / f"span-{start}-{frames}.mp4"
    encoding = Encoding(preset="veryfast", crf=20, max_kbps=8000, rate=Fraction(30))
    encode_span(moving(), SMALL, encoding, frames, file)
    return file


def test_of_two_films_that_the_engine_joined_the_spans_they_share_are_seen_once(
    film: Path, at: Bench, decoded: list[int], tmp_path: Path
):
    sound = tmp_path / "sound.m4a"
    with av.open(str(film)) as source, av.open(str(sound), "w") as out:
        track = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = track
                out.mux(packet)
    # One thumbnail falls in the middle of each long span, so nothing is asked anew of those that come again.
    spans = [span(tmp_path, 5 * number, 20) for number in range(9)] + [span(tmp_path, 7, 1), span(tmp_path, 9, 5)]
    first, second = (0, 1, 2, 3, 4, 5, 6, 7, 9), (7, 2, 0, 8, 5, 1, 3, 6, 9, 10)
    for number, (parts, frames) in enumerate([(first, 8 * 20 + 1), (second, 20 + 5)]):
        joined = tmp_path / f"film-{number}.mp4"
        join([spans[one] for one in parts], sound, joined, Fraction(30), {})
        decoded.clear()
        assert pass_piecewise(joined, Keep(), at) is not None
        assert told(measure_film(joined, Keep(sound=True), at)) == told(measure_film(joined, Keep(sound=True)))
        assert len(decoded) == frames
