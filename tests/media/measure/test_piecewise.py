"""Figures taken group by group and kept: always those of a pass over the whole film."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from filmmaking import LABEL, Cut, Studio, studio, write

from fanxing.media.bench import Bench
from fanxing.media.measure.film import FilmFigures, measure_film
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
    made: Studio, film: Path, at: Bench, jobs: int
):
    bench, as_a_whole = replace(at, jobs=jobs), told(measure_film(film, wanted(made)))
    assert told(measure_film(film, wanted(made), bench)) == as_a_whole
    assert len(kept(at)) == 5
    assert told(measure_film(film, wanted(made), bench)) == as_a_whole


def test_a_changed_picture_costs_its_own_group(made: Studio, film: Path, at: Bench, tmp_path: Path):
    measure_film(film, wanted(made), at)
    before = kept(at)
    frames = [*made.frames[:70], np.full_like(made.frames[70], 250), *made.frames[71:]]
    flash = write(cut(made, frames=frames), tmp_path / "flash.mp4")
    figures = measure_film(flash, wanted(made), at)
    assert figures.facts["flashes"] == [70]
    assert told(figures) == told(measure_film(flash, wanted(made)))
    assert before < kept(at)
    assert len(kept(at) - before) == 1


def test_what_is_asked_anew_of_a_kept_group_is_looked_at(made: Studio, film: Path, at: Bench):
    measure_film(film, Keep(), at)
    assert told(measure_film(film, wanted(made), at)) == told(measure_film(film, wanted(made)))
    assert told(measure_film(film, Keep(cells=(7,)), at)) == told(measure_film(film, Keep(cells=(7,))))
    assert len(kept(at)) == 5


def test_a_damaged_cache_is_measured_anew(made: Studio, film: Path, at: Bench):
    measure_film(film, wanted(made), at)
    for blob in (at.store.home / "blobs").glob("*.npz"):
        content = blob.read_bytes()
        blob.write_bytes(content[:4000] + bytes(byte ^ 1 for byte in content[4000:4100]) + content[4100:])
    assert told(measure_film(film, wanted(made), at)) == told(measure_film(film, wanted(made)))


def test_thumbnails_stay_where_they_were_when_a_film_grows_by_a_frame(made: Studio, tmp_path: Path, at: Bench):
    frames = made.frames * 3
    before = measure_film(write(cut(made, frames=frames), tmp_path / "a.mp4"), None, at)
    after = measure_film(write(cut(made, frames=[*frames, frames[-1]]), tmp_path / "b.mp4"), None, at)
    assert len(before.thumbnails) == 8
    assert after.thumbnails == before.thumbnails


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


def test_of_two_films_that_the_engine_joined_the_spans_they_share_are_seen_once(film: Path, at: Bench, tmp_path: Path):
    sound = tmp_path / "sound.m4a"
    with av.open(str(film)) as source, av.open(str(sound), "w") as out:
        track = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = track
                out.mux(packet)
    spans = [span(tmp_path, start, frames) for start, frames in ((0, 40), (40, 1), (41, 60), (101, 17), (7, 23))]
    for number, (parts, seen) in enumerate([((0, 1, 2, 3), 4), ((3, 0, 4, 2, 2), 5)]):
        joined = tmp_path / f"film-{number}.mp4"
        join([spans[one] for one in parts], sound, joined, Fraction(30), {})
        assert pass_piecewise(joined, Keep(), at) is not None
        assert told(measure_film(joined, Keep(sound=True), at)) == told(measure_film(joined, Keep(sound=True)))
        assert len(kept(at)) == seen
