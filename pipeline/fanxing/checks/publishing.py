"""What each platform would make of a recipe, before any work: words, length, time, own fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from fanxing.checks.fit import fit
from fanxing.checks.limits import schedule_problems
from fanxing.checks.rules import Judge, Rule, advice_if
from fanxing.checks.titles import permitted
from fanxing.model.blurb import Fitted, blurb
from fanxing.model.errors import Fault, Location
from fanxing.model.platform import PlatformProfile
from fanxing.model.recipe import Publish, Recipe
from fanxing.model.script import Script
from fanxing.model.slip import quoted
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
    for script in scripts:
        yield from _titles(recipe, script, profiles, judge, where)
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
    """What a platform does not take of topics and description; titles are judged together."""
    fitted = fit(profile, blurb(_story(recipe, script), recipe.publish, ()))
    for problem in fitted.problems:
        if problem not in fitted.of_title:
            what = say("{platform}：{problem}", platform=profile.name, problem=problem)
            mend = say("在 publish.tags 里写几个话题")
            yield from judge.find("platform-refuses", what, where=where("publish.tags"), mend=mend)
    for line in fitted.cut if script.cut == "episode" else ():
        if line in fitted.of_title or not (recipe.publish.description or recipe.publish.tags):
            continue  # told with the titles, or words that we wrote ourselves
        what = say("{platform}：{line}", platform=profile.name, line=line)
        mend = say("自己改好，就不用程序来改")
        yield from judge.find("platform-cut", what, where=where("publish"), mend=mend)


def _titles(
    recipe: Recipe, script: Script, profiles: Sequence[PlatformProfile], judge: Judge, where: Where
) -> Iterator[Fault]:
    """Titles that a platform refuses or that are cut for it; one mend for all, as they stand in one place."""
    story = _story(recipe, script)
    found = [(profile, fit(profile, blurb(story, recipe.publish, ()))) for profile in profiles]
    short = {
        one.id: say("{length} 个字的标题", length=_length_of(one)) if fitted.is_torn else fitted.title
        for one, fitted in found
        if fitted.whole and not fitted.problems
    }
    is_torn = any(fitted.is_torn for profile, fitted in found if profile.id in short)
    for profile, fitted in found:
        place = where(_title_key(recipe, script, profile))
        for problem in (one for one in fitted.problems if one in fitted.of_title):
            what = say("{platform}：{problem}", platform=profile.name, problem=problem)
            mend = title_lines(recipe, {profile.id: say("{length} 个字的标题", length=_length_of(profile))})
            yield from judge.find("platform-refuses", what, where=place, mend=say("改 title，或者{lines}", lines=mend))
        if profile.id not in short or (story.kind == "object" and _has_name(story, profile, fitted)):
            continue
        what = say(
            "{platform}：标题 {have} 个字，最多 {most} 个字，发布时会写成“{new}”（{now} 个字），原标题整句放在简介开头",
            platform=profile.name,
            have=len(fitted.whole),
            most=profile.title.max,
            new=fitted.title,
            now=len(fitted.title),
        )
        mend = say("写自己的短标题：{lines}", lines=title_lines(recipe, short))
        if is_torn:
            mend = say("没有合适的断处，请自己写一个短标题：{lines}", lines=title_lines(recipe, short))
        if story.kind == "object":
            mend = say("把展品的 name 写短；全名可以写进讲解词")
        yield from judge.find("platform-cut", what, where=place, mend=mend)


def _has_name(story: Story, profile: PlatformProfile, fitted: Fitted) -> bool:
    """Whether a clip's title still has its object's whole name: what follows it is ours to cut."""
    return permitted(story.objects[0].name, profile.title) in fitted.title


def _length_of(profile: PlatformProfile) -> str:
    limits = profile.title
    return f"{limits.min}–{limits.max}" if limits.min else f"{limits.max}"


def title_lines(recipe: Recipe, titles: Mapping[str, str]) -> str:
    """Say what to add to a recipe so that platforms get titles of their own; it can be pasted as it stands.

    Args:
        recipe: As it is written.
        titles: A platform's id -> a title as an example.
    """
    written = {name: say("{name} 里 title: {title}", name=name, title=quoted(title)) for name, title in titles.items()}
    own = "、".join(line for name, line in written.items() if name in recipe.publish.own)
    parts = [f"{name}: {{title: {quoted(title)}}}" for name, title in titles.items() if name not in recipe.publish.own]
    if recipe.publish == Publish():
        return say("在配方末尾加一行 publish: {{{parts}}}", parts=", ".join(parts))
    if not own:
        return _added(parts)
    own = say("在 publish 的 {own}", own=own)
    return say("{own}；再{parts}", own=own, parts=_added(parts)) if parts else own


def _added(parts: Sequence[str]) -> str:
    """Say what to add below a ``publish`` that there is: two entries never on one line, which a block does not take."""
    if len(parts) == 1:
        return say("在 publish 里加上 {part}", part=parts[0])
    return say("在 publish 里加上 {count} 行（各占一行）：{parts}", count=len(parts), parts="；".join(parts))


def _title_key(recipe: Recipe, script: Script, profile: PlatformProfile) -> str:
    """Where the title stands that a platform is given."""
    if script.cut != "episode":
        ids = [f"object-{one.id}" for one in recipe.objects]
        return f"objects[{ids.index(script.cut)}].name" if script.cut in ids else "objects"
    if profile.id in recipe.publish.titles:
        return f"publish.{profile.id}.title"
    return "publish.title" if recipe.publish.title else "title"


def _length(script: Script, profile: PlatformProfile, judge: Judge, where: Where) -> Iterator[Fault]:
    most = profile.video.max_s
    if most is not None and script.seconds > most:
        what = say(
            "{platform}：“{title}”预计约 {seconds:.0f} 秒，最长 {most:.0f} 秒",
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
