"""A line is parted where a reader would breathe, and never inside a name."""

import itertools
from dataclasses import replace

import pytest

from fanxing.media.captions import segment
from fanxing.media.captions.clauses import clauses_of
from fanxing.media.captions.heard import Heard, heard_units
from fanxing.media.captions.marks import text_width
from fanxing.media.captions.segment import Limits, part
from fanxing.media.captions.senses import pieces_of
from fanxing.media.captions.shown import shown
from fanxing.media.captions.whole import names_worth_keeping, whole_spans
from fanxing.media.speech.silent import Silent
from fanxing.media.speech.speaker import Order
from fanxing.model.narration import Spoken

RATE = 48_000


def parted(text, names=(), seconds=None, limits=None):
    heard = heard_units(text, (), round((seconds or len(text) / 4.5) * RATE))
    ends = part(text, heard, names_worth_keeping(names), limits or Limits())
    return [shown(text[start:end]).text for start, end in itertools.pairwise((0, *ends))]


LINES = {
    "这件玉瓢，像半个瓜。瓜瓣、藤蔓和叶子，都是从一整块玉里琢出来的。": [
        "这件玉瓢 像半个瓜",
        "瓜瓣、藤蔓和叶子",
        "都是从一整块玉里琢出来的",
    ],
    "三百年前的文人，怎样度过悠长的一天？": ["三百年前的文人", "怎样度过悠长的一天？"],
    "这只白玉碗，壁厚只有 0.16 厘米，比一枚硬币还薄。": ["这只白玉碗", "壁厚只有 0.16 厘米", "比一枚硬币还薄"],
    "列奥纳多·达·芬奇用了整整四年，才画完这幅《蒙娜丽莎》。": [
        "列奥纳多·达·芬奇用了整整四年",
        "才画完这幅《蒙娜丽莎》",
    ],
    "好。": ["好"],
    "……": [],
    "": [],
}


@pytest.mark.parametrize("text", LINES)
def test_lines_are_parted_at_their_phrases(text):
    assert parted(text) == LINES[text]


WHOLE = [
    ("这件元青花鬼谷子下山图罐拍出了天价", "元青花鬼谷子下山图罐"),
    ("请看北宋汝窑天青釉葵花洗的底部有字", "汝窑天青釉葵花洗"),
    ("皇帝把《痕都斯坦白玉椀》刻在外壁上面", "《痕都斯坦白玉椀》"),
    ("它的口径是11.2 × 13.1 厘米可以放在掌心", "11.2 × 13.1 厘米"),
    ("公元前221年秦始皇统一了天下建立了帝国", "公元前221年"),
    ("这一年是乾隆四十六年皇帝已经七十一岁", "乾隆四十六年"),
    ("来自Cleveland Museum的收藏今天第一次展出", "Cleveland Museum"),
    ("它的编号是1982.68.12今天就在这里展出", "1982.68.12"),
    ("它收藏在列奥纳多·达·芬奇的家里多年", "列奥纳多·达·芬奇"),
    ("他感叹“此情可待成追忆”然后就离开了", "“此情可待成追忆”"),
]


@pytest.mark.parametrize(("text", "whole"), WHOLE)
@pytest.mark.parametrize("longest", [10.0, 12.0, 14.0])
def test_names_and_numbers_stay_whole_however_narrow_the_line(text, whole, longest):
    cues = parted(text, (whole,), limits=Limits(target=longest - 2, longest=longest))
    assert any(whole in cue for cue in cues)


def test_a_name_that_no_line_holds_is_parted_at_its_words():
    cues = parted(
        "中国历史博物馆与首都博物馆联合主办纪念特别展览大会", ("中国历史博物馆与首都博物馆联合主办纪念特别展览",)
    )
    assert all(text_width(cue) <= 16 for cue in cues)


@pytest.mark.parametrize("mark", "一9")
def test_a_number_of_very_many_digits_is_read_once(mark):
    """Tried from each of its digits, its steps would be their square: ten thousand millions."""
    text = mark * 100_000
    (piece,) = pieces_of(text, [(0, text)])
    assert piece.text == text
    assert not whole_spans(text)


class Ends(tuple):
    """Ends of sentences that count how often they are looked at."""

    __slots__ = ()
    looks = 0

    def __getitem__(self, place):
        Ends.looks += 1
        return super().__getitem__(place)

    def __iter__(self):
        Ends.looks += len(self)
        return super().__iter__()


def test_a_line_of_many_sentences_is_not_searched_anew_for_each_of_its_cues(monkeypatch):
    text = "这件玉碗很薄。" * 150
    clauses = replace(clauses_of(text), sentences=Ends(clauses_of(text).sentences))
    monkeypatch.setattr(segment, "clauses_of", lambda _: clauses)
    Ends.looks = 0
    assert set(parted(text)) == {"这件玉碗很薄"}
    assert 0 < Ends.looks < 400 * len(text)


def test_a_long_latin_word_is_no_trap():
    word = "a" * 80
    assert "".join(parted(f"网址是{word}。")) == f"网址是{word}"


