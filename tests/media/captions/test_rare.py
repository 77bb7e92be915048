"""Readings stand at the first mention of what few can read."""

import pytest

from fanxing.media.captions.rare import Mentions, is_rare


@pytest.mark.parametrize(
    ("mark", "rare"),
    [("嵒", True), ("椀", True), ("簋", True), ("𬭩", True), ("的", False), ("碗", False), ("a", False), ("，", False)],
)
def test_what_is_outside_the_common_characters_is_rare(mark, rare):
    assert is_rare(mark) is rare


def readings(mentions, text):
    return [(text[one.at : one.at + one.length], one.pinyin) for one in mentions.readings(text)]


def test_a_reading_is_given_once():
    mentions = Mentions({})
    assert readings(mentions, "清代画家华嵒的画。") == [("嵒", "yán")]
    assert readings(mentions, "华嵒又画了一开。") == []
    assert readings(mentions, "这件簋很重。") == [("簋", "guǐ")]


def test_the_lexicon_speaks_first():
    mentions = Mentions({"曾侯乙": "zēng hóu yǐ", "椀": "wan3", "绿林": "lu4 lin2"})
    assert readings(mentions, "曾侯乙墓出土的白玉椀。") == [("曾侯乙", "zēng hóu yǐ"), ("椀", "wǎn")]


def test_well_known_words_need_no_reading():
    assert readings(Mentions({}), "一枚翡翠戒指。") == []


def test_places_never_overlap():
    mentions = Mentions({"华嵒": "huà yán", "嵒": "yán"})
    assert readings(mentions, "华嵒与嵒。") == [("华嵒", "huà yán")]


@pytest.mark.parametrize("text", ["", "😀", "abc 123", "\U00020000", "<br>"])
def test_what_cannot_be_read_has_none(text):
    assert all(one.pinyin for one in Mentions({}).readings(text))
