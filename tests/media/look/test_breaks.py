"""Where a line may end, and where it must not."""

import pytest

from fanxing.media.look.breaks import NEVER, joints, kept_spans, lines_of


def parted(text: str, count: int, kept: tuple[str, ...] = ()) -> list[str] | None:
    widths = [0.0]
    for one in text:
        widths.append(widths[-1] + (1.0 if ord(one) > 0x2000 else 0.5))
    ends = lines_of(widths, joints(text, kept), count)
    return None if ends is None else [text[a:b].strip() for a, b in zip((0, *ends), ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [
        ("一册看尽文人清梦", 2, ["一册看尽", "文人清梦"]),
        ("三百年前的文人，怎样度过悠长的一天？", 2, ["三百年前的文人，", "怎样度过悠长的一天？"]),
        ("三百年前的文人，怎样度过悠长的一天？", 3, ["三百年前的文人，", "怎样度过", "悠长的一天？"]),
        ('你见过会"呼吸"的玉吗？', 2, ['你见过会"呼吸"', "的玉吗？"]),
        ("Cleveland Museum of Art", 2, ["Cleveland", "Museum of Art"]),
        ("一幅 Wang Ximeng 1113 年的画", 3, ["一幅", "Wang Ximeng", "1113 年的画"]),
        ("在展厅里看见 Vincent van Gogh 的一幅画", 3, ["在展厅里看见", "Vincent van Gogh", "的一幅画"]),
        ("一件“雨过天青云破处”的汝窑天青釉葵花洗", 3, ["一件“雨过天青云破处”的", "汝窑天青釉", "葵花洗"]),
        ("一方端砚一册《诗意册》看文人的一天", 3, ["一方端砚", "一册《诗意册》", "看文人的一天"]),
        ("三百年前一位画家留给后人的午后", 2, ["三百年前一位画家", "留给后人的午后"]),
        ("看懂《清明上河图》里的一条船和一座桥", 2, ["看懂《清明上河图》里的", "一条船和一座桥"]),
        ("清乾隆粉彩百鹿图双耳尊的故事", 2, ["清乾隆粉彩百鹿图", "双耳尊的故事"]),
        ("一器一光，看见四件器物里的星渚县", 2, ["一器一光，", "看见四件器物里的星渚县"]),
        ("高 31.5 厘米，宽 21 厘米", 2, ["高 31.5 厘米，", "宽 21 厘米"]),
        ("长 16.6 厘米，宽 12.8 厘米，高 4.7 厘米", 2, ["长 16.6 厘米，", "宽 12.8 厘米，高 4.7 厘米"]),
        ("纵24.8厘米，横528.7厘米，重约3.5千克", 2, ["纵24.8厘米，", "横528.7厘米，重约3.5千克"]),
        ("统一方法之后的几件事", 2, ["统一方法", "之后的几件事"]),
        ("青铜时代的 The Great Bronze Age", 2, ["青铜时代的", "The Great Bronze Age"]),
    ],
)
def test_lines_end_where_phrases_end(text: str, count: int, lines: list[str]) -> None:
    assert parted(text, count) == lines


@pytest.mark.parametrize("mark", "，。、；：！？）》」』】”’…—·%℃")
def test_no_line_starts_with_a_closing_mark(mark: str) -> None:
    text = f"青铜{mark}时代"
    assert joints(text)[1] == NEVER


@pytest.mark.parametrize("mark", "（《「『【“‘")
def test_no_line_ends_with_an_opening_mark(mark: str) -> None:
    text = f"青铜{mark}时代"
    assert joints(text)[2] == NEVER


@pytest.mark.parametrize(
    "token",
    ["《诗意册》", "11.2 × 13.1 厘米", "1745年", "三百年", "10:00–17:00", "0.16 厘米", "Cleveland", "——", "100%"],
)
def test_a_token_is_kept_whole(token: str) -> None:
    text = f"馆藏{token}在此"
    start = text.index(token)
    inside = joints(text)[start : start + len(token) - 1]
    assert all(cost == NEVER for cost in inside)
    assert any(a <= start and b >= start + len(token) for a, b in kept_spans(text))


def test_a_name_of_ones_own_is_parted_only_if_it_must_be() -> None:
    assert parted("清宫里的痕都斯坦玉器展", 2, ("痕都斯坦",)) == ["清宫里的", "痕都斯坦玉器展"]


@pytest.mark.parametrize("lines", [["兽面纹", "铜鼎"], ["清乾隆粉彩", "百鹿图双耳尊"], ["青花缠枝", "莲纹梅瓶"]])
def test_a_name_that_stands_alone_parts_where_its_words_do(lines: list[str]) -> None:
    name = "".join(lines)
    assert parted(name, 2, (name,)) == lines
