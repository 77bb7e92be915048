"""What a cue shows of the approved text."""

import pytest

from fanxing.media.captions.marks import text_width
from fanxing.media.captions.shown import shown

SHOWN = {
    "这件玉瓢，像半个瓜。": "这件玉瓢 像半个瓜",
    "瓜瓣、藤蔓和叶子，": "瓜瓣、藤蔓和叶子",
    "长11.915米，": "长11.915米",
    "编号1982.68.1。": "编号1982.68.1",
    "1,000件；": "1,000件",
    "10:30开放，": "10:30开放",
    "10：30开放": "10：30开放",
    "怎样度过悠长的一天？": "怎样度过悠长的一天？",
    "真美！": "真美！",
    "他说：“好。”": "他说 “好 ”",
    "《诗意册》，": "《诗意册》",
    "列奥纳多·达·芬奇，": "列奥纳多·达·芬奇",
    "——而它，": "而它",
    "这就是——鸡缸杯": "这就是——鸡缸杯",
    "还有……": "还有……",
    "Mr. Li, from U.S. museums.": "Mr. Li from U.S. museums",
    "  两  端\t空白\n ": "两 端 空白",
    "0.16 厘米，": "0.16 厘米",
    "，。、": "",
    "": "",
    ".5米": ".5米",
    "{\\b1}<br>": "{\\b1}<br>",
    "😀，👨‍👩‍👧。": "😀 👨‍👩‍👧",
}


@pytest.mark.parametrize("raw", SHOWN)
def test_the_rules_drop_what_they_drop_and_nothing_else(raw):
    assert shown(raw).text == SHOWN[raw]


@pytest.mark.parametrize("raw", SHOWN)
def test_every_shown_character_knows_where_it_came_from(raw):
    made = shown(raw)
    assert len(made.places) == len(raw)
    for at, place in enumerate(made.places):
        assert place == -1 or made.text[place] in (raw[at], " ")
    assert sorted(place for place in made.places if place >= 0) == list(range(len(made.text)))


@pytest.mark.parametrize(
    ("text", "wide"),
    [("白玉碗", 3.0), ("0.16 厘米", 4.5), ("“瓜”", 3.0), ("e\u0301", 0.5), ("👍🏽", 2.0), ("a\n白玉", 2.0)],
)
def test_width_is_counted_in_han_characters(text, wide):
    assert text_width(text) == wide
