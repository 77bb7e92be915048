"""What phones, cameras and editors write beside the ordinary: sought exactly, shown in its colours, never stretched."""

import itertools
import struct
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import foreign
import numpy as np
import pytest
from clips import UNCHANGED, ffmpeg, numbers, shown

from fanxing.media.clip_piece import patience
from fanxing.media.ffmpeg import Piece, executable
from fanxing.media.hdr import HLG, PQ, to_sdr
from fanxing.media.probe import probe
from fanxing.media.tracks import Colour
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError
from fanxing.model.geometry import Size

ORDERLY = {
    # name: (file, options of the encoder, words for the file)
    "without an index": ("a.mkv", ("-g", "250"), ("-f", "matroska")),
    "in fragments": ("a.mp4", ("-g", "250"), ("-f", "mp4", "-movflags", "frag_keyframe+empty_moov")),
    "whose groups are open": ("a.mp4", ("-x264-params", "open-gop=1:keyint=90:bframes=4"), ()),
    "refreshed bit by bit": ("a.mp4", ("-preset", "medium", "-x264-params", "intra-refresh=1:keyint=60"), ()),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ORDERLY)
def test_a_far_in_point_is_exact_in_a_film(tmp_path, store, take, name):
    """Seeking lands where it should; where it breaks the picture, all is decoded."""
    file, options, words = ORDERLY[name]
    whole = foreign.film(tmp_path / "whole.mp4", foreign.steady(600), options={"g": "250"})
    path = tmp_path / file
    encoded = ("-c:v", "libx264", "-preset", "superfast", "-bf", "3", "-crf", "12", *options, *words)
    argv = [executable(), "-nostdin", "-loglevel", "error", "-i", whole, *encoded, "pipe:1" if words else path]
    piped = subprocess.run([str(word) for word in argv], check=True, stdout=subprocess.PIPE).stdout
    if words:  # what cannot be sought while it is written has no index
        path.write_bytes(piped)
    late = round(probe(path, tmp_path).film.start * 30)  # without an edit list, frames that are reordered come late
    assert numbers(store, take(path, 18.0, 18.2)) == list(range(540, 546)), late


@pytest.mark.slow
def test_a_far_piece_is_not_reached_by_decoding_all_before_it(tmp_path, store, take):
    """Of picture and sound alike: what lies between the film's beginning and the piece is not even whole."""
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(900), size=(160, 90), tone=30.0)
    content = bytearray(path.read_bytes())
    with av.open(str(path)) as film:
        for packet in film.demux():
            if packet.size and 2 < packet.pts * packet.time_base < 19:
                content[packet.pos : packet.pos + packet.size] = bytes(packet.size)
    path.write_bytes(content)
    with pytest.raises(AssetError, match="损坏"):
        take(path)
    clip = take(path, 25.0, 25.2, sound=True)
    assert numbers(store, clip) == list(range(750, 756))
    assert np.abs(read_wav(store.path(clip.sound))[:, 0]).max() == pytest.approx(0.3, abs=0.05)


@pytest.mark.slow
def test_a_long_gap_is_held_without_holding_all_its_frames(tmp_path, store, take):
    """Recordings of a screen have no frame where nothing changes; this one must be converted as well."""
    times = [Fraction(0), Fraction(1, 30), Fraction(40), Fraction(1201, 30)]
    drawn = foreign.film(tmp_path / "drawn.mp4", times, size=(1920, 1080), options={"preset": "ultrafast"})
    path = tmp_path / "a.mp4"
    ffmpeg("-i", drawn, "-c", "copy", "-bsf:v", "h264_metadata=matrix_coefficients=6", path)
    clip = take(path)
    assert clip.frames == 1202
    assert clip.frozen
    kept = store.path(clip.picture)
    with av.open(str(kept)) as film:
        film.seek(39_500_000)
        ends = [
            foreign.number_of(frame.to_ndarray(format="rgb24")) for frame in film.decode(video=0) if frame.time > 39.9
        ]
    assert ends == [1, 1, 2, 3][-len(ends) :]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp4", "ts"])
