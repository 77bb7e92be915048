"""A recipe's text -> Recipe, every fault with its line and a mend, all at once."""

import difflib
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.key_names import plain_key
from fanxing.model.recipe import LONGEST_SAY, SCHEMA_VERSION, Recipe
from fanxing.model.slip import Mended
from fanxing.model.slips import mended
from fanxing.model.textfile import decoded
from fanxing.model.words import say
from fanxing.model.yamltext import Key, Places, parse

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""A recipe of one schema version -> the same recipe of the next."""

MOST_FAULTS = 200
"""More faults of one text than these are counted, not listed."""

UPGRADES: Mapping[int, Upgrade] = {}
"""Version -> step to the next. Version 1 is the first; a version 2 adds its step here."""


def read_recipe(content: bytes, file: str) -> tuple[Recipe, Places]:
    """Read and validate a recipe.

    Args:
        content: The file's bytes.
        file: Its name as the person gave it, for messages.

    Raises:
        RecipeError: With every fault of the text.
    """
    text, faults = decoded(content, file)
    try:
        recipe, places = _read(text, file)
    except RecipeError as error:
        raise RecipeError(*faults, *_all_faults(text, file, error)) from None
    if faults:
        raise RecipeError(*faults)
    return recipe, places


def _all_faults(text: str, file: str, error: RecipeError) -> tuple[Fault, ...]:
    """The faults of a text; where slips of typing hide others, the slips and what is wrong beside them."""
    if any(one.rule == "recipe-character" for one in error.faults):
        return error.faults
    read = mended(text, file, every_key())
    further = _faults_of(read.text, file) if read.faults else ()
    told, now = {_mark(one) for one in error.faults}, {_mark(one) for one in further}
    if not read.faults or (told <= now and now - told):
        return error.faults  # nothing was mended by it: what looked like a slip is none
    last = min((_line(one) for one in further if _is_syntax((one,))), default=read.until)
    slips = [one for one in read.faults if _line(one) <= last]  # behind what could not be mended all is a guess
    rest = (_written(one, read) for one in further)
    return tuple(sorted((*slips, *(one for one in rest if one is not None)), key=_line)) or error.faults


def _faults_of(text: str, file: str) -> tuple[Fault, ...]:
    try:
        _read(text, file)
    except RecipeError as error:
        return error.faults
    return ()


def _mark(fault: Fault) -> tuple[str, int]:
    return fault.what, _line(fault)


def _is_syntax(faults: tuple[Fault, ...]) -> bool:
    return any(one.rule == "recipe-yaml" for one in faults)


def _written(fault: Fault, read: Mended) -> Fault | None:
    """A fault of the mended text at its place in the file; None where a slip is told of at that very place."""
    if not isinstance(fault.where, Location):
        return fault
    where = read.place(fault.where)
    is_told = fault.rule == "recipe-yaml" and (where.line, where.column) in read.spots()
    if is_told or _line(fault) > read.until:
        return None
    return fault.model_copy(update={"where": where})


def _line(fault: Fault) -> int:
    return fault.where.line or 0 if isinstance(fault.where, Location) else 0


def _read(text: str, file: str) -> tuple[Recipe, Places]:
    value, places = parse(text, file)
    if not isinstance(value, dict):
        raise RecipeError(
            Fault(
                rule="recipe-type",
                what=say("配方应由“键: 值”组成，这里却不是"),
                where=places.at(()),
                mend=say("第一行写 title: 片名，其余照着 recipes/demo/recipe.yaml 填"),
            )
        )
    value = _upgraded(value, places)
    try:
        return Recipe.model_validate(value), places
    except ValidationError as error:
        raise RecipeError(*_bounded(_faults(error, places), error.error_count(), places)) from None


def _upgraded(value: dict[str, Any], places: Places) -> dict[str, Any]:
    version = value.get("fanxing", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool):
        return value  # the schema says what is wrong with it
    if version > SCHEMA_VERSION:
        raise RecipeError(
            Fault(
                rule="recipe-version",
                what=say(
                    "这份配方是第 {theirs} 版格式，本程序只懂到第 {ours} 版",
                    theirs=version,
                    ours=SCHEMA_VERSION,
                ),
                where=places.at(("fanxing",), value=True),
                mend=say("升级 fanxing，或向给你配方的人要第 {ours} 版", ours=SCHEMA_VERSION),
            )
        )
    for step in range(max(version, 1), SCHEMA_VERSION):  # the schema refuses a version below 1
        if step in UPGRADES:
            value = UPGRADES[step](value)
    return value


def _bounded(faults: Iterator[Fault], count: int, places: Places) -> Iterator[Fault]:
    """At most so many faults that a person would read them; the rest in one sentence."""
    yield from itertools.islice(faults, MOST_FAULTS)
    if next(faults, None) is not None:
        yield Fault(
            rule="recipe-many",
            what=say("错误太多，只列出前 {most} 处，全部约 {count} 处", most=MOST_FAULTS, count=count),
            where=places.at(()),
            mend=say("先改好这些，再查一遍"),
        )


def _faults(error: ValidationError, places: Places) -> Iterator[Fault]:
    details = error.errors(include_url=False)
    ways = [tuple(detail["loc"]) for detail in details]
    shallow = {way[:length] for way in ways for length in range(len(way))}
    seen: set[tuple[object, ...]] = set()
    for detail, way in zip(details, ways, strict=True):
        if way in shallow:
            continue  # pydantic adds a fault of the list for each fault of an item: only the deepest counts
        fault = _fault(dict(detail), _in_file(way, places), places)
        spot = fault.where
        mark = (
            (spot.line, spot.column, fault.what if fault.rule == "recipe-missing" else "")
            if isinstance(spot, Location)
            else (fault.what,)
        )
        if mark not in seen:  # a union complains once for each of its members
            seen.add(mark)
            yield fault


def _in_file(way: tuple[Key, ...], places: Places) -> tuple[Key, ...]:
    """Drop the names of union members that pydantic adds to a way."""
    kept: list[Key] = []
    for at, part in enumerate(way):
        last = at == len(way) - 1
        if (*kept, part) in places.keys or (last and isinstance(part, str) and not part.startswith("literal[")):
            kept.append(part)
    return tuple(kept)


_SHAPE_KEYS = "shape shapes ratio ratios aspect aspect_ratio orientation resolution 画幅 比例 画面比例 竖屏 横屏 方向"
_OF_PLATFORMS = frozenset(_SHAPE_KEYS.split(" "))
"""Keys that people try for a film's shape, which the platforms decide."""


