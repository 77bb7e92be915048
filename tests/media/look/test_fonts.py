"""Every glyph is known before anything is drawn."""

import sys
from pathlib import Path

import pytest

from fanxing.media.look.fonts import FACES, clean, glyph, has_form, missing, require
from fanxing.model.errors import RecipeError


def test_the_rare_characters_of_bronzes_are_all_there() -> None:
    assert missing("甗簋卣觥罍𬭎嵒憩 ǎ × ℃ © 1:2") == ""


def test_a_character_of_no_font_is_named_with_its_number_and_a_mend() -> None:
    with pytest.raises(RecipeError, match=r"😀（U\+1F600）") as caught:
        require("青铜😀")
    assert "拼音" in caught.value.faults[0].mend


def test_what_one_font_lacks_is_borrowed_from_the_next() -> None:
    assert missing("𠮷 국립") == ""
    assert glyph("serif", "국").ink is not None


def test_bold_is_the_fonts_own_and_no_smeared_regular() -> None:
    regular, bold = glyph("sans", "一"), glyph("sans-bold", "一")
    assert regular.ink is not None
    assert bold.ink is not None
    assert bold.ink[3] - bold.ink[1] > 1.3 * (regular.ink[3] - regular.ink[1])  # the stroke grows
    assert abs((bold.ink[2] - bold.ink[0]) - (regular.ink[2] - regular.ink[0])) < 60  # the character does not


@pytest.mark.parametrize("face", FACES)
def test_every_face_draws_han_latin_and_pinyin(face: str) -> None:
    for character in "罍Aǚ7，":
        assert glyph(face, character).strokes


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("  a \t b  ", "a b"),
        ("讲解员　研究馆员", "讲解员　研究馆员"),
        ("\ufeff零\u200b宽", "零宽"),
        ("cafe\u0301", "café"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("字\ufe0f", "字"),
        ("\n\n一\n", "一"),
    ],
)
def test_invisible_characters_go_and_visible_ones_stay(written: str, set_as: str) -> None:
    assert clean(written) == set_as


def test_columns_have_their_own_forms_of_marks() -> None:
    assert has_form("serif", "《", "vertical")
    assert glyph("serif", "《", "vertical").ink != glyph("serif", "《").ink


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_font_file_stays_open_after_it_was_asked() -> None:
    glyph("sans-bold", "瓷")
    glyph("serif", "瓷")
    held = {str(link.resolve()) for link in Path("/proc/self/fd").iterdir()}
    assert not [name for name in held if name.endswith((".otf", ".ttf"))]
