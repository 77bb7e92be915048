"""Type is set by measured ink."""

import pytest

from fanxing.media.look.draw import rasterise
from fanxing.media.look.outline import path_data
from fanxing.media.look.sorts import GAP, length, sorts
from fanxing.media.look.typeset import Manner, Rect, Style, fit

TITLE = Style(face="serif", size=100, least=40, lines=4)


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("文人", 2.0),
        ("《文人》，清梦", 6.0),  # 》， give up one half; 《 its blank half at the start of the line
        ("“《文》”", 3.0),  # two opening and two closing marks
        ("清梦。", 2.5),  # a stop at the end of a line
        ("0000年", 4 * 0.557 + GAP + 1.0),
        ("0000 年", 4 * 0.557 + GAP + 1.0),  # typed or not, the gap is the same
    ],
)
def test_marks_that_meet_give_up_their_blank_halves(text: str, em: float) -> None:
    assert length(sorts(text, "serif")) == pytest.approx(em, abs=0.02)


def test_two_dashes_are_one_stroke() -> None:
    row = sorts("——", "serif")
    ink = row[0].glyph.ink
    assert ink is not None
    assert row[0].advance * 1000 < ink[2] - ink[0]


def test_quotation_marks_are_narrow_among_latin_and_wide_among_han() -> None:
    assert sorts("Art’s", "sans")[3].advance < 0.4
    assert sorts("“文”", "sans")[0].advance == pytest.approx(1.0)


def test_one_line_shrinks_a_little_before_it_wraps() -> None:
    block = fit("一册看尽文人清梦", TITLE, (760, 400))
    assert block is not None
    assert len(block.lines) == 1
    assert block.size < 100


def test_a_long_line_wraps_rather_than_grow_tiny() -> None:
    block = fit("三百年前的文人，怎样度过悠长的一天？", TITLE, (760, 400))
    assert block is not None
    assert len(block.lines) == 3


def test_what_does_not_fit_at_its_least_size_is_not_set() -> None:
    assert fit("一" * 60, TITLE, (300, 100)) is None
    assert fit("Donaudampfschifffahrtsgesellschaft", TITLE, (400, 400)) is None


def test_a_column_runs_down_and_columns_run_left() -> None:
    block = fit("一册看尽文人清梦", TITLE, (400, 420), Manner("down"))
    assert block is not None
    assert block.lines == ("一册看尽", "文人清梦")
    first, fifth = block.placed[0], block.placed[4]
    assert first.x > fifth.x
    assert block.placed[1].y > first.y


def test_two_digits_stand_upright_in_a_column_and_longer_numbers_lie() -> None:
    block = fit("5月31日至2026年", TITLE, (200, 1400), Manner("down"))
    assert block is not None
    lying = "".join(one.character for one in block.placed if one.turned)
    assert lying == "2026"


def test_ink_is_what_is_drawn() -> None:
    block = fit("观gj《图》", TITLE, (900, 300))
    assert block is not None
    alpha = rasterise(f'<path d="{path_data(block, 50, 50)}"/>', Rect(0, 0, 900, 300))[:, :, 3]
    rows, columns = alpha.any(axis=1).nonzero()[0], alpha.any(axis=0).nonzero()[0]
    assert abs(rows[0] - (50 + block.ink.y)) <= 1.5
    assert abs(rows[-1] + 1 - (50 + block.ink.bottom)) <= 1.5
    assert abs(columns[0] - (50 + block.ink.x)) <= 1.5
    assert abs(columns[-1] + 1 - (50 + block.ink.right)) <= 1.5
