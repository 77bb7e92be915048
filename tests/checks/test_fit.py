"""Words fitted to each platform, with what was cut; nothing that is fitted breaks a limit or changes a number."""

import pytest

from fanxing.checks.fit import fit
from fanxing.checks.titles import permitted
from fanxing.media.profiles import load_profile, profile_names
from fanxing.model.blurb import Blurb
from fanxing.model.platform import PlatformProfile, TagLimits, TextLimits

NAMES = ("克利夫兰", "克利夫兰艺术博物馆", "华嵒《诗意册》")

TITLES = {
    "as it is": ("channels", "一册看尽文人清梦", "一册看尽文人清梦"),
    "an object's clip": ("channels", "松下高士｜一册看尽文人清梦", "松下高士 一册看尽文人清梦"),
    "an object's clip too long": ("channels", "白玉双耳碗：乾隆御题｜薄如蝉翼的痕都斯坦玉", "白玉双耳碗:乾隆御题"),
    "cut at a clause": (
        "xiaohongshu",
        "一棵老松占满了整个画面，树下的高士正背对着我们听松风",
        "一棵老松占满了整个画面",
    ),
    "cut between words": (
        "channels",
        "三百年前的文人怎样度过悠长的一天呢",
        "三百年前的文人怎样度过悠长的一天",
    ),
    "a book title stays whole": ("channels", "翻开《诗意册》看三百年前文人的一天", "翻开《诗意册》看三百年前文人"),
    "too short": ("channels", "高士", "高士 克利夫兰"),
    "too short for 微博": ("weibo", "松下高士", "松下高士｜克利夫兰"),
    "a question keeps its mark": ("channels", "玉，能磨到多薄？", "玉 能磨到多薄?"),
    "a decimal is spelt out": ("channels", "壁厚只有0.16厘米的碗", "壁厚只有零点一六厘米的碗"),
    "a larger decimal": ("channels", "口径16.7厘米的白玉碗", "口径十六点七厘米的白玉碗"),
    "a range is said": ("channels", "商晚期前1300—前1046年", "商晚期前1300至前1046年"),
    "thousands": ("channels", "一共12,000枚铜钱出土", "一共12000枚铜钱出土"),
    "quotation marks": ("channels", "「子子孙孙永宝用」", "“子子孙孙永宝用”"),
    "no limits on marks": ("douyin", "玉，能磨到多薄？0.16厘米！", "玉，能磨到多薄？0.16厘米！"),
    "no half of a dash": ("xiaohongshu", "穿越千年的温润与风雅——一件白玉双耳碗里的乾隆御题诗", "穿越千年的温润与风雅"),
    "no opening quotation": (
        "xiaohongshu",
        "穿越千年的温润与风雅这一天“子子孙孙永宝用享无疆之休”",
        "穿越千年的温润与风雅这一天",
    ),
    "no colon at the end": (
        "xiaohongshu",
        "这是穿越了千年的温润与风雅的故事：（上）白玉双耳碗",
        "这是穿越了千年的温润与风雅的故事",
    ),
    "a book title at the beginning keeps both its marks": (
        "channels",
        "《历代帝王图》里藏着的十三位皇帝你能认出几个",
        "《历代帝王图》里藏着的十三位皇帝",
    ),
    "not within the museum's name": (
        "channels",
        "三百年前的文人怎样走进克利夫兰艺术博物馆",
        "三百年前的文人",
    ),
    "not within a number": ("channels", "这一座铜鼎的重量竟然有832.84公斤之多", "这一座铜鼎的重量竟然"),
    "not within a year": ("channels", "一件出土于地下深处的国宝是1978年发现的", "一件出土于地下深处的国宝"),
    "not within a word of another script": ("channels", "Porcelain of the Ming Dynasty", "Porcelain"),
    "not behind an English word that leads on": (
        "xiaohongshu",
        "The Silk Road and Its Many Treasures",
        "The Silk Road",
    ),
    "not behind a pronoun": ("channels", "三百年前文人的珍藏宝贝器物与它们的主人", "三百年前文人的珍藏宝贝器物"),
    "marks that are not taken": ("channels", "瓶子（明）的故事", "瓶子 明 的故事"),
    "not behind a word that leads on": (
        "channels",
        "翻开《千里江山图》的少年王希孟到底经历了什么",
        "翻开《千里江山图》的少年王希孟",
    ),
    "line breaks": ("douyin", "玉\n能磨到多薄", "玉 能磨到多薄"),
}


