"""Voices of the table: every one that works offline keeps the protocol."""

import itertools

import numpy as np
import pytest

from fanxing.media.speech import SPEAKERS, Order, pace, speaker
from fanxing.media.speech.espeak_library import Settings, library
from fanxing.media.speech.lexicon import toned
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.phones import speak
from fanxing.media.speech.reading import Unit, read
from fanxing.model.errors import RecipeError

OFFLINE = ["espeak", "silent"]
LINES = [
    "华嵒《诗意册》作于1745年，11.2 × 13.1厘米。",
    "藏于Cleveland Museum of Art的AI作品3件",
    "𬭩与𠙶，😀<br>，熊、穷、兄、窘。",
    "一",
    "Привет！！",
    "",
]
SECOND = 48_000


@pytest.mark.parametrize("name", OFFLINE)
@pytest.mark.parametrize("text", LINES)
def test_every_unit_of_a_line_is_heard_in_order(name, text):
    speech = speaker(name)(Order(text))
    assert speech.sound.dtype == np.float32
    assert speech.sound.ndim == 1
    assert [(unit.at, unit.length) for unit in speech.units] == [(unit.at, unit.length) for unit in read(text)]
    times = [time for unit in speech.units for time in (unit.start, unit.end)]
    assert times == sorted(times)
    assert all(unit.end > unit.start for unit in speech.units)
    assert not times or times[-1] <= len(speech.sound)
    assert bool(len(speech.sound)) == bool(speech.units)


@pytest.mark.parametrize("name", OFFLINE)
def test_the_same_order_gives_the_same_sound(name):
    order = Order(LINES[0])
    before = speaker(name)(order).sound
    speaker(name)(Order(LINES[1]))
    assert np.array_equal(before, speaker(name)(order).sound)


@pytest.mark.parametrize("name", OFFLINE)
@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_the_rate_is_kept_within_a_sixth(name, rate):
    text = "青铜器上的纹样，讲述着三千年前的祭祀和战争。这本册页，作于一七四五年。"
    long = len(speaker(name)(Order(text, rate)).sound) / SECOND
    assert long == pytest.approx(pace.seconds(text, rate), rel=1 / 6)


def test_a_guides_pace_is_a_little_above_four_characters_a_second():
    text = "树下坐着一位高士，他背对着我们。"
    assert 4.0 < 14 / pace.seconds(text) < 4.6


def test_espeak_keeps_no_long_quiet_around_the_words():
    speech = speaker("espeak")(Order("青铜器"))
    loud = np.flatnonzero(np.abs(speech.sound) > 0.02)
    assert 0.05 * SECOND < loud[0] < 0.12 * SECOND
    assert len(speech.sound) - loud[-1] < 0.12 * SECOND
    assert abs(int(loud[0]) - speech.units[0].start) < 0.04 * SECOND


def test_espeak_is_loud_enough_and_never_clips():
    peaks = [float(np.abs(speaker("espeak")(Order(text)).sound).max()) for text in LINES[:4]]
    assert all(0.2 < peak < 0.95 for peak in peaks)


def test_quiet_stands_between_clauses_and_none_inside_a_word():
    speech = speaker("espeak")(Order("青铜，青铜"))
    one, two, three, _ = speech.units
    assert one.end == two.start
    assert three.start - two.end > 0.2 * SECOND
    assert np.abs(speech.sound[two.end + 1000 : three.start - 1000]).max() < 0.01


@pytest.mark.parametrize("word", ["兄", "熊", "穷", "窘", "胸", "琼", "嗯", "欸"])
def test_syllables_that_the_library_spells_in_english_are_said_in_mandarin(word):
    [breath] = speak([read(word)], Settings(""))
    assert 1 <= len(breath.phones) <= 3
    assert len(breath.sound) < 0.7 * library().sample_rate


def test_a_polyphone_of_the_lexicon_is_heard():
    plain = speaker("espeak")(Order("曾"))
    named = speaker("espeak")(Order("曾", lexicon=toned({"曾": "zēng"})))
    assert not np.array_equal(plain.sound, named.sound)


def test_a_reading_in_brackets_makes_no_hole():
    plain, glossed = (speaker("espeak")(Order(text)) for text in ("曾侯乙墓", "曾侯乙（zēng hóu yǐ）墓"))
    assert len(glossed.sound) - len(plain.sound) < 0.25 * SECOND
    assert len(glossed.units) == 7


def test_what_nobody_can_say_still_has_a_time():
    unit = Unit(1, 1, "han", "𫚖", "zh", (), Pause.NONE)
    assert speak([(unit,)], Settings(""))[0].phones == ()
    speech = speaker("espeak")(Order("一\U00030ede一"))
    assert all(one.end - one.start > 0.1 * SECOND for one in speech.units)


def test_an_unknown_voice_is_the_recipes_fault_and_the_known_ones_are_named():
    with pytest.raises(RecipeError, match="espeak、silent"):
        speaker("tom")


def test_the_estimate_counts_numbers_as_they_are_said():
    assert pace.seconds("1982.68.1") == pytest.approx(pace.seconds("一九八二点六八点一"))
    assert pace.seconds("") == 0.0
    assert pace.seconds("一一一一", 2.0) == pytest.approx(pace.seconds("一一一一") / 2)


def test_pace_knows_as_many_units_as_the_reading():
    for text in LINES:
        assert len(pace.stretches(text)) == len(read(text))


def test_no_two_voices_share_a_name():
    assert all(speaker(name).name == name for name in OFFLINE)
    assert set(OFFLINE) <= set(SPEAKERS)
    assert all(left <= right for left, right in itertools.pairwise([0, *[int(p) for p in Pause]]))