def _fault(detail: dict[str, Any], way: tuple[Key, ...], places: Places) -> Fault:
    kind = str(detail["type"])
    if kind == "value_error":
        kind = str(detail["ctx"]["error"])
    name = way[-1] if way else ""
    if kind == "extra_forbidden":
        if detail.get("input") is None and not re.fullmatch(r"[\w.-]+", str(name)) and known_keys(way[:-1]):
            what = say("括号里逗号后面的“{text}”被当成了键", text=_shown(name))
            mend = say("有半角逗号的文字，整段加半角引号；要写键和值就写成 键: 值")
            return Fault(rule="recipe-key", what=what, where=places.at(way), mend=mend)
        if plain_key(str(name)).casefold() in _OF_PLATFORMS:
            mend = say("竖屏、横屏由 platforms 决定：写要发的平台，如 platforms: [douyin, bilibili]，删去这一行")
            what = say("没有“{key}”这个键", key=name)
            return Fault(rule="recipe-key", what=what, where=places.at(way), mend=mend)
        near = difflib.get_close_matches(plain_key(str(name)), known_keys(way[:-1]), n=1, cutoff=0.5)
        mend = (
            say("是不是想写 {near}？", near=near[0])
            if near
            else say("这里可以写：{keys}", keys="、".join(known_keys(way[:-1])))
        )
        return Fault(rule="recipe-key", what=say("没有“{key}”这个键", key=name), where=places.at(way), mend=mend)
    if kind == "missing":
        where = _missing_at(way, places)
        return Fault(
            rule="recipe-missing",
            what=say("缺少“{key}”", key=name),
            where=where,
            mend=say("补上一行 {key}: …", key=name),
        )
    return _wrong_value(kind, detail, way, places)