def test_an_audible_pause_draws_the_break():
    text = "他在松树下面听风声从远处来"
    marks = [(at, at + 1) for at in range(len(text))]

    def heard(pause_after):
        shift = [0.8 if at >= pause_after else 0.0 for at in range(len(text))]
        return [
            Heard(start, end, start * 0.25 + late, start * 0.25 + 0.2 + late)
            for (start, end), late in zip(marks, shift, strict=True)
        ]

    narrow = Limits(longest=10)
    assert part(text, heard(6), limits=narrow)[0] == 6
    assert part(text, heard(9), limits=narrow)[0] == 9


def test_units_are_mended_where_a_take_tells_them_badly():
    units = [
        Spoken(at=0, length=1, start=4800, end=9600),
        Spoken(at=1, length=1, start=2400, end=3000),
        Spoken(at=1, length=9, start=0, end=100),
        Spoken(at=40, length=1, start=0, end=100),
    ]
    heard = heard_units("白玉碗", units, RATE)
    assert [(one.at, one.end) for one in heard] == [(0, 1), (1, 2), (2, 3)]
    assert all(one.start_s <= one.end_s for one in heard)
    assert all(one.end_s <= other.start_s for one, other in itertools.pairwise(heard))


def test_without_units_the_words_are_spread_over_the_take():
    heard = heard_units("白玉 碗a。", (), 2 * RATE)
    assert [one.at for one in heard] == [0, 1, 3, 4]
    assert heard[-1].end_s == pytest.approx(2.0)


def test_of_a_work_its_maker_is_a_name_too():
    assert names_worth_keeping(["华嵒《诗意册》", None, " 白玉碗 ", "玉", "白玉碗"]) == (
        "华嵒《诗意册》",
        "《诗意册》",
        "白玉碗",
        "华嵒",
    )


def test_spans_are_found_once_and_overlaps_are_kept():
    spans = whole_spans("华嵒《诗意册》共12开", ("华嵒《诗意册》", "华嵒"))
    assert {(0, 2), (0, 7), (2, 7)} <= set(spans)
    assert any("华嵒《诗意册》共12开"[a:b] == "12开" for a, b in spans)


def test_two_nouns_before_a_particle_stay_together():
    assert parted("还有他们对汽车工业的痴迷和情感。") == ["还有他们对汽车工业的", "痴迷和情感"]


SENSE = """
华嵒六十三岁那年|在扬州画完了这本册页
一七四五年的春天|他在扬州的家里画完了最后一开
釉面裂出细细的纹路，|原是冷却时的意外，|后来，人们给它一个好听的名字：|开片。
王莽这个人，|大家都听说过，|光是钱，他就改了四次。
三口大瓮，|装得满满当当的，|一过秤，一千二百多公斤。
遮风，挡雨，聊天，|这就是廊桥的好处。
火大一点，黄了，|火小一点，又灰了。
没有刨床怎么办？|用手刮。|这根导轨，|就是钳工师傅一刀一刀刮出来的。
那时候国家|刚刚把铸钱的权力收上来。
有一位女子|这样认真地打扮过自己。
为了把它身体里的水|一点一点请出来
有人在造纸厂的废纸堆里|把它捡了出来
我们从上海的古籍书店|把它买了回来
跟今天姑娘们的化妆包|也差不了多少
全县登记在册的恐龙蛋|有四百六十枚
姚墩遗址成了|第七批全国重点文物保护单位
考古人员|在湖北江陵的望山一号墓里
青花用的|是从波斯进口的苏麻离青
这是“中国”两个字|第一次作为词组出现
书里记下了|康熙七年（1668年）的大地震
墓主崔氏|生于元和九年（814年）
1999年8月|在河阴县城北的一座汉墓里出土
2006年公布为|第六批全国重点文物保护单位
后来同样的车床|造了三千四百二十台
来了给您|放一遍《义勇军进行曲》
是从前的大夫|一边看病一边写下的
坛腹剔出“永兴号”三个字|和一圈缠枝牡丹。
它在莫斯科的青年联欢节上|得了铜质奖章。
一九四九年十月一日下午三点整|在北京举行开国大典
展览明天上午九点半|在一号展厅开幕
火箭在晚上九点三十五分|从酒泉发射升空
当时，它|就放在皇帝书房里的案头上
如今，它|静静地躺在博物馆的展柜里
如今，这里|是全国重点文物保护单位
原来，古人|早就会用失蜡法铸造青铜器
可是，谁也说不清|它到底是做什么用的
这是一件明洪武年间|烧的青花梅瓶。
"""


@pytest.mark.parametrize("row", SENSE.split())
def test_a_cue_ends_where_the_sense_does(row):
    text = row.replace("|", "")
    spoken = Silent()(Order(text=text, rate=1.0, lexicon={}))
    ends = part(text, heard_units(text, spoken.units, len(spoken.sound)), ("华嵒",))
    assert "|".join(text[start:end] for start, end in itertools.pairwise((0, *ends))) == row