def test_of_a_film_that_is_damaged_in_one_place_the_rest_can_be_taken(tmp_path, store, take, suffix):
    """As its refusal advises."""
    path = foreign.film(tmp_path / f"a.{suffix}", foreign.steady(300), size=(160, 90))
    content = bytearray(path.read_bytes())
    first, after = (len(content) * share // 100 for share in (12, 18))
    content[first:after] = bytes(at ^ 0x5A for at in content[first:after])
    path.write_bytes(content)
    with pytest.raises(AssetError, match=r"用 from 和 to 取好的一段|取完好的一段"):
        take(path)
    with pytest.raises(AssetError, match="from"):
        take(path, 1.0, 9.0)
    assert numbers(store, take(path, 6.0, 6.2)) == list(range(180, 186))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])
def test_sound_that_begins_after_the_picture_waits_for_its_moment(tmp_path, store, take, suffix):
    plain = foreign.film(tmp_path / "plain.mp4", foreign.steady(60), tone=1.0)
    path = tmp_path / f"a.{suffix}"
    ffmpeg("-itsoffset", "0.7", "-i", plain, "-i", plain, "-map", "1:v", "-map", "0:a", "-c", "copy", path)
    clip = take(path, sound=True)
    loud = np.flatnonzero(np.abs(read_wav(store.path(clip.sound))[:, 0]) > 0.05) / 48_000
    assert numbers(store, clip) == list(range(60))
    assert (loud[0], loud[-1]) == pytest.approx((0.7, 1.7), abs=0.03)


def test_of_two_films_in_one_file_the_larger_is_shown(tmp_path, store, take):
    small = foreign.film(tmp_path / "small.mp4", foreign.steady(30))
    ffmpeg(
        "-i", small, "-f", "lavfi", "-i", "color=red:s=640x360:r=30:d=1", "-map", "0:v", "-map", "1:v",
        "-c:v:0", "copy", "-c:v:1", "libx264", tmp_path / "a.mp4",
    )  # fmt: skip
    clip = take(tmp_path / "a.mp4")
    assert clip.size == Size(width=640, height=360)
    assert shown(store, clip)[5][..., 0].min() > 220


def test_the_clock_runs_for_all_that_must_be_decoded(tmp_path):
    """A film that cannot be sought is decoded from its start: that takes longer than its piece lasts."""
    plain = {"source": tmp_path, "track": 0, "origin": 0.0, "size": Size(width=320, height=180)}
    colour = Colour(matrix=1, primaries=1, transfer=1, full=False)
    ten = Piece(**plain, seek=0, first=36_000, end=36_300, colour=colour)
    assert patience(ten, 3600.0) > 1210
    assert patience(replace(ten, seek=1195), 3600.0) < 90
    assert patience(replace(ten, end=None), 3600.0) > 3600


@pytest.mark.parametrize("spent", [0.0, 1.0, 700.0, 1200.0])
def test_attempts_at_one_film_share_a_clock(tmp_path, spent):
    """A damaged film is decoded up to three times; its person waits no longer than for once."""
    colour = Colour(matrix=1, primaries=1, transfer=1, full=False)
    size = Size(width=320, height=180)
    late = Piece(tmp_path, 0, 0.0, seek=0, first=36_000, end=36_300, size=size, colour=colour)
    assert spent + patience(late, 3600.0, spent) == pytest.approx(patience(late, 3600.0))
    assert 0 < patience(late, 3600.0, 9e9) <= 1


def test_a_bare_stream_is_counted_by_its_own_rate(tmp_path, store, take):
    """Surveillance cameras write H.264 and nothing else: frames without times."""
    for codec, suffix in (("libx264", "h264"), ("libx265", "hevc")):
        extra = ("-x265-params", "log-level=none") if suffix == "hevc" else ()
        path = tmp_path / f"a.{suffix}"
        ffmpeg(
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "320x180", "-r", "15", "-i", _drawn(tmp_path, 30),
            "-c:v", codec, *extra, path,
        )  # fmt: skip
        assert numbers(store, take(path)) == [at // 2 for at in range(60)], suffix


def _drawn(folder: Path, count: int) -> Path:
    """Numbered frames, raw."""
    file = folder / "drawn"
    file.write_bytes(b"".join(foreign.numbered(number).tobytes() for number in range(count)))
    return file


def test_what_a_container_cuts_off_stretches_nothing(tmp_path, store, take):
    """A clean aperture (QuickTime's clap) of 240 columns in a picture of 320."""
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(9))
    content = bytearray(path.read_bytes())
    at = content.index(b"avc1", content.index(b"stsd")) - 4
    around = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
    boxes = [content.rindex(name, 0, at) - 4 for name in around]
    end = at + int.from_bytes(content[at : at + 4], "big")
    content[end:end] = struct.pack(">I4s8I", 40, b"clap", 240, 1, 180, 1, 0, 1, 0, 1)
    for box in (*boxes, at):
        struct.pack_into(">I", content, box, int.from_bytes(content[box : box + 4], "big") + 40)
    path.write_bytes(content)
    assert numbers(store, take(path)) == list(range(9))