def _missing_at(way: tuple[Key, ...], places: Places) -> Location:
    spot = places.at(way[:-1])
    return spot.model_copy(update={"key": places.at(way).key})


WORDS: dict[str, tuple[str, str]] = {
    "string_type": ("“{key}”应是文字", "写成一行文字；含冒号、井号时加引号"),
    "model_type": ("“{key}”下面应是“键: 值”", "另起一行，缩进两格，再写键和值"),
    "model_attributes_type": ("“{key}”下面应是“键: 值”", "另起一行，缩进两格，再写键和值"),
    "dict_type": ("“{key}”下面应是“键: 值”", "写成 {{字: 读音}} 这样的形式"),
    "list_type": ("“{key}”应是一列", "每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "tuple_type": ("“{key}”应是一列", "每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "bool_type": ("“{key}”只能是 true 或 false", "写 true（是）或 false（否）"),
    "bool_parsing": ("“{key}”只能是 true 或 false", "写 true（是）或 false（否）"),
    "number-wide": ("“{key}”的数字是全角的：{value}", "改成半角数字"),
    "focus-bare": ("“{key}”的四个数没有括起来：{value}", "写成 [{value}]"),
    "float_type": ("“{key}”应是数字", "写一个数字，如 1.5，不带单位"),
    "float_parsing": ("“{key}”应是数字", "写一个数字，如 1.5，不带单位"),
    "number": ("“{key}”应是数字", "写一个数字，如 1.5，不带单位"),
    "int_type": ("“{key}”应是整数", "写一个整数"),
    "int_parsing": ("“{key}”应是整数", "写一个整数"),
    "literal_error": ("“{key}”不能写“{value}”", "从这些里选：{choices}"),
    "greater_than_equal": ("“{key}”是 {value}，太小", "不小于 {ge}"),
    "greater_than": ("“{key}”是 {value}，太小", "要大于 {gt}"),
    "less_than_equal": ("“{key}”是 {value}，太大", "不大于 {le}"),
    "too_short": ("“{key}”里什么也没有", "至少写一项"),
    "string_pattern_mismatch": ("“{key}”的写法不对：{value}", "{form}"),
    "string_too_short": ("“{key}”是空的", "写上内容，或删去这一行"),
    "empty": ("“{key}”是空的", "写上内容"),
    "one-line": ("“{key}”只能是一行文字", "去掉换行"),
    "focus-four": ("“{key}”要有四个数：左、上、宽、高", "写成 [0.3, 0.2, 0.4, 0.5]，都是占画面的比例"),
    "focus-outside": ("“{key}”超出了画面", "左＋宽、上＋高都不能大于 1"),
    "focus-pixels": (
        "“focus”里的 {value} 像是像素，这里要写占画面的比例",
        "左和宽除以图片的宽，上和高除以图片的高，如图宽 3000 像素时 900 写 0.3；四个数都在 0 和 1 之间",
    ),
    "colon-wide": ("“{key}”里的冒号是全角的：{value}", "改成半角冒号，后面空一格，如 {{嵒: yán}}"),
    "colon-narrow": ("“{key}”下面的冒号后面少了空格：{value}", "冒号后面空一格，如 name: 林月"),
    "focus-small": ("“{key}”太小，看不清是哪里", "宽和高都不小于 0.01，也就是画面的百分之一"),
    "say-long": ("“{key}”太长：一段最多 {longest} 个字", "分到几件展品下讲，或删短"),
    "in-after-out": ("出点在入点之前", "to 要大于 from"),
}
"""Kind of pydantic's error, or our own code -> what, mend."""

_FORMS = {
    "credit_code": "统一社会信用代码是 18 位大写字母和数字，不用 I、O、S、V、Z；没有就留空，不要编造",
    "id": "只用汉字、字母、数字、_ . -，最多 64 个字",
    "schedule": "写成 2026-12-01 19:30",
    "template": "只用字母、数字、_ 和 -",
    "seal": '印章只刻一到四个汉字，如 临渊；不盖印就写 ""',
}


def _wrong_value(kind: str, detail: dict[str, Any], way: tuple[Key, ...], places: Places) -> Fault:
    if detail.get("input") is None and kind in {"string_type", "model_type", "list_type", "float_type"}:
        kind = "empty"
    kind = _slip(kind, detail.get("input"), way)
    what, mend = WORDS.get(kind, ("“{key}”的值不对：{value}", "对照 docs/recipe.zh-CN.md 里的说明改写"))
    context = detail.get("ctx", {})
    of_focus = ("focus",) if "focus" in way else ()  # a person writes four figures, and none of their names
    name = next((str(part) for part in (*of_focus, *reversed(way)) if isinstance(part, str)), say("配方"))
    fields = {
        "key": name,
        "value": _shown(detail.get("input")),
        "choices": str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、"),
        "longest": LONGEST_SAY,
        "form": _FORMS.get(name, say("对照 docs/recipe.zh-CN.md 里的说明改写")),
        **{bound: f"{context.get(bound, 0):g}" for bound in ("ge", "gt", "le") if bound in context},
    }
    return Fault(
        rule="recipe-value",
        what=say(what, **fields),
        where=places.at(way, value=True),
        mend=say(mend, **fields),
    )


def _slip(kind: str, value: object, way: tuple[Key, ...]) -> str:
    """The slip of the hand behind a wrong value: pixels for fractions, a colon that is too wide or too narrow."""
    if "focus" in way and kind in {"less_than_equal", "focus-outside"} and isinstance(value, int | float) and value > 1:
        return "focus-pixels"
    if kind == "empty" and way and "：" in str(way[-1]):
        return "colon-wide"
    return _typed(kind, value, way) if isinstance(value, str) else kind


def _typed(kind: str, text: str, way: tuple[Key, ...]) -> str:
    """The slip behind a text where something else is due."""
    if kind.startswith(("float", "int", "number")):
        return "number-wide" if re.search("[０-９．]", text) else kind
    if way and way[-1] == "focus":
        return "focus-bare" if len(re.findall(r"[\d.]+", text)) == 4 else "focus-four"
    if kind not in {"dict_type", "model_type", "model_attributes_type"}:
        return kind
    if re.search(r"^\S+：", text):
        return "colon-wide"
    return "colon-narrow" if re.match(r"[a-z_]+:\S", text) else kind


def _shown(value: object) -> str:
    text = str(getattr(value, "as_written", value))
    return text if len(text) <= 40 else f"{text[:39]}…"


def known_keys(way: tuple[Key, ...]) -> tuple[str, ...]:
    """Keys that the schema knows at a way, in its order."""
    kind: Any = Recipe
    for part in way:
        if isinstance(part, int):
            continue
        kind = _model_in(
            next(
                (info.annotation for name, info in kind.model_fields.items() if part in (name, info.alias)),
                None,
            )
        )
        if kind is None:
            return ()
    return tuple(info.alias or name for name, info in kind.model_fields.items() if name != "own")


@functools.cache
def every_key() -> frozenset[str]:
    """Every key that a recipe may have, wherever it stands."""
    names = set(Recipe.model_fields)
    for schema in Recipe.model_json_schema(by_alias=True)["$defs"].values():
        names |= set(schema.get("properties", {}))
    return frozenset(names - {"own", "x", "y", "width", "height"})


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None
