"""The stage that mixes: as long as the timeline, levelled, proved, the same every time."""

from pathlib import Path

import numpy as np
import pytest

from fanxing.media.bench import Bench
from fanxing.media.sound.aac import decode_aac
from fanxing.media.store import Store
from fanxing.media.wav import read_wav, write_wav
from fanxing.model.footage import Footage, Item, Sound
from fanxing.model.recipe import Music
from fanxing.model.timeline import AiNotice, SoundClip, Timeline
from fanxing.stages.mix import mix

RATE = 48_000


def tone(seconds, hertz, level=0.1):
    time = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * time) * (1 + 0.5 * np.sin(2 * np.pi * 3 * time))).astype(np.float32)


def keep(store, sound):
    with store.scratch() as room:
        write_wav(room / "a.wav", sound)
        return store.keep(room / "a.wav")


def timeline(store, *, voice=(1.0, 4.0), own=(), frames=240, silent=False):
    def clip(name, sound, start):
        blob = None if silent else keep(store, sound)
        return SoundClip(name=name, sound=blob, samples=len(sound), start=round(start * 30))

    return Timeline(
        rate="30/1",
        duration=frames,
        picture=(),
        graphics=(),
        voice=tuple(clip(f"opening/{n}", tone(2.0, 300 + 100 * n), at) for n, at in enumerate(voice)),
        sounds=tuple(clip("object/a/media/0", tone(2.0, 1_000), at) for at in own),
        notice=AiNotice(synthetic=False),
    )


def shelf(store, **sounds):
    items = []
    for name, (seconds, tags) in sounds.items():
        stereo = np.stack([tone(seconds, 220)] * 2, axis=1)
        source = Sound(sound=keep(store, stereo), samples=len(stereo), tags=tags)
        items.append(Item(key=f"music/{len(items)}", path=f"music/{name}.ogg", source=source, original="0" * 64))
    return Footage(items=tuple(items))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Store(tmp_path))


NOTHING = Footage(items=())


@pytest.mark.slow
def test_the_soundtrack_is_as_long_as_the_timeline_and_levelled(bench):
    made = mix.function(timeline(bench.store), Music(), shelf(bench.store, bed=(5.0, ())), bench=bench)
    sound = read_wav(bench.store.path(made.sound))
    assert sound.shape == (240 * 1600, 2)
    assert made.samples == 240 * 1600
    assert decode_aac(bench.store.path(made.aac)).shape == sound.shape
    assert made.loudness_lufs == pytest.approx(-15.0, abs=0.5)
    assert made.true_peak_dbtp <= -1.0
    assert made.music == "music/bed.ogg"
    assert made.voice_to_music_lu == pytest.approx(20.0, abs=1.0)
    assert len(made.curve) == 8
    assert made.fallbacks == ()


def test_a_line_sounds_on_its_frame(bench):
    made = mix.function(timeline(bench.store, voice=(3.5,)), Music(), NOTHING, bench=bench)
    loud = np.flatnonzero(np.abs(decode_aac(bench.store.path(made.aac))).max(axis=1) > 0.02)
    assert abs(int(loud[0]) - 105 * 1600) < 480
    assert made.music is None


@pytest.mark.slow
def test_the_same_timeline_gives_the_same_bytes(bench, tmp_path):
    again = Bench(Store(tmp_path / "elsewhere"))
    made = [
        mix.function(timeline(one.store), Music(), shelf(one.store, bed=(5.0, ())), bench=one) for one in (bench, again)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("silent", [True, False])
def test_where_nothing_sounds_there_is_silence_and_no_loudness(bench, silent):
    voice = (1.0,) if silent else ()
    made = mix.function(timeline(bench.store, voice=voice, silent=silent), Music(), NOTHING, bench=bench)
    assert not read_wav(bench.store.path(made.sound)).any()
    assert made.samples == 240 * 1600
    assert made.loudness_lufs is None
    assert made.true_peak_dbtp is None
    assert made.fallbacks == ()


@pytest.mark.parametrize("own", [(), (2.0,)])
def test_a_film_without_words_is_levelled_too(bench, own):
    made = mix.function(timeline(bench.store, voice=(), own=own), Music(), shelf(bench.store, a=(3.0, ())), bench=bench)
    assert made.loudness_lufs == pytest.approx(-15.0, abs=0.5)
    assert made.voice_to_music_lu is None


def test_music_of_a_folder_is_picked_by_mood_in_its_name_or_its_tags(bench):
    footage = shelf(bench.store, quiet=(9.0, ("Serene", "宁静")), 欢快=(9.0, ()))
    for mood, path in (("宁静", "music/quiet.ogg"), ("欢快", "music/欢快.ogg")):
        made = mix.function(timeline(bench.store), Music(folder="music", mood=mood), footage, bench=bench)
        assert made.music == path
        assert made.fallbacks == ()


def test_a_file_goes_before_a_folder(bench):
    shelved = shelf(bench.store, a=(9.0, ()), b=(9.0, ("宁静",)))
    named = shelved.items[0].model_copy(update={"key": "music"})
    footage = Footage(items=(named, *shelved.items[1:]))
    made = mix.function(timeline(bench.store), Music(file="a.ogg", folder="m", mood="宁静"), footage, bench=bench)
    assert (made.music, made.fallbacks) == ("music/a.ogg", ())


def test_a_mood_that_no_music_has_is_said(bench):
    music = Music(folder="music", mood="悲伤")
    made = mix.function(timeline(bench.store), music, shelf(bench.store, a=(9.0, ())), bench=bench)
    assert made.fallbacks == ("文件夹里没有“悲伤”的配乐，改用 music/a.ogg",)
