"""What is shown and what is said."""

import pytest

from fanxing.media.speech import pace
from fanxing.media.speech.spoken import pieces, spoken

READ = {
    "1745年": "一七四五年",
    "乾隆10年（1745）": "乾隆十年一七四五",
    "11.2 × 13.1 厘米": "十一点二乘十三点一厘米",
    "高30厘米": "高三十厘米",
    "公元前1300—前1046年": "公元前一三零零至前一零四六年",
    "公元前1300—公元前1046年": "公元前一三零零至公元前一零四六年",
    "1736-1795年": "一七三六至一七九五年",
    "（618—907）": "六一八至九零七",
    "1644－1911": "一六四四至一九一一",
    "馆藏号1982.68.1": "馆藏号一九八二点六八点一",
    "编号：1046": "编号一零四六",
    "约1300年": "约一三零零年",
    "距今3000年": "距今三千年",
    "有300多年历史": "有三百多年历史",
    "2000年前": "两千年前",
    "618年": "六一八年",
    "于300年": "于三零零年",
    "公元25年": "公元二十五年",
    "1960年代": "一九六零年代",
    "20世纪60年代": "二十世纪六十年代",
    "前16—前11世纪": "前十六至前十一世纪",
    "占45.5%": "占百分之四十五点五",
    "约3/4": "约四分之三",
    "2件": "两件",
    "第2件": "第二件",
    "12件": "十二件",
    "20000人": "两万人",
    "9:00–17:00": "九点至十七点",
    "10:05": "十点零五",
    "2024-05-18开幕": "二零二四年五月十八日开幕",
    "2024年5月18日": "二零二四年五月十八日",
    "±2毫米": "正负两毫米",
    "25℃": "二十五摄氏度",
    "电话010-66008181": "电话零一零六六零零八一八一",
    "105与110": "一百零五与一百一十",
    "１７４５年": "一七四五年",
    "0.5厘米": "零点五厘米",
    "光绪": "光绪",
}
"""What a label says, and what a guide says. To add a case, add a line."""


@pytest.mark.parametrize(("shown", "said"), READ.items())
def test_numbers_are_read_as_a_guide_reads_them(shown, said):
    assert spoken(shown) == said


def test_measures_in_latin_letters_are_said_in_chinese():
    assert [piece.said for piece in pieces("11.2x13.1cm，重2.5 kg，3m²")] == [
        *("十一", "点二", "乘", "十三", "点一", "厘米"),
        *("重", "二", "点五", "公斤"),
        *("三", "平方米"),
    ]


@pytest.mark.parametrize(
    "shown",
    [
        "**1745**年<br>的[册页](http://a.example/2)😀",
        "# 标题\n- 《诗意册》 `x`",
        "1,234,567件 M1:32 𬭩🏺",
        "Cleveland Museum’s",
        "",
        "……！！",
    ],
)
def test_every_unit_points_at_its_own_characters(shown):
    for piece in pieces(shown):
        assert shown[piece.at : piece.end] == piece.shown
        assert piece.kind == "han" or piece.shown.isalnum() or "’" in piece.shown


def test_markup_addresses_and_emoji_are_silent():
    assert spoken("**粗**<br>[册页](http://a.example/2)😀&nbsp;`码`") == "粗册页码"


def test_a_unit_stands_for_each_character_run_of_digits_and_word():
    assert [piece.shown for piece in pieces("藏于Cleveland的1982.68.1，𬭩。")] == [
        *("藏", "于", "Cleveland", "的", "1982", "68", "1", "𬭩")
    ]


def test_a_reading_in_brackets_takes_no_time():
    assert pace.seconds("狻猊（suān ní）是龙之子。") == pytest.approx(pace.seconds("狻猊是龙之子。"))