@pytest.mark.parametrize(("platform", "title", "fitted"), TITLES.values(), ids=TITLES)
def test_a_title_is_fitted(platform: str, title: str, fitted: str):
    found = fit(load_profile(platform), Blurb(title=title, description="", tags=("文物",), names=NAMES, kept=NAMES))
    assert found.title == fitted
    assert found.problems == ()
    assert bool(found.cut) == (title.split() != fitted.split())


LONG = Blurb(
    title="三百年前的文人" * 20,
    description="一棵老松，虬枝盘曲，几乎占满整个画面。\n" * 400,
    tags=tuple(f"话题 {at}！" for at in range(60)),
    names=NAMES,
)


@pytest.mark.parametrize("name", profile_names())
def test_everything_over_its_limit_is_fitted_and_the_cut_is_told(name: str):
    profile = load_profile(name)
    found = fit(profile, LONG)
    assert profile.title.min <= len(found.title) <= (profile.title.max or 0)
    typed = 0 if profile.tags.hash == "none" else len(" ".join(found.tags)) + 1
    assert len(found.description) + typed <= (profile.description.max or 0)
    assert found.description.endswith(("。", "…"))
    if profile.tags.max is not None:
        assert len(found.tags) == profile.tags.max
    if profile.tags.total_chars is not None:
        assert len(",".join(found.tags)) <= profile.tags.total_chars
    assert found.problems == ()
    assert {line[:2] for line in found.cut} >= {"标题", "话题", "简介"}


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("many", [1, 400])
def test_what_licences_ask_for_is_never_cut_off_unsaid(name: str, many: int):
    rights = ("图片：" + "；".join(f"作者{at}（CC BY-SA 4.0）" for at in range(many)),)
    profile = load_profile(name)
    found = fit(profile, LONG.model_copy(update={"rights": rights}))
    typed = 0 if profile.tags.hash == "none" else len(" ".join(found.tags)) + 1
    assert len(found.description) + typed <= (profile.description.max or 0)
    assert "作者0（CC BY-SA 4.0）" in found.description
    assert found.description.endswith("（CC BY-SA 4.0）" if many == 1 else "等，其余署名见片尾")
    assert any("署名" in line for line in found.cut) == (many > 1)


@pytest.mark.parametrize("name", profile_names())
def test_words_within_the_limits_stay_as_they_are(name: str):
    profile = load_profile(name)
    blurb = Blurb(title="一册看尽文人清梦", description="一棵老松。", tags=("文物", "博物馆"), names=NAMES)
    found = fit(profile, blurb)
    mark = {"single": ("#文物", "#博物馆"), "double": ("#文物#", "#博物馆#"), "none": ("文物", "博物馆")}
    assert (found.title, found.description) == ("一册看尽文人清梦", "一棵老松。")
    assert found.tags == mark[profile.tags.hash]
    assert (found.cut, found.problems) == ((), ())


@pytest.mark.parametrize("name", profile_names())
def test_a_title_that_was_cut_stands_whole_at_the_head_of_the_description(name: str):
    profile = load_profile(name)
    title = "三百年前的文人怎样度过悠长的一天" * 7
    found = fit(profile, Blurb(title=title, description="正文。", tags=("文物",), names=NAMES))
    assert found.description.startswith(title)
    assert found.description.endswith("正文。")


