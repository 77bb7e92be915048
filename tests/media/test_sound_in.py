"""Recordings and music come out at 48 kHz, whole, or are refused in plain words."""

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from fanxing.media.ffmpeg import executable
from fanxing.media.sound_in import take_music, take_recording, to_mono, to_stereo
from fanxing.media.store import Store
from fanxing.media.taken import Taken
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError
from fanxing.model.footage import Sound


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def heard(store: Store, taken: Taken) -> np.ndarray:
    assert isinstance(taken.source, Sound)
    sound = read_wav(store.path(taken.source.sound))
    assert len(sound) == taken.source.samples
    return sound


def ffmpeg(*words: str | Path) -> None:
    subprocess.run(
        [str(word) for word in (executable(), "-nostdin", "-loglevel", "error", "-y", *words)],
        check=True,
    )


def pcm(path: Path, samples: np.ndarray, rate: int) -> Path:
    """Write whole numbers of 8, 16 or 32 bits as WAV."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        out.setsampwidth(samples.dtype.itemsize)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return path


def sine(seconds: float, rate: int, hertz: float = 440.0) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


@pytest.mark.slow
@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000, 96000, 192000])
def test_every_rate_comes_out_at_48_khz_with_its_pitch_and_length(tmp_path, store, rate):
    path = pcm(tmp_path / "a.wav", (sine(1.5, rate) * 16000).astype("<i2"), rate)
    sound = heard(store, take_recording(path, store))
    assert abs(len(sound) - 72_000) <= 48
    wanted = sine(1.5, 48_000)[: len(sound)] * 16000 / 32768
    assert np.abs(sound[2000:70_000] - wanted[2000:70_000]).max() < 0.01


def test_eight_bits_and_thirty_two(tmp_path, store):
    tone = sine(1, 48_000) * 0.5
    eight = pcm(tmp_path / "8.wav", (tone * 127 + 128).round().astype("u1"), 48_000)
    deep = pcm(tmp_path / "32.wav", (tone * 2**31).astype("<i4"), 48_000)
    assert np.abs(heard(store, take_recording(eight, store)) - tone).max() < 0.02
    assert np.abs(heard(store, take_recording(deep, store)) - tone).max() < 1e-6


def test_a_voice_on_one_side_is_heard(tmp_path, store):
    tone = (sine(1, 48_000) * 16000).astype("<i2")
    left = pcm(tmp_path / "a.wav", np.stack([tone, tone * 0], axis=1), 48_000)
    assert np.abs(heard(store, take_recording(left, store))).max() == pytest.approx(0.244, abs=0.01)


def test_sides_that_cancel_out_do_not_vanish():
    tone = sine(0.1, 48_000).astype(np.float32)
    assert np.array_equal(to_mono(np.stack([tone, -tone], axis=1)), tone)
    assert np.allclose(to_mono(np.stack([tone, tone], axis=1)), tone)


def test_one_channel_is_laid_on_both_sides_as_it_is(tmp_path, store):
    tone = (sine(1, 48_000) * 16000).astype("<i2")
    music = heard(store, take_music(pcm(tmp_path / "a.wav", tone, 48_000), store))
    assert np.array_equal(music[:, 0], music[:, 1])
    assert np.array_equal(to_stereo(music), music)
    assert np.abs(music[:, 0] - tone / 32768).max() < 1e-6


def test_six_channels_are_mixed_down(tmp_path, store):
    ffmpeg("-f", "lavfi", "-i", "aevalsrc=0|0|0.3*sin(2764*t)|0|0|0:c=5.1:s=48000:d=1", tmp_path / "a.flac")
    music = heard(store, take_music(tmp_path / "a.flac", store))
    assert music.shape == (48_000, 2)
    assert np.abs(music).max() > 0.1


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp3", "m4a", "ogg", "opus", "flac", "aiff", "wma", "ac3", "mka", "caf"])
def test_any_format_by_any_name(tmp_path, store, suffix):
    ffmpeg("-f", "lavfi", "-i", "sine=440:d=2:r=48000", tmp_path / f"a.{suffix}")
    odd = (tmp_path / f"a.{suffix}").rename(tmp_path / "录音 '1\".txt")
    sound = heard(store, take_recording(odd, store))
    assert abs(len(sound) - 96_000) < 4000
    spectrum = np.abs(np.fft.rfft(sound[9600:57_600]))
    assert abs(int(spectrum.argmax()) - 440) <= 1


def test_the_sound_of_a_film_is_a_recording(store, tiny_media):
    sound = heard(store, take_recording(tiny_media.clip(seconds=2.0), store))
    assert abs(len(sound) - 96_000) < 3000


def test_holes_in_a_recordings_clock_become_silence(tmp_path, store):
    ffmpeg(
        "-f", "lavfi", "-i", "sine=440:d=3:r=48000", "-af", "aselect='not(between(t,1,2))'", "-c:a", "pcm_s16le",
        tmp_path / "a.mkv",
    )  # fmt: skip
    sound = heard(store, take_recording(tmp_path / "a.mkv", store))
    assert abs(len(sound) - 144_000) < 3000
    assert np.abs(sound[56_000:92_000]).max() < 1e-4


def test_what_is_no_number_becomes_silence(tmp_path, store):
    samples = sine(1, 48_000).astype("<f4") / 2
    samples[1000:1010] = np.nan
    samples[2000] = np.inf
    samples.tofile(tmp_path / "raw")
    ffmpeg("-f", "f32le", "-ar", "48000", "-ac", "1", "-i", tmp_path / "raw", "-c:a", "pcm_f32le", tmp_path / "a.wav")
    sound = heard(store, take_recording(tmp_path / "a.wav", store))
    assert np.isfinite(sound).all()
    assert sound[1005] == 0


def test_a_steady_offset_is_no_fault(tmp_path, store):
    path = pcm(tmp_path / "a.wav", (sine(1, 48_000) * 9000 + 6000).astype("<i2"), 48_000)
    assert heard(store, take_recording(path, store)).mean() == pytest.approx(6000 / 32768, abs=0.01)


def test_tags_are_told(tmp_path, store):
    ffmpeg(
        "-f", "lavfi", "-i", "sine=440:d=1", "-metadata", "title=春江花月夜", "-metadata", "genre=古琴",
        "-metadata", "AIGC=x", tmp_path / "a.ogg",
    )  # fmt: skip
    taken = take_music(tmp_path / "a.ogg", store)
    assert isinstance(taken.source, Sound)
    assert {"春江花月夜", "古琴"} <= set(taken.source.tags)
    assert taken.inbound_aigc == "x"


def test_the_aigc_chunk_of_a_wave_is_carried_through(tmp_path, store):
    path = pcm(tmp_path / "a.wav", (sine(0.5, 48_000) * 9000).astype("<i2"), 48_000)
    content = path.read_bytes() + b"AIGC" + (4).to_bytes(4, "little") + b"{..}"
    path.write_bytes(content[:4] + (len(content) - 8).to_bytes(4, "little") + content[8:])
    assert take_recording(path, store).inbound_aigc == "{..}"


def rules(take, path, store):
    with pytest.raises(AssetError, match=path.name) as refused:
        take(path, store)
    return [fault.rule for fault in refused.value.faults if fault.mend]


def test_silence_is_no_recording_but_may_be_a_bed(tmp_path, store):
    path = pcm(tmp_path / "a.wav", np.zeros(48_000, "<i2"), 48_000)
    assert rules(take_recording, path, store) == ["sound-silent"]
    assert len(heard(store, take_music(path, store))) == 48_000


@pytest.mark.slow
@pytest.mark.parametrize("take", [take_recording, take_music])
def test_what_cannot_be_heard_is_refused(tmp_path, store, tiny_media, take):
    empty = pcm(tmp_path / "empty.wav", np.zeros(0, "<i2"), 48_000)
    garbage = tmp_path / "garbage.mp3"
    garbage.write_bytes(bytes(range(256)) * 8)
    assert rules(take, empty, store) == ["sound-empty"]
    assert rules(take, garbage, store) == ["media-unknown"]
    assert rules(take, tiny_media.clip(sound=False), store) == ["sound-none"]
    assert rules(take, tiny_media.still("a.png"), store) in (["sound-none"], ["media-unknown"])


def test_the_same_recording_gives_the_same_bytes(store, tiny_media):
    assert take_recording(tiny_media.tone(), store) == take_recording(tiny_media.tone(), store)
