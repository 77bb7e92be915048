"""A template: a folder with ``look.yaml`` and one SVG for each part. Read once, safely, and known by its hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import yaml
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pydantic import ValidationError

from fanxing.media.assets import assets
from fanxing.media.look.safety import unsafe
from fanxing.media.look.sheet import ShapeName, Sheet
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.words import say

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


def load_template(name: str, search: tuple[Path, ...] = ()) -> Template:
    """Read a template.

    Args:
        name: Name of its folder.
        search: Folders that hold templates, asked before those shipped: a recipe's own ``templates``.

    Raises:
        RecipeError: There is none of that name, or its files do not hold; all faults at once.
    """
    for place in (*search, template_folder()):
        if (place / name / SHEET).is_file():
            return _read(name, place / name)
    raise RecipeError(
        Fault(
            rule="look-unknown",
            what=say("没有叫 {name} 的模板", name=name),
            where=Location(file="", key="look.template"),
            mend=say("可用的模板：{names}", names="、".join(template_names(search))),
        )
    )


def _read(name: str, folder: Path) -> Template:
    files = sorted(one for one in folder.iterdir() if one.suffix in {".svg", ".yaml"} and one.is_file())
    contents = {one.name: _content(one) for one in files}
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
    sheet = _sheet(folder / SHEET, contents[SHEET])
    if faults or not isinstance(sheet, Sheet):
        raise RecipeError(*faults, *([] if isinstance(sheet, Sheet) else sheet))
    return Template(name, folder, sheet, drawings, digest.hexdigest()[:16])


def _content(file: Path) -> bytes:
    if file.stat().st_size > _MOST_BYTES:
        raise RecipeError(
            Fault(
                rule="look-size",
                what=say("模板文件超过 {limit} MB", limit=_MOST_BYTES // 1_000_000),
                where=Location(file=str(file)),
                mend=say("简化图形，去掉嵌入的位图"),
            )
        )
    return file.read_bytes()


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
    return root


def _sheet(file: Path, content: bytes) -> Sheet | list[Fault]:
    where = Location(file=str(file))
    try:
        return Sheet.model_validate(yaml.safe_load(content))
    except yaml.YAMLError as error:
        mend = say("检查缩进、冒号和引号")
        return [Fault(rule="look-yaml", what=say("YAML 读不出来：{why}", why=error), where=where, mend=mend)]
    except ValidationError as error:
        return [
            Fault(
                rule="look-yaml",
                what=say("{key} 的值不对：{why}", key=".".join(map(str, one["loc"])), why=one["msg"]),
                where=where,
                mend=say("对照 docs/templates.md 里的说明"),
            )
            for one in error.errors()
        ]