@pytest.mark.parametrize("title", ["瓶子（明）的故事", "瓶（明）", "三百年前文人（上），怎样度过这一天"])
def test_a_title_that_only_lost_marks_is_not_cut(title: str):
    found = fit(load_profile("channels"), Blurb(title=title, description="正文。", names=NAMES))
    assert (found.description, found.whole) == ("正文。", "")
    assert found.cut
    assert {line for line in found.cut if line not in found.of_title} == {"话题“华嵒《诗意册》”里的空格和标点已去掉"}


def test_what_is_told_of_the_title_is_known_apart():
    found = fit(load_profile("bilibili"), Blurb(title="一册看尽！" * 40, description="", tags=("标题 党！" * 30,)))
    others = {*found.cut, *found.problems} - set(found.of_title)
    assert found.of_title
    assert others
    assert all("话题" in line or "标签" in line for line in others)


def test_a_title_that_no_name_can_lengthen_is_a_problem():
    found = fit(load_profile("weibo"), Blurb(title="玉", description="", names=()))
    assert found.problems == ("标题“玉”不合 微博 的字数要求",)


def test_a_title_that_may_end_nowhere_is_a_problem_and_never_cut_within_a_name():
    name = "临渊县非物质文化遗产保护中心陈列馆"
    found = fit(load_profile("channels"), Blurb(title=f"{name}七十年", description="", kept=(name,)))
    assert found.problems == (f"标题“{name}七十年”有 20 个字，最多 16 个字，又没有可以断开的地方",)


def test_a_platform_takes_the_title_that_was_written_for_it():
    blurb = Blurb(title="一册看尽文人清梦的漫长春天下午", description="正文。", titles={"channels": "一册看尽文人清梦"})
    own, other = fit(load_profile("channels"), blurb), fit(load_profile("xiaohongshu"), blurb)
    assert (own.title, own.cut, own.whole) == ("一册看尽文人清梦", (), "")
    assert other.title == "一册看尽文人清梦的漫长春天下午"
    long = fit(
        load_profile("channels"),
        blurb.model_copy(update={"titles": {"channels": "一册看尽文人清梦，也看尽漫长的春天"}}),
    )
    assert (long.title, long.whole) == ("一册看尽文人清梦", "一册看尽文人清梦，也看尽漫长的春天")


def test_a_title_of_marks_alone_is_a_problem():
    found = fit(load_profile("channels"), Blurb(title="！！！", description="", names=()))
    assert found.problems


def test_a_platform_that_wants_a_tag_gets_the_names_where_the_recipe_has_none():
    found = fit(load_profile("bilibili"), Blurb(title="一册看尽文人清梦", description="", names=NAMES))
    assert found.tags == ("克利夫兰", "克利夫兰艺术博物馆", "华嵒诗意册")
    nameless = fit(load_profile("bilibili"), Blurb(title="一册看尽文人清梦", description=""))
    assert nameless.problems == ("至少要写 1 个标签",)


def test_topics_lose_marks_doubles_and_what_is_too_long():
    profile = PlatformProfile(id="x", name="某平台", tags=TagLimits(max=3, each_max=5))
    tags = ("#文物", "文 物", "青花瓷！", "一个长长的话题", "玉", "铜")
    found = fit(profile, Blurb(title="题", description="", tags=tags))
    assert found.tags == ("#文物", "#青花瓷", "#玉")
    assert found.cut == (
        "话题“文 物”里的空格和标点已去掉",
        "话题“青花瓷！”里的空格和标点已去掉",
        "话题“一个长长的话题”超过 5 个字，未用",
        "话题太多，去掉了：铜",
    )


@pytest.mark.parametrize(
    ("written", "taken"), [("0.16", "零点一六"), ("10.5", "十点五"), ("25.0", "二十五点零"), ("120.5", "一二零点五")]
)
def test_a_decimal_keeps_its_value_where_the_point_is_not_taken(written: str, taken: str):
    assert permitted(written, TextLimits(allowed_punct="《》", comma="space")) == taken
