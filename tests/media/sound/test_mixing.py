"""Voice, own sound and music stand where they should."""

import numpy as np
import pytest

from fanxing.media.sound.duck import lift, speaking
from fanxing.media.sound.loudness import measure
from fanxing.media.sound.mixing import mixed
from fanxing.media.sound.pieces import Piece, faded, lay
from fanxing.media.sound.voice import VOICE_LUFS, even, loudness_of

RATE = 48_000


def lines(words, levels, gap=0.4, start=1.0):
    pieces, at = [], int(start * RATE)
    for number, level in enumerate(levels):
        sound = words(2.5, level, 120 + 20 * number, number)
        pieces.append(Piece(f"opening/{number}", sound, at))
        at += len(sound) + int(gap * RATE)
    return pieces, at


def test_every_line_is_brought_to_one_loudness(words):
    takes, doubts = even(lines(words, [-40, -24, -18, -30])[0])
    assert not doubts
    assert [loudness_of(take.sound) for take in takes] == [pytest.approx(VOICE_LUFS, abs=0.5)] * 4


def test_a_breath_does_not_become_a_shout(words):
    takes, doubts = even(lines(words, [-20, -20, -62])[0])
    assert loudness_of(takes[2].sound) < VOICE_LUFS - 15
    assert len(doubts) == 1
    assert "opening/2" in doubts[0]


def test_silent_takes_stay_silent():
    pieces = [Piece("a", np.zeros(RATE, np.float32), 0), Piece("b", np.zeros(0, np.float32), 0)]
    takes, doubts = even(pieces)
    assert [len(take.sound) for take in takes] == [RATE, 0]
    assert not any(take.sound.any() for take in takes)
    assert not doubts


def test_a_word_keeps_its_place():
    sound = np.zeros(3 * RATE, np.float32)
    sound[RATE : 2 * RATE] = np.random.default_rng(0).normal(0, 0.05, RATE)
    even_sound = even([Piece("a", sound, 0)])[0][0].sound
    loud = np.flatnonzero(np.abs(even_sound) > 0.02)
    assert abs(int(loud[0]) - RATE) < 100
    assert abs(int(loud[-1]) - 2 * RATE) < 100


def test_rumble_is_taken_off(words):
    rumble = (0.2 * np.sin(2 * np.pi * 25 * np.arange(3 * RATE) / RATE)).astype(np.float32)
    dirty = words(3.0) + rumble
    before, after = (np.abs(np.fft.rfft(sound)) for sound in (dirty, even([Piece("a", dirty, 0)])[0][0].sound))
    assert after[75] / after[420] < before[75] / before[420] * 0.2


def test_a_piece_comes_and_goes_without_a_click():
    bus = lay([Piece("a", np.ones(4_800, np.float32), 100)], 3_000)
    assert bus.shape == (3_000, 2)
    assert bus[100, 0] < 0.01
    assert np.abs(np.diff(bus[:, 0])).max() < 0.01
    assert lay([Piece("a", np.ones(10, np.float32), 100)], 50).max() == 0
    assert len(faded(np.ones(3, np.float32), 9, 9)) == 3


@pytest.mark.slow
@pytest.mark.parametrize("level", [-12.0, -20.0, -26.0])
def test_music_lies_as_far_below_the_voice_as_asked(words, chords, level):
    pieces, end = lines(words, [-24, -20])
    mix = mixed(pieces, [], chords(30.0), samples=end + RATE, level_db=level)
    assert mix.voice_to_music_lu == pytest.approx(-level, abs=0.6)
    assert not mix.fallbacks


def test_music_that_would_mask_the_voice_is_turned_down_and_that_is_said(words, chords):
    pieces, end = lines(words, [-24, -20])
    mix = mixed(pieces, [], chords(30.0), samples=end + RATE, level_db=-3.0)
    assert mix.voice_to_music_lu >= 9.0
    assert "配乐只比旁白低 3 dB" in mix.fallbacks[0]


def test_music_is_down_before_the_word_and_rises_in_a_pause(words, chords):
    first, end = lines(words, [-24], start=4.0)
    second = [Piece("b", words(2.5, -24), end + 6 * RATE)]
    samples = end + 14 * RATE
    with_music = mixed([*first, *second], [], chords(40.0), samples=samples, level_db=-20.0).sound
    music = with_music - mixed([*first, *second], [], None, samples=samples, level_db=-20.0).sound
    level = measure(music, true_peak=False).momentary

    def at(second):
        return level[int(second * 10) - 1]

    word = 4.0
    assert at(3.0) > at(word + 1) + 7  # full before
    assert at(word) < at(3.0) - 6  # down when the first word begins
    assert at(end / RATE + 4.5) > at(word + 1) + 7  # back in the pause


def test_the_bed_never_jumps():
    spoken = np.zeros(2_000, bool)
    spoken[400:700] = spoken[1_000:1_100] = True
    rise = lift(spoken, 10.0)
    assert not rise[spoken].any()
    assert not rise[388:400].any()  # down before the word
    assert rise[:300].min() == rise.max() == 10.0
    assert np.abs(np.diff(rise)).max() < 0.4  # dB in 10 ms
    assert np.array_equal(lift(spoken[::-1] & False, 3.0), np.full(2_000, 3.0))


def test_a_breath_is_no_pause(words):
    pieces, end = lines(words, [-24, -24], gap=0.5)
    voice = lay(even(pieces)[0], end)
    spoken = speaking(voice)
    heard = np.flatnonzero(spoken)
    assert spoken[heard[0] : heard[-1] + 1].all()


def test_own_sound_stays_under_the_words(words, chords):
    pieces, end = lines(words, [-24, -24])
    own = [Piece("object/a/media/0", chords(6.0, 0.9), RATE)]
    mix = mixed(pieces, own, None, samples=end + RATE, level_db=-20.0)
    alone = mixed(pieces, [], None, samples=end + RATE, level_db=-20.0)
    under = measure(mix.sound - alone.sound, true_peak=False).momentary[20:40]
    assert mix.voice_to_music_lu is None
    assert -20 < under.mean() - VOICE_LUFS < -9


@pytest.mark.parametrize("level", [-20.0, -60.0])
def test_music_alone_is_not_ducked(chords, level):
    mix = mixed([], [], chords(5.0), samples=12 * RATE, level_db=level)
    assert measure(mix.sound).integrated == pytest.approx(VOICE_LUFS, abs=1.0)
    assert mix.voice_to_music_lu is None


def test_nothing_gives_silence():
    mix = mixed([], [], None, samples=RATE, level_db=-20.0)
    assert mix.sound.shape == (RATE, 2)
    assert not mix.sound.any()
    assert mixed([], [], np.zeros((0, 2), np.float32), samples=RATE, level_db=-20.0).voice_to_music_lu is None
