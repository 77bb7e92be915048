"""Sentences and clauses of Chinese narration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.model.text import clause_ends, letters, sentences


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("一棵老松。树下坐着一位高士。", ("一棵老松。", "树下坐着一位高士。")),
        ("壁厚 0.16 厘米，很薄。\n真薄！", ("壁厚 0.16 厘米，很薄。", "真薄！")),
        ("他说：“来！快来。”就走了。", ("他说：“来！快来。”", "就走了。")),
        ("读《何处？此处。》这首诗。", ("读《何处？此处。》这首诗。",)),
        ("没有句号", ("没有句号",)),
        ("等等……好。", ("等等……", "好。")),
        ("  \n\n ", ()),
    ],
)
def test_narration_is_parted_into_sentences(text: str, parted: tuple[str, ...]) -> None:
    assert sentences(text) == parted


@given(st.text(alphabet="松下高士，。！？“”《》（）1.0 \n", max_size=60))
def test_no_character_is_lost_but_blanks_at_the_edges(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_clauses_end_after_their_punctuation_never_inside_a_number_or_a_title() -> None:
    text = "长 1,200 米，见《甲，乙》一书。"
    assert [text[:end] for end in clause_ends(text)] == ["长 1,200 米，", text]
    assert clause_ends("") == ()


def test_a_reader_counts_latin_letters_half() -> None:
    assert letters("松，AB") == 2.0
