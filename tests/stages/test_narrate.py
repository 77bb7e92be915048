"""narrate: one take a line."""

import pytest

from fanxing.media.wav import read_wav
from fanxing.model.errors import RecipeError
from fanxing.model.footage import Footage
from fanxing.model.recipe import Voice
from fanxing.model.script import Line, Part, Script
from fanxing.model.story import Lexicon
from fanxing.stages.narrate import narrate


def _script(*texts):
    lines = tuple(Line(id=f"opening/{at}", text=text) for at, text in enumerate(texts, 1))
    return Script(
        cut="episode", title="片", parts=(Part(id="opening", kind="opening", heading="片头", lines=lines, seconds=1.0),)
    )


def _narrate(script, bench, voice=None, lexicon=None, footage=None):
    return narrate.function(script, voice or Voice(), lexicon or Lexicon(), footage or Footage(items=()), bench=bench)


def test_every_line_has_one_take_in_the_scripts_order(bench):
    made = _narrate(_script("这本册页。", "作于1745年。", "这本册页。"), bench)
    assert [take.line for take in made.takes] == ["opening/1", "opening/2", "opening/3"]
    assert all(len(read_wav(bench.store.path(take.sound))) == take.samples for take in made.takes)
    assert made.is_synthetic


def test_a_changed_line_leaves_the_other_takes_as_they_were(bench):
    one = _narrate(_script("这本册页。", "作于1745年。"), bench)
    before = set((bench.store.home / "kept").iterdir())
    two = _narrate(_script("这本册页。", "作于1746年。"), bench)
    assert one.takes[0] == two.takes[0]
    assert len(set((bench.store.home / "kept").iterdir()) - before) == 1


def test_a_reading_of_another_word_leaves_a_take_as_it_was(bench):
    _narrate(_script("这本册页。"), bench)
    before = set((bench.store.home / "kept").iterdir())
    _narrate(_script("这本册页。"), bench, lexicon=Lexicon(readings={"嵒": "yán"}))
    assert set((bench.store.home / "kept").iterdir()) == before


def test_the_silent_voice_has_times_and_no_sound(bench):
    take = _narrate(_script("这本册页。"), bench, Voice(speaker="silent")).takes[0]
    assert take.sound is None
    assert take.samples > 0
    assert len(take.units) == 4
    assert take.voice == "silent"


def test_a_line_without_words_is_no_sound_at_all(bench):
    take = _narrate(_script("……"), bench).takes[0]
    assert (take.sound, take.samples, take.units) == (None, 0, ())


def test_a_reading_that_is_no_pinyin_is_the_recipes_fault(bench):
    with pytest.raises(RecipeError, match="不是拼音"):
        _narrate(_script("这本册页。"), bench, lexicon=Lexicon(readings={"册": "xyz"}))
