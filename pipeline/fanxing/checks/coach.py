"""A coach's rules of the storyboard, as data; each finding names the shot or the part, says why, and how to mend."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.footage import Moving, Still
from fanxing.model.recipe import Recipe
from fanxing.model.script import Part, Script
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.text import letters
from fanxing.model.words import say

_TRADE = "短视频行业经验，多处一致"
_SPEED = "听懂的上限约每分钟 240–250 字，央广 250–270，新闻联播约 300"

RULES: dict[str, Rule] = {
    "hook": Rule(
        about="前 3 秒说出或打出钩子", limit=3.0, unit="秒", source=f"{_TRADE}；X 广告页：前 3 秒关键", conf="C"
    ),
    "hook-long": Rule(about="钩子不超过", limit=22.0, unit="字", source="3 秒内读完，每秒 7 字", conf="D"),
    "no-greeting": Rule(about="不以“大家好”“今天我们”开头", source=_TRADE, conf="C"),
    "pace": Rule(about="语速不快于", limit=5.5, unit="字/秒", source=_SPEED, conf="C"),
    "pace-slow": Rule(about="语速不慢于", limit=3.0, unit="字/秒", source=_SPEED, conf="C"),
    "shot-fit": Rule(about="视频素材够镜头用", source="算术", conf="D"),
    "shot-long": Rule(
        about="一个镜头不超过", limit=8.0, unit="秒", source="一个镜头 2–5 秒，器物特写可到 8 秒", conf="C"
    ),
    "picture-small": Rule(
        about="图片短边至少（放大不超过 1.5 倍仍清楚）",
        limit=720.0,
        unit="像素",
        source="1080 像素画面 ÷ 1.5",
        conf="D",
    ),
    "beat": Rule(about="每过这么久要有新画面", limit=15.0, unit="秒", source=_TRADE, conf="C"),
    "total-long": Rule(
        about="整片不超过", limit=180.0, unit="秒", source="YouTube Shorts 180 秒；导览短片 60–180 秒", conf="A"
    ),
    "total-short": Rule(about="整片不短于", limit=8.0, unit="秒", source="器物短片 15–60 秒", conf="C"),
    "objects-many": Rule(
        about="每件展品至少有", limit=10.0, unit="秒", source="每 20 秒不超过一件，留一半余地", conf="D"
    ),
    "cover-title": Rule(
        about="封面标题不超过", limit=16.0, unit="字", source="视频号短标题 16 字；12 字以内最清楚", conf="B"
    ),
    "sentence-long": Rule(about="一句话不超过", limit=40.0, unit="字", source="一口气约 8 秒", conf="D"),
    "object-date": Rule(about="每件展品写明年代", source="IIIF requiredStatement；博物馆藏品命名三要素", conf="C"),
    "object-words": Rule(about="每件展品有写好的讲解", source="提纲只会照字段写成平句", conf="D"),
    "object-picture": Rule(about="每件展品有自己的图片或视频", source="器物要看得见", conf="D"),
    "topics": Rule(about="话题不超过 10 个字，不含空格和标点", limit=10.0, unit="字", source="各平台表单", conf="B"),
    "call-to-visit": Rule(about="片尾写明开放时间", source="繁星计划导览短片的通例", conf="D"),
}
"""What a coach looks for."""

_JUDGED_S = 3.0
"""Less speech has no pace."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

_GREETING = re.compile(
    r"^(?:大家好|各位(?:好|朋友|观众)|朋友们|哈喽|你好|您好|今天(?:我们|我|带)|欢迎(?:来到|大家)|我是)"
)


@dataclass(frozen=True)
class Lesson:
    """What a coach looks at."""

    recipe: Recipe
    """What was written."""
    judge: Judge
    """Rules with the recipe's settings."""
    where: Where
    """Place of a key."""


