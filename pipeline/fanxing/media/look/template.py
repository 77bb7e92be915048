"""A template: a folder with ``look.yaml`` and one SVG for each part. Read once, safely, and known by its hash."""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pydantic import ValidationError

from fanxing.media.assets import assets
from fanxing.media.look.markup import FX
from fanxing.media.look.safety import unsafe
from fanxing.media.look.sheet import ShapeName, Sheet
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.reasons import reason
from fanxing.model.words import say
from fanxing.model.yamltext import load

PARTS: tuple[str, ...] = (
    "title",
    "hook",
    "part",
    "end",
    "lower-third",
    "guide",
    "call-out",
    "ai-label",
    "draft",
    "subtitle",
    "mount",
    "cover",
)
"""What every template draws. ``title-long`` and the like may stand beside them: for words that do not fit."""

SHEET = "look.yaml"
"""Name of the YAML in a template's folder."""

_MOST_BYTES = 2_000_000
_MOST_NESTED = 64
"""Elements within elements; the deepest of ours has 6."""


@dataclass(frozen=True)
class Template:
    """A template, read."""

    name: str
    """Name of its folder."""
    folder: Path
    """Where it lies."""
    sheet: Sheet
    """Its YAML."""
    drawings: Mapping[str, Element]
    """Stem of an SVG file -> its root."""
    version: str
    """Sha256 of all its files, 16 hexadecimal digits."""

    @property
    def has_seal(self) -> bool:
        """Whether any of its drawings has a place for a seal's words."""
        roots = self.drawings.values()
        return any(one.get(f"{{{FX}}}say") == "seal" for root in roots for one in root.iter())

    def drawing(self, part: str, shape: ShapeName) -> Element | None:
        """The SVG of a part: ``part.16x9.svg`` where there is one, else ``part.svg``."""
        own = self.drawings.get(f"{part}.{shape}")
        return own if own is not None else self.drawings.get(part)


def template_folder() -> Path:
    """The folder of the templates that ship with fanxing."""
    return assets() / "templates"


def template_names(search: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Names of all templates in ``search`` and of those shipped, sorted."""
    places = (*search, template_folder())
    return tuple(sorted({found.parent.name for place in places for found in place.glob(f"*/{SHEET}")}))


def load_template(name: str, search: tuple[Path, ...] = (), seal: str | None = None) -> Template:
    """Read a template.

    Args:
        name: Name of its folder.
        search: Folders that hold templates, asked before those shipped: a recipe's own ``templates``. What lies there
            may come from a stranger: links are followed only within the folder around it, the recipe's own.
        seal: What its seal says; empty: it has none; None: as the template has it.

    Raises:
        RecipeError: There is none of that name, or its files do not hold; all faults at once.
    """
    for place in search:
        if (place / name / SHEET).is_file():
            return _sealed(_read(name, place / name, place.parent.resolve()), seal)
    if (template_folder() / name / SHEET).is_file():
        return _sealed(_read(name, template_folder() / name, None), seal)
    raise RecipeError(
        Fault(
            rule="look-unknown",
            what=say("没有叫 {name} 的模板", name=name),
            where=Location(file="", key="look.template"),
            mend=say("可用的模板：{names}", names="、".join(template_names(search))),
        )
    )


def _sealed(template: Template, seal: str | None) -> Template:
    """The template with other words in its seal, and with a version of its own."""
    if seal is None or seal == template.sheet.seal:
        return template
    version = hashlib.sha256(f"{template.version}\0{seal}".encode()).hexdigest()[:16]
    return replace(template, sheet=template.sheet.model_copy(update={"seal": seal}), version=version)


def _read(name: str, folder: Path, root: Path | None) -> Template:
    """Read a template whose files must lie below ``root``; None: it is ours, wherever an installer put its files."""
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix in {".svg", ".yaml"} and one.is_file())
        contents = {one.name: _content(one, root) for one in files}
    except OSError as error:
        raise _unfit(
            folder, "look-unreadable", say("模板读不出来：{why}", why=reason(error)), say("检查文件的权限")
        ) from None
    digest = hashlib.sha256()
    for file, content in contents.items():
        digest.update(f"{file}\0{len(content)}\0".encode() + content)
    faults: list[Fault] = []
    drawings = {}
    for file, content in contents.items():
        if file.endswith(".svg"):
            found = _svg(folder / file, content)
            if isinstance(found, Fault):
                faults.append(found)
                continue
            faults += unsafe(found, str(folder / file))
            drawings[file.removesuffix(".svg")] = found
    sheet = _sheet(folder / SHEET, contents[SHEET], ours=root is None)
    if faults or not isinstance(sheet, Sheet):
        raise RecipeError(*faults, *([] if isinstance(sheet, Sheet) else sheet))
    return Template(name, folder, sheet, drawings, digest.hexdigest()[:16])


def _content(file: Path, root: Path | None) -> bytes:
    real = file.resolve()
    if root is not None and not real.is_relative_to(root):
        what = say("模板文件是一个链接，指向配方的文件夹之外")
        raise _unfit(file, "look-outside", what, say("删去链接，把文件本身放进模板的文件夹"))
    with real.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        what = say("模板文件超过 {limit} MB", limit=_MOST_BYTES // 1_000_000)
        raise _unfit(file, "look-size", what, say("简化图形，去掉嵌入的位图"))
    return content


def _unfit(file: Path, rule: str, what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule=rule, what=what, where=Location(file=str(file)), mend=mend))


def _svg(file: Path, content: bytes) -> Element | Fault:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        return Fault(
            rule="look-svg",
            what=say("SVG 读不出来：{why}", why=error),
            where=Location(file=str(file)),
            mend=say("另存为普通 SVG，不带 DOCTYPE 和实体"),
        )
    if _nested(root) > _MOST_NESTED:
        return Fault(
            rule="look-svg",
            what=say("SVG 的元素套了 {most} 层以上", most=_MOST_NESTED),
            where=Location(file=str(file)),
            mend=say("在绘图软件里取消编组，再另存"),
        )
    return root


def _nested(root: Element) -> int:
    """How deep elements lie within elements, as far as it matters."""
    level, depth = [root], 0
    while level and depth <= _MOST_NESTED:
        level, depth = [child for one in level for child in one], depth + 1
    return depth


@functools.lru_cache(maxsize=16)
def _sheet(file: Path, content: bytes, *, ours: bool) -> Sheet | list[Fault]:
    """Read the sheet; what is wrong is told with its line and key, never with what the file holds."""
    try:
        value, places = load(content, str(file), ours=ours)
        return Sheet.model_validate(value)
    except RecipeError as error:
        what = say("模板的 YAML 读不出来")
        return [Fault(rule="look-yaml", what=what, where=one.where, mend=one.mend) for one in error.faults]
    except ValidationError as error:
        return [
            Fault(
                rule="look-yaml",
                what=say("{key} 的值不对：{why}", key=".".join(map(str, one["loc"])), why=one["msg"]),
                where=places.at(one["loc"]),
                mend=say("对照 docs/templates.zh-CN.md 里的说明"),
            )
            for one in error.errors(include_input=False, include_url=False)
        ]
