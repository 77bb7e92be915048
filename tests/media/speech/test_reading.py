"""How it is pronounced."""

import pytest

from fanxing.media.speech.lexicon import lexicon_faults, toned
from fanxing.media.speech.museum_words import MUSEUM_WORDS
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.reading import read
from fanxing.model.errors import RecipeError

HEARD = {
    "银行行长长长的": "yin2 hang2 hang2 zhang3 chang2 chang2 de5",
    "曾侯乙的鬲": "zeng1 hou2 yi3 de5 li4",
    "款识与题识": "kuan3 zhi4 yu3 ti2 zhi4",
    "一九四五年": "yi1 jiu3 si4 wu3 nian2",
    "一只，不是一个": "yi4 zhi1 bu2 shi4 yi2 ge4",
    "第一件": "di4 yi1 jian4",
    "1745年": "yi1 qi1 si4 wu3 nian2",
    "𬭩〇": "weng1 ling2",
}
"""Text, and its syllables. To add a case, add a line."""


def _syllables(text, lexicon=None):
    return " ".join(" ".join(unit.say) for unit in read(text, lexicon))


@pytest.mark.parametrize(("text", "heard"), HEARD.items())
def test_characters_are_read_in_their_words(text, heard):
    assert _syllables(text) == heard


@pytest.mark.parametrize("written", ["yán", "yan2", "YAN2"])
def test_the_recipes_lexicon_goes_before_every_dictionary(written):
    assert _syllables("嵒", toned({"嵒": written})) == "yan2"
    assert _syllables("曾侯乙", toned({"曾侯": "céng hóu"})) == "ceng2 hou2 yi3"


def test_the_longest_word_of_the_lexicon_counts():
    assert _syllables("长卷长", toned({"长": "cháng", "长卷长": "zhang3 juan4 zhang3"})) == "zhang3 juan4 zhang3"


def test_a_latin_word_may_be_given_a_chinese_reading():
    units = read("Degas", toned({"Degas": "dé jiā"}))
    assert [(unit.tongue, unit.say) for unit in units] == [("zh", ("de2", "jia1"))]


def test_a_lexicon_tells_all_its_faults_with_their_keys():
    with pytest.raises(RecipeError, match="不是拼音") as caught:
        toned({"嵒": "zzz", "诗意": "shī", "好": "hǎo", "空": " "})
    assert [fault.where for fault in caught.value.faults] == ["lexicon.嵒", "lexicon.诗意", "lexicon.空"]
    assert all(fault.mend for fault in caught.value.faults)


@pytest.mark.parametrize("written", ["suanni", "suān", "suan ni", "abc zzz9", "suān ni2 a1"])
def test_a_reading_that_cannot_be_said_is_told_with_the_dictionarys(written):
    (fault,) = lexicon_faults({"狻猊": written})
    assert "suān ní" in fault.mend
    assert written in fault.what


@pytest.mark.parametrize(
    ("word", "written"), [("狻猊", "suān ní"), ("狻猊", "suan1 ni2"), ("石榴", "shí liu"), ("的", "de")]
)
def test_tones_are_marks_or_numbers_and_the_neutral_one_has_neither(word, written):
    assert list(lexicon_faults({word: written})) == []


def test_a_single_character_without_a_tone_is_told():
    assert [fault.rule for fault in lexicon_faults({"嵒": "yan"})] == ["lexicon-tone"]


def test_reading_with_a_lexicon_leaves_the_next_recipe_alone():
    before = _syllables("长廊")
    _syllables("长廊", toned({"长廊": "zhǎng láng"}))
    assert _syllables("长廊") == before


def test_museum_words_are_pinyin():
    assert len(toned(MUSEUM_WORDS)) == len(MUSEUM_WORDS)


def test_rests_follow_the_punctuation_and_not_the_signs_of_numbers():
    rests = {unit.shown: unit.pause for unit in read("册，页、高11.2《诗》。完")}
    assert rests == {
        "册": Pause.CLAUSE,
        "页": Pause.BEAT,
        "高": Pause.NONE,
        "11": Pause.NONE,
        "2": Pause.SLIGHT,
        "诗": Pause.SENTENCE,
        "完": Pause.END,
    }
