"""Half-width punctuation among Chinese characters is found and written right; what is right is left alone."""

import pytest

from fanxing.checks.preflight import check_recipe
from fanxing.checks.punctuation import pointed
from fanxing.model.recipe import Recipe

WRONG = {
    '你见过会"呼吸"的玉吗?': "你见过会“呼吸”的玉吗？",
    "一棵老松,虬枝盘曲.": "一棵老松，虬枝盘曲。",
    "乾隆十年(公元1745年)": "乾隆十年（公元1745年）",
    "看这里!它很小;再看:底": "看这里！它很小；再看：底",
    "后来...没有人知道": "后来……没有人知道",
    "这就是它--玉琮": "这就是它——玉琮",
    "他说。。。好": "他说……好",
}
"""What is written, and what it should be. To add a case, add a line."""

RIGHT = (
    "高5.4厘米，宽1,200毫米",
    "9:00—17:00",
    "周二至周日 10:00–17:00",
    "11.2 × 13.1 厘米",
    "见 No. 3，Met 36.100.45",
    "Hello, world!",
    "《诗意册》（1745年）……",
    "藏品号(A12)",
)
"""Nothing to mend. To add a case, add a line."""


@pytest.mark.parametrize(("wrong", "right"), WRONG.items())
def test_half_width_marks_are_written_right(wrong, right):
    assert pointed(wrong) == right
    assert pointed(right) == right


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert pointed(text) == text


def test_the_advice_holds_the_line_to_paste():
    recipe = Recipe.model_validate(
        {
            "title": "山间明月",
            "hook": '它会"呼吸"吗？',
            "museum": {"name": "馆"},
            "exhibition": {"name": "展"},
            "guide": {"name": "人"},
            "objects": [{"name": "瓶", "media": [{"file": "a.jpg"}], "say": "第一行。\n第二行,有错"}],
        }
    )
    found = [one for one in check_recipe(recipe, (), (), ()) if one.rule == "punctuation"]
    assert [(one.where.key, one.mend) for one in found] == [
        ("hook", "写成：它会“呼吸”吗？"),
        ("objects[0].say", "写成：第二行，有错"),
    ]
    assert {one.level for one in found} == {"advice"}