TIMED = frozenset({"total-long", "total-short", "objects-many", "pace", "pace-slow", "shot-long", "shot-fit", "beat"})
"""Rules of lengths: what they say of a plan is an estimate, and gives way to what they say of the film."""


def recipe_findings(lesson: Lesson) -> Iterator[Fault]:
    """Judge what a recipe alone tells."""
    recipe, judge, where = lesson.recipe, lesson.judge, lesson.where
    yield from _hook(lesson)
    if letters(recipe.title) > judge.limit("cover-title"):
        what = say("标题 {count:g} 个字，封面上看不清", count=letters(recipe.title))
        mend = say("缩到 {most:g} 个字以内，12 个字以内最好", most=judge.limit("cover-title"))
        yield from judge.find("cover-title", what, where=where("title"), mend=mend)
    for at, tag in enumerate(recipe.publish.tags):
        plain = tag.strip().strip("#")  # each platform gets its own marks: written along, they do no harm
        if len(plain) > judge.limit("topics") or re.search(r"[^\w]", plain):
            what = say("话题“{tag}”太长或带空格、标点，平台会截断", tag=plain)
            mend = say("拆成几个 {most:g} 个字以内的词", most=judge.limit("topics"))
            yield from judge.find("topics", what, where=where(f"publish.tags[{at}]"), mend=mend)
    if "episode" in recipe.cuts and not recipe.museum.hours:
        what = say("片尾没有开放时间，看完不知道怎么来")
        yield from judge.find("call-to-visit", what, where=where("museum"), mend=say("在 museum.hours 里写开放时间"))
    yield from _objects(lesson)


def _hook(lesson: Lesson) -> Iterator[Fault]:
    recipe, judge, where = lesson.recipe, lesson.judge, lesson.where
    if "episode" not in recipe.cuts:
        return
    opening = recipe.hook or recipe.exhibition.say or ""
    if not recipe.hook:
        mend = say("写一行 hook，问一个想知道答案的问题")
        yield from judge.find("hook", say("片子没有钩子，前 3 秒留不住人"), where=where("title"), mend=mend)
    elif letters(recipe.hook) > judge.limit("hook-long"):
        what = say("钩子 {count:g} 个字，3 秒读不完", count=letters(recipe.hook))
        mend = say("缩到 {most:g} 个字以内", most=judge.limit("hook-long"))
        yield from judge.find("hook-long", what, where=where("hook"), mend=mend)
    if greeting := _GREETING.match(opening.strip()):
        what = say("第一句以“{words}”开头，观众还没看到东西就划走了", words=greeting.group())
        key = "hook" if recipe.hook else "exhibition.say"
        yield from judge.find("no-greeting", what, where=where(key), mend=say("从问题或器物说起，问候放到后面"))


def _objects(lesson: Lesson) -> Iterator[Fault]:
    judge, where = lesson.judge, lesson.where
    for at, one in enumerate(lesson.recipe.objects):
        place = where(f"objects[{at}]")
        if not one.date:
            what = say("“{name}”没有年代，名条上只有名字", name=one.name)
            yield from judge.find("object-date", what, where=place, mend=say("写一行 date，不清楚就写“年代不详”"))
        if not one.say and not one.recording:
            what = say("“{name}”没有写讲解，只会按字段念成平句", name=one.name)
            yield from judge.find("object-words", what, where=place, mend=say("写一段 say，先说看得见的，再说看不见的"))
        if not one.media:
            what = say("“{name}”没有图片，讲它的时候看不见它", name=one.name)
            yield from judge.find("object-picture", what, where=place, mend=say("在 media 里加一张图片"))


