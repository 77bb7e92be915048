"""What each platform would make of a recipe, before any work: words, length, time, own fields."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from fanxing.checks.fit import fit
from fanxing.checks.limits import schedule_problems
from fanxing.checks.rules import Judge, Rule, advice_if
from fanxing.model.blurb import blurb
from fanxing.model.errors import Fault, Location
from fanxing.model.platform import PlatformProfile
from fanxing.model.recipe import Recipe
from fanxing.model.script import Script
from fanxing.model.story import Story
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "platform-cut": Rule(about="标题和简介合乎平台的字数", source="assets/platforms", conf="B"),
    "platform-refuses": Rule(about="平台收得下标题和标签", level="fault", source="assets/platforms", conf="B"),
    "platform-length": Rule(about="预计时长在平台限制以内", level="fault", source="assets/platforms", conf="B"),
    "platform-field": Rule(about="平台必填的字段写在 publish 里", source="assets/platforms", conf="B"),
    "platform-schedule": Rule(about="定时在平台允许的范围以内", level="fault", source="assets/platforms", conf="C"),
}
"""What is looked for in publishing."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def publishing_findings(
    recipe: Recipe, scripts: Sequence[Script], profiles: Sequence[PlatformProfile], judge: Judge, where: Where
) -> Iterator[Fault]:
    """Judge what would be handed over to each platform."""
    for profile in profiles:
        for script in scripts:
            yield from _words(recipe, script, profile, judge, where)
            yield from _length(script, profile, judge, where)
        for name in profile.requires:
            if name not in recipe.publish.own.get(profile.id, {}):
                what = say("{platform} 要填 {name}，配方里没有", platform=profile.name, name=name)
                mend = say("在 publish.{id} 里写 {name}，或发布时在表单里自己选", id=profile.id, name=name)
                if example := profile.examples.get(name):
                    mend = say("{mend}；如 {example}", mend=mend, example=example)
                yield from judge.find("platform-field", what, where=where("publish"), mend=mend)


def schedule_findings(
    recipe: Recipe, profiles: Sequence[PlatformProfile], judge: Judge, where: Where, now: datetime | None
) -> Iterator[Fault]:
    """Judge the time of publishing; ``now`` None: only what holds at any time."""
    when = recipe.publish.schedule
    for profile in profiles if when else ():
        for problem in schedule_problems(profile, when or "", now):
            what = say("{platform}：{problem}", platform=profile.name, problem=problem)
            mend = say("改 publish.schedule，或留空后手动发布")
            yield from judge.find("platform-schedule", what, where=where("publish.schedule"), mend=mend)


def _words(recipe: Recipe, script: Script, profile: PlatformProfile, judge: Judge, where: Where) -> Iterator[Fault]:
    fitted = fit(profile, blurb(_story(recipe, script), recipe.publish, ()))
    for problem in fitted.problems:
        what = say("{platform}：{problem}", platform=profile.name, problem=problem)
        yield from judge.find(
            "platform-refuses", what, where=where("title"), mend=say("改 title，或写一个 publish.title")
        )
    for line in fitted.cut if script.cut == "episode" else ():  # an object's title is ours to cut
        if line.startswith((say("简介"), say("话题"))) and not (recipe.publish.description or recipe.publish.tags):
            continue  # so is what we wrote ourselves
        if line.startswith(say("标题里")):
            continue  # marks alone: the sense is the same
        key = "title" if line.startswith(say("标题")) else "publish"
        what = say("{platform}：{line}", platform=profile.name, line=line)
        mend = say("自己改好，就不用程序来改")
        yield from judge.find("platform-cut", what, where=where(key), mend=mend)


def _length(script: Script, profile: PlatformProfile, judge: Judge, where: Where) -> Iterator[Fault]:
    most = profile.video.max_s
    if most is not None and script.seconds > most:
        what = say(
            "{platform}：“{title}”约 {seconds:.0f} 秒，最长 {most:.0f} 秒",
            platform=profile.name,
            title=script.title,
            seconds=script.seconds,
            most=most,
        )
        level = advice_if(script.seconds <= most * 1.15)  # an estimate, after all
        yield from judge.find(
            "platform-length", what, where=where("objects"), mend=say("缩短，或去掉这个平台"), level=level
        )


def _story(recipe: Recipe, script: Script) -> Story:
    """What a cut tells, for its words; objects by the parts of its script."""
    is_episode = script.cut == "episode"
    ids = {part.id.removeprefix("object/") for part in script.parts if part.kind == "object"}
    return Story(
        cut=script.cut,
        kind="episode" if is_episode else "object",
        title=script.title,
        hook=recipe.hook if is_episode else None,
        museum=recipe.museum,
        exhibition=recipe.exhibition,
        guide=recipe.guide,
        objects=tuple(one for one in recipe.objects if one.id in ids),
        closing=recipe.closing,
    )
