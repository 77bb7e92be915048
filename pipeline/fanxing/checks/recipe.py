"""What the schema cannot say of a recipe: names that must be known, ids that must differ, dates that must exist."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fanxing.checks.calendar import calendar_faults
from fanxing.model.credit_code import check_character
from fanxing.model.errors import Fault, Location
from fanxing.model.named import named_files
from fanxing.model.recipe import Recipe
from fanxing.model.text import folded
from fanxing.model.words import say

Where = Callable[[str], Location]
"""Place of a key in the file."""


@dataclass(frozen=True)
class Known:
    """Names that exist on this machine."""

    platforms: Collection[str]
    """Platform profiles."""
    speakers: Collection[str]
    """Voices."""
    templates: Collection[str]
    """Looks."""


def recipe_faults(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    """Every fault of a recipe that is valid by its schema."""
    for rule in RULES:
        yield from rule(recipe, known, where)


def _ids_differ(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    del known
    counts = Counter(folded(one.id) for one in recipe.objects)
    seen: set[str] = set()
    for at, one in enumerate(recipe.objects):
        name = folded(one.id)
        if counts[name] > 1 and name in seen:
            yield Fault(
                rule="object-id-double",
                what=say("展品编号“{id}”用了两次，两个短片会写进同一个文件夹", id=one.id),
                where=where(f"objects[{at}].id"),
                mend=say("给每件展品写不同的 id（大小写不同、末尾多一个点也算相同）"),
            )
        if set(one.id) <= {"."}:
            yield Fault(
                rule="object-id",
                what=say("展品编号“{id}”不能用作文件夹名", id=one.id),
                where=where(f"objects[{at}].id"),
                mend=say("加上字母或数字"),
            )
        seen.add(name)


_COMMAS = re.compile("[，、；,]")
"""Commas that stand within an item: YAML separates by a narrow one between brackets alone."""


def _parted(names: Sequence[str]) -> str:
    """The names of a list, as they are to be written: each for itself."""
    parts = (part.strip() for name in names for part in _COMMAS.split(name))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _joined(kind: str, name: str, right: str, where: Location) -> Fault:
    """Several items of a list that a comma has made one."""
    what = say("“{name}”里的逗号不是半角逗号，几个{kind}连成了一个", name=name, kind=kind)
    return Fault(rule="list-comma", what=what, where=where, mend=say("逗号改成半角，后面空一格：{right}", right=right))


def _tags_apart(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    del known
    tags = recipe.publish.tags
    for at, tag in enumerate(tags):
        if "，" in tag or "、" in tag:
            right = f"tags: [{_parted(tags)}]"
            yield _joined(say("话题"), tag, right, where(f"publish.tags[{at}]"))


def _platforms_known(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    for at, name in enumerate(recipe.platforms):
        key = f"platforms[{at}]"
        if _COMMAS.search(name):
            right = f"platforms: [{_parted(recipe.platforms)}]"
            yield _joined(say("平台"), name, right, where(key))
        elif name not in known.platforms:
            yield _unknown("platform-unknown", say("平台"), name, known.platforms, where(key))
        elif name in recipe.platforms[:at]:
            yield Fault(
                rule="platform-double",
                what=say("平台“{name}”写了两次", name=name),
                where=where(key),
                mend=say("只留一个"),
            )


def _own_fields_known(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    for name, fields in recipe.publish.own.items():
        if name not in known.platforms:
            yield _unknown("platform-unknown", say("平台"), name, known.platforms, where(f"publish.{name}"))
        elif fields.get("title") is not None and name not in recipe.publish.titles:
            yield Fault(
                rule="recipe-value",
                what=say("“title”应是文字"),
                where=where(f"publish.{name}.title"),
                mend=say("写成一行文字；含冒号、井号时加引号"),
            )


def _cuts_differ(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    del known
    for at, cut in enumerate(recipe.cuts):
        if cut in recipe.cuts[:at]:
            yield Fault(
                rule="cut-double",
                what=say("cuts 里“{cut}”写了两次，会写进同一个文件夹", cut=cut),
                where=where(f"cuts[{at}]"),
                mend=say("只留一个"),
            )


def _speaker_known(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    if recipe.voice.speaker.partition(":")[0] not in known.speakers:
        yield _unknown("speaker-unknown", say("配音"), recipe.voice.speaker, known.speakers, where("voice.speaker"))


def _template_known(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    if recipe.look.template not in known.templates:
        yield _unknown("template-unknown", say("模板"), recipe.look.template, known.templates, where("look.template"))


def _schedule_exists(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    del known
    if recipe.publish.schedule is None:
        return
    try:
        datetime.strptime(recipe.publish.schedule, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - Asia/Shanghai by definition
    except ValueError:
        yield Fault(
            rule="schedule-date",
            what=say("没有“{when}”这个时间", when=recipe.publish.schedule),
            where=where("publish.schedule"),
            mend=say("写成 2026-12-01 19:30（北京时间）"),
        )


def _days_exist(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    del known
    yield from calendar_faults(recipe, where)


def _credit_code_fits(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    """A credit code whose last character does not fit the others: it would name another producer in the AI label."""
    del known
    code = recipe.museum.credit_code
    if code and check_character(code) != code[17]:
        yield Fault(
            rule="credit-code",
            what=say("统一社会信用代码 {code} 的校验不对，有字打错了", code=code),
            where=where("museum.credit_code"),
            mend=say("对照法人证书逐字检查：代码里没有 I、O、S、V、Z，多半是 1、0、5、U、2；没有证书就留空，不要编造"),
        )


_SEVERAL = re.compile(r"\.\w{3,4}\s*[，、；;,]\s*[^，、；;,]+\.\w{3,4}$")
_QUOTED = re.compile(r"^[“‘「『](.*)[”’」』]$")


def _one_file_each(recipe: Recipe, known: Known, where: Where) -> Iterator[Fault]:
    """Several files in one name, as a full-width comma leaves them, and names in Chinese quotation marks."""
    del known
    for one in named_files(recipe):
        if _SEVERAL.search(one.path):
            what, mend = (
                say("“{path}”是几个文件写在了一起", path=one.path),
                say("用半角逗号隔开，后面空一格；或每行一个"),
            )
        elif found := _QUOTED.match(one.path):
            what, mend = say("文件名两边有中文引号：{path}", path=one.path), say("写成：{name}", name=found[1])
        else:
            continue
        yield Fault(rule="file-name", what=what, where=where(one.key), mend=mend)


def _unknown(rule: str, kind: str, name: str, known: Collection[str], where: Location) -> Fault:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    choices = "、".join(sorted(known))
    mend = (
        say("是不是想写 {near}？可用的有：{choices}", near=near[0], choices=choices)
        if near
        else say("可用的有：{choices}", choices=choices)
    )
    return Fault(rule=rule, what=say("没有名为“{name}”的{kind}", name=name, kind=kind), where=where, mend=mend)


RULES: tuple[Callable[[Recipe, Known, Where], Iterator[Fault]], ...] = (
    _ids_differ,
    _platforms_known,
    _tags_apart,
    _own_fields_known,
    _cuts_differ,
    _speaker_known,
    _template_known,
    _schedule_exists,
    _days_exist,
    _credit_code_fits,
    _one_file_each,
)
"""To add a rule, write a function and add a line."""