def script_findings(script: Script, lesson: Lesson, planned: float | None = None) -> Iterator[Fault]:
    """Judge the outline of a cut: its length, its sentences, its pace where a person reads.

    Args:
        script: The outline.
        lesson: The recipe and its rules.
        planned: Seconds of its storyboard, where that is known; the words alone last less than their pictures.
    """
    seconds = script.seconds if planned is None else planned
    told = say(
        "约 {seconds:.0f} 秒（按讲解词预计）" if planned is None else "约 {seconds:.0f} 秒（预计）", seconds=seconds
    )
    yield from _lengths(script, seconds, told, lesson.judge, lesson.where("objects"))
    yield from _pace(script, lesson)
    for part in script.parts:
        yield from _sentences(part, lesson)


def _lengths(script: Script, seconds: float, told: str, judge: Judge, place: Location | None = None) -> Iterator[Fault]:
    """Judge how long a film is; ``told`` is its length in words."""
    if seconds > judge.limit("total-long"):
        most = judge.limit("total-long")
        what = say("“{title}”{told}，超过 {most:g} 秒", title=script.title, told=told, most=most)
        yield from judge.find("total-long", what, where=place, mend=say("减少展品，或把每段缩短"))
    if 0 < seconds < judge.limit("total-short"):
        what = say("“{title}”只有{told}", title=script.title, told=told)
        yield from judge.find("total-short", what, where=place, mend=say("再讲一个看得见的细节"))
    objects = sum(part.kind == "object" for part in script.parts)
    if objects > 1 and seconds / objects < judge.limit("objects-many"):
        what = say("{count} 件展品只有{told}，每件一闪而过", count=objects, told=told)
        yield from judge.find("objects-many", what, where=place, mend=say("少讲几件，或每件多讲一句"))


def _pace(script: Script, lesson: Lesson) -> Iterator[Fault]:
    spoken = [part for part in script.parts if part.lines and not part.recording]
    seconds = sum(part.seconds for part in spoken)
    if seconds < _JUDGED_S:
        return
    judge, speed = lesson.judge, letters("".join(part.words for part in spoken)) / seconds
    place = lesson.where("voice.rate")
    if speed > judge.limit("pace"):
        what = say("旁白预计每秒 {speed:.1f} 字，听不过来", speed=speed)
        yield from judge.find("pace", what, where=place, mend=say("把 voice.rate 调到 1.0 左右，4.2 字/秒最好懂"))
    if speed < judge.limit("pace-slow"):
        what = say("旁白预计每秒只有 {speed:.1f} 字，拖沓", speed=speed)
        yield from judge.find("pace-slow", what, where=place, mend=say("把 voice.rate 调到 1.0 左右"))


def _sentences(part: Part, lesson: Lesson) -> Iterator[Fault]:
    judge = lesson.judge
    for line in part.lines:
        count = letters(line.text)
        if part.written and count > judge.limit("sentence-long"):
            what = say("“{text}…”一句 {count:g} 个字，一口气说不完", text=line.text[:10], count=count)
            yield from judge.find("sentence-long", what, where=lesson.where(_key(part, lesson)), mend=say("拆成两句"))


def _key(part: Part, lesson: Lesson) -> str:
    if part.kind != "object":
        return "hook" if part.kind == "opening" else f"{part.kind}.say"
    ids = [one.id for one in lesson.recipe.objects]
    name = part.id.removeprefix("object/")
    return f"objects[{ids.index(name)}].say" if name in ids else "objects"


def film_findings(board: Storyboard, script: Script, judge: Judge, *, recorded: bool) -> Iterator[Fault]:
    """Judge a finished film by its own times: what was planned too long may have come out well, and the other way.

    Args:
        board: Its shots, with the film's lengths and words.
        script: Its parts, with the film's lengths.
        judge: Rules with the recipe's settings.
        recorded: A person speaks in it.
    """
    told = " " + say("{seconds:.1f} 秒", seconds=board.seconds)  # a figure stands apart from the words before it
    yield from _lengths(script, board.seconds, told, judge)
    yield from _pace_heard(board, script, judge, recorded=recorded)
    yield from storyboard_findings(board, judge, filmed=True)


