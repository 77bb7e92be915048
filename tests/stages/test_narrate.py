"""narrate: one take a line."""

import numpy as np
import pytest
from recordings import ADLIB, SCRIPT, SECOND, told

from fanxing.media.speech.align import AlignedLine, AlignedUnit, Alignment, Stray
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.reading import Unit
from fanxing.media.speech.recorded import _sure
from fanxing.media.wav import read_wav, write_wav
from fanxing.model.errors import AssetError, RecipeError
from fanxing.model.footage import Footage, Item, Sound
from fanxing.model.recipe import Voice
from fanxing.model.script import Line, Part, Script
from fanxing.model.story import Lexicon
from fanxing.stages.narrate import narrate

pytestmark = pytest.mark.slow


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


def _recording(bench, key, sound):
    with bench.store.scratch() as room:
        write_wav(room / "take.wav", sound)
        blob = bench.store.keep(room / "take.wav")
    source = Sound(sound=blob, samples=len(sound))
    return Item(key=key, path=f"{key.replace('/', '-')}.m4a", source=source, original=blob.sha256)


def _two_parts(recording=None):
    opening = _script(*SCRIPT[:2]).parts[0]
    lines = tuple(Line(id=f"closing/{at}", text=text) for at, text in enumerate(SCRIPT[2:4], 1))
    closing = Part(id="closing", kind="closing", heading="结尾", lines=lines, recording=recording, seconds=1.0)
    return Script(cut="episode", title="片", parts=(opening, closing))


def test_a_part_that_was_recorded_is_cut_from_its_recording(bench):
    sound, _ = told(*SCRIPT[2:4])
    footage = Footage(items=(_recording(bench, "closing/recording", sound),))
    made = _narrate(_two_parts("closing/recording"), bench, footage=footage)
    assert [take.voice for take in made.takes] == ["synthetic", "synthetic", "recorded", "recorded"]
    for take in made.takes[2:]:
        assert take.said
        assert take.speaker == "closing-recording.m4a"
        assert take.samples == len(read_wav(bench.store.path(take.sound)))
        assert take.units[0].start < take.units[-1].end <= take.samples
    assert made.doubts == ()


def test_one_take_of_the_whole_script_is_cut_into_all_its_parts(bench):
    sound, _ = told(*SCRIPT[:4])
    footage = Footage(items=(_recording(bench, "voice/take", sound),))
    made = _narrate(_two_parts(), bench, footage=footage)
    assert all(take.voice == "recorded" and take.said for take in made.takes)
    assert not made.is_synthetic


def test_a_part_with_its_own_recording_is_not_looked_for_in_the_whole_take(bench):
    whole, _ = told(*SCRIPT[:2])
    own, _ = told(*SCRIPT[2:4])
    footage = Footage(items=(_recording(bench, "voice/take", whole), _recording(bench, "closing/recording", own)))
    made = _narrate(_two_parts("closing/recording"), bench, footage=footage)
    assert {take.speaker for take in made.takes} == {"voice-take.m4a", "closing-recording.m4a"}
    assert all(take.said for take in made.takes)


def test_a_line_that_was_not_told_is_listed_and_makes_no_sound(bench):
    sound, _ = told(SCRIPT[0], SCRIPT[1], SCRIPT[3])
    footage = Footage(items=(_recording(bench, "voice/take", sound),))
    made = _narrate(_two_parts(), bench, footage=footage)
    assert [take.said for take in made.takes] == [True, True, False, True]
    assert made.takes[2].samples == 0
    (doubt,) = made.doubts
    assert doubt.line == made.takes[2].line
    assert "没有念" in doubt.what
    assert SCRIPT[2] in doubt.what


def test_other_speech_and_other_takes_are_listed_with_their_seconds(bench):
    sound, _ = told(SCRIPT[0], ADLIB, SCRIPT[1], SCRIPT[2], SCRIPT[2], SCRIPT[3])
    footage = Footage(items=(_recording(bench, "voice/take", sound),))
    left_out = "\n".join(_narrate(_two_parts(), bench, footage=footage).fallbacks)
    assert "稿子里没有的话" in left_out
    assert "第 3 句的另一遍" in left_out


def test_a_second_run_finds_the_recording_kept(bench):
    sound, _ = told(*SCRIPT[:4])
    footage = Footage(items=(_recording(bench, "voice/take", sound),))
    one = _narrate(_two_parts(), bench, footage=footage)
    before = set((bench.store.home / "kept").iterdir())
    assert _narrate(_two_parts(), bench, footage=footage) == one
    assert set((bench.store.home / "kept").iterdir()) == before


def test_tightening_shortens_the_guides_pauses(bench):
    sound, _ = told(*SCRIPT[:4], pause=1.6)
    footage = Footage(items=(_recording(bench, "voice/take", sound),))
    loose = _narrate(_two_parts(), bench, footage=footage)
    tight = _narrate(_two_parts(), bench, Voice(tighten=True), footage=footage)
    assert sum(take.samples for take in tight.takes) < sum(take.samples for take in loose.takes) - SECOND


def test_a_recording_of_something_else_is_refused_with_its_name(bench):
    noise = np.random.default_rng(1).normal(0, 0.1, 5 * SECOND).astype(np.float32)
    footage = Footage(items=(_recording(bench, "voice/take", noise),))
    with pytest.raises(AssetError, match=r"voice-take\.m4a.*对不上"):
        _narrate(_two_parts(), bench, footage=footage)


def test_a_silent_recording_is_refused_with_its_name(bench):
    footage = Footage(items=(_recording(bench, "voice/take", np.zeros(5 * SECOND, np.float32)),))
    with pytest.raises(AssetError, match=r"voice-take\.m4a"):
        _narrate(_two_parts(), bench, footage=footage)


def test_a_recorded_part_without_words_is_left_to_the_voice(bench):
    sound, _ = told(SCRIPT[0])
    part = _script("……").parts[0].model_copy(update={"recording": "opening/recording"})
    footage = Footage(items=(_recording(bench, "opening/recording", sound),))
    made = _narrate(Script(cut="episode", title="片", parts=(part,)), bench, footage=footage)
    assert made.takes[0].samples == 0


OTHER = ("春天来了，燕子飞回北方。", "小河边的柳树发了新芽。", "孩子们在操场上放风筝。", "妈妈在厨房里包饺子。")


def test_a_short_recording_of_other_words_is_refused_where_the_recipe_names_it(bench):
    sound, _ = told(*OTHER[:2])
    footage = Footage(items=(_recording(bench, "closing/recording", sound),))
    with pytest.raises(AssetError, match="对不上：2 句里只听到 0 句") as refused:
        _narrate(_two_parts("closing/recording"), bench, footage=footage)
    (fault,) = refused.value.faults
    assert fault.where.key == "closing/recording"
    assert SCRIPT[2] in fault.what
    assert fault.mend


def test_a_doubted_line_gets_neither_sound_nor_subtitle():
    units = (AlignedUnit(Unit(0, 1, "han", "甲", "zh", ("jia3",), Pause.END), 1.0, 2.0),)
    lines = tuple(AlignedLine("甲", 1.0, 2.0, sure, True, units) for sure in (1.0, 0.4, 0.5))
    kept = _sure(Alignment(lines, (), 9.0))
    assert [line.in_audio for line in kept.lines] == [True, False, True]
    assert kept.strays == (Stray(1.0, 2.0, None),)