PRIMARIES = {"smpte432": foreign.P3, "bt709": foreign.SRGB}
CURVES = {"smpte2084": PQ, "arib-std-b67": HLG}


@pytest.mark.slow
@pytest.mark.parametrize(("primaries", "curve"), [*itertools.product(PRIMARIES, CURVES)])
def test_hdr_of_other_primaries_than_bt2020(tmp_path, store, take, primaries, curve):
    """Light of the file's primaries, told in BT.2020's, then brought to SDR."""
    colours = foreign.patches()
    cv2.imwrite(str(tmp_path / "a.png"), colours[..., ::-1])
    coding = f"zscale=matrixin=gbr:matrix=2020_ncl:rangein=full:range=limited:{UNCHANGED}"
    tags = f"setparams=colorspace=bt2020nc:color_primaries={primaries}:color_trc={curve}:range=tv"
    ffmpeg(
        "-loop", "1", "-r", "30", "-i", tmp_path / "a.png", "-frames:v", "2", "-c:v", "libx265",
        "-x265-params", "log-level=none:crf=4", "-vf", f"format=gbrp,{coding},format=yuv420p10le,{tags}",
        tmp_path / "a.mp4",
    )  # fmt: skip
    there = np.linalg.inv(foreign.to_xyz_d50(BT2020, foreign.D65)) @ foreign.to_xyz_d50(
        PRIMARIES[primaries], foreign.D65
    )
    number = CURVES[curve]
    light = np.clip(_light(colours / 255, number) @ there.T, 0, None)
    wanted = to_sdr(_signal(light, number), number) * 255
    inside = np.zeros((32, 32), bool)
    inside[6:-6, 6:-6] = True
    error = foreign.delta_e(shown(store, take(tmp_path / "a.mp4"))[1], wanted)[np.tile(inside, (4, 6))]
    assert error.mean() < 1.0
    assert np.percentile(error, 95) < 3.0


BT2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))


def _light(signal: np.ndarray, transfer: int) -> np.ndarray:
    """Linear light of PQ (of 10,000 cd/m2) or of HLG's scene. Source: ITU-R BT.2100-2."""
    if transfer == PQ:
        p = signal ** (1 / 78.84375)
        return (np.maximum(p - 0.8359375, 0) / (18.8515625 - 18.6875 * p)) ** (1 / 0.1593017578125)
    return np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12)


def _signal(light: np.ndarray, transfer: int) -> np.ndarray:
    """The other way."""
    if transfer == PQ:
        p = light**0.1593017578125
        return ((0.8359375 + 18.8515625 * p) / (1 + 18.6875 * p)) ** 78.84375
    high = 0.17883277 * np.log(np.maximum(12 * light - 0.28466892, 1e-9)) + 0.55991073
    return np.where(light <= 1 / 12, np.sqrt(3 * light), high)


def test_light_type_on_nothing_lies_on_black(tmp_path, store, take):
    """White letters on a transparent ground, as titles are handed over."""
    ffmpeg(
        "-f", "lavfi", "-i", "color=c=red@0.0:s=320x180:r=30:d=0.3,format=rgba", "-vf",
        "drawbox=x=100:y=50:w=100:h=80:c=white@1.0:t=fill:replace=1", "-c:v", "qtrle", tmp_path / "a.mov",
    )  # fmt: skip
    frame = shown(store, take(tmp_path / "a.mov"))[3]
    assert frame[:40].max() <= 2
    assert frame[60:120, 110:190].min() >= 252