def _pace_heard(board: Storyboard, script: Script, judge: Judge, *, recorded: bool) -> Iterator[Fault]:
    seconds = sum(part.seconds for part in script.parts if part.lines)
    said = letters("".join(shot.words for shot in board.shots))
    if seconds < _JUDGED_S or not said:
        return
    speed = said / seconds
    if speed > judge.limit("pace"):
        what = say("成片里旁白每秒 {speed:.1f} 字，听不过来", speed=speed)
        slower = say("重录时讲慢一点，每秒 4 个字左右最好懂")
        mend = slower if recorded else say("把 voice.rate 调到 1.0 左右")
        yield from judge.find("pace", what, mend=mend)
    if recorded and speed < judge.limit("pace-slow"):  # a machine keeps its rate: there it is the pictures that wait
        what = say("成片里旁白每秒只有 {speed:.1f} 字，拖沓", speed=speed)
        mend = say("在 voice 里写 tighten: true 收短停顿，或重录时讲紧凑一点")
        yield from judge.find("pace-slow", what, mend=mend)


def storyboard_findings(board: Storyboard, judge: Judge, *, filmed: bool = False) -> Iterator[Fault]:
    """Judge the shots of a cut; ``filmed``: their lengths are the film's, and told as such."""
    for shot in board.shots:
        yield from _shot(shot, judge, board.called(shot.uid), filmed=filmed)
    yield from _beats(board, judge, filmed=filmed)


def _shot(shot: Shot, judge: Judge, place: str, *, filmed: bool) -> Iterator[Fault]:
    if shot.seconds > judge.limit("shot-long") and shot.view != "card":
        about = say("{seconds:.1f} 秒", seconds=shot.seconds)
        told = say("成片里 {about}", about=about) if filmed else say("预计 {about}", about=about)
        what = say("这个镜头{told}，超过 {most:g} 秒", told=told, most=judge.limit("shot-long"))
        yield from judge.find("shot-long", what, where=place, mend=say("给这一段多放一张图，或写 focus 切一个细部"))
    source = shot.item.source if shot.item is not None else None
    if isinstance(source, Moving) and source.frames / 30 < shot.seconds - 0.3:
        need = say("{seconds:.1f} 秒", seconds=shot.seconds)
        told = need if filmed else say("预计 {about}", about=need)
        what = say("片段只有 {have:.1f} 秒，镜头要{need}，最后会停住", have=source.frames / 30, need=told)
        yield from judge.find("shot-fit", what, where=place, mend=say("换一段更长的素材，或再加一张图"))
    least = judge.limit("picture-small")
    if isinstance(source, Still) and shot.view == "whole" and source.size.short_side < least:
        size = source.size
        what = say(
            "图片 {path} 只有 {width}×{height} 像素，铺开会模糊", path=_name(shot), width=size.width, height=size.height
        )
        mend = say("换一张短边至少 {least:g} 像素的图，要放大细部最好 2000 像素以上", least=least)
        yield from judge.find("picture-small", what, where=place, mend=mend)


def _name(shot: Shot) -> str:
    return PurePath(shot.item.path).name if shot.item is not None else ""


def _beats(board: Storyboard, judge: Judge, *, filmed: bool) -> Iterator[Fault]:
    """Find where the same picture stays in sight too long."""
    run, seconds, first = "", 0.0, ""
    for shot in board.shots:
        name = shot.item.key if shot.item is not None else shot.uid
        if name != run:
            run, seconds, first = name, 0.0, shot.uid
        before, seconds = seconds, seconds + shot.seconds
        if before <= judge.limit("beat") < seconds:
            told = say("{seconds:.0f} 秒", seconds=seconds)
            about = told if filmed else say("预计 {about}", about=told)
            what = say("同一张画面连看{told}，中间没有新东西", told=about)
            mend = say("再放一张图，或换个角度")
            yield from judge.find("beat", what, where=board.called(first), mend=mend)
