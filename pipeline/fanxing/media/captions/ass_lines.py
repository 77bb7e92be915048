"""ASS text -> pysubs2, with its fields in whatever order the file tells."""

import re
import warnings

import pysubs2

from fanxing.model.words import say

_STYLE_FIELDS = (
    "name fontname fontsize primarycolour secondarycolour outlinecolour backcolour bold italic underline strikeout"
    " scalex scaley spacing angle borderstyle outline shadow alignment marginl marginr marginv encoding"
)
_STYLE_DEFAULTS = (
    "Default,Noto Sans SC,48,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,0,2,10,10,10,1"
)
_EVENT_FIELDS = "layer start end style name marginl marginr marginv effect text"
_EVENT_DEFAULTS = "0,0:00:00.00,0:00:00.00,Default,,0,0,0,,"
_LINE = re.compile(r"^\s*(Format|Style|Dialogue|Comment)\s*:(.*)$", re.IGNORECASE)
_COLOUR = re.compile(r"&?H?[0-9A-Fa-f]{1,8}&?|-?\d{1,10}")
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d+)?")
_TAGS = re.compile(r"\{[^{}]*\}")
_BRACES = {r"\{": "\ue000", r"\}": "\ue001"}


def read_ass(text: str) -> tuple[pysubs2.SSAFile, tuple[pysubs2.SSAEvent, ...], tuple[str, ...]]:
    """Read an ASS or SSA file: all of it, its spoken events in the file's order, and in words what was strange.

    Raises:
        ValueError: A moment is none.
    """
    strange: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pysubs2 warns of odd values and takes its defaults
        subs = pysubs2.SSAFile.from_string(in_standard_order(text, strange), format_="ass")
    events = tuple(one for one in subs.events if one.type == "Dialogue" and not _is_drawing(one.text))
    return subs, events, tuple(strange)


def in_standard_order(text: str, strange: list[str]) -> str:
    """Give the fields of styles and events in ASS's own order: pysubs2 does not read the ``Format`` lines.

    Values of styles that are none are left to their defaults; what they were is added to ``strange``.
    """
    out, section, order = [], "", {"style": _STYLE_FIELDS.split(), "event": _EVENT_FIELDS.split()}
    for line in text.splitlines():
        if line.strip().startswith("["):
            section = "style" if "style" in line.lower() else "event" if "event" in line.lower() else ""
            out.append("[V4+ Styles]" if section == "style" else line)
            continue
        match = _LINE.match(line) if section else None
        if match is None:
            out.append(line)
        elif match[1].lower() == "format":
            order[section] = [field.strip().lower() for field in match[2].split(",")]
        else:
            out.append(f"{match[1].capitalize()}: {_ordered(match[2].strip(), order[section], section, strange)}")
    return "\n".join(out)


def _ordered(values: str, fields: list[str], section: str, strange: list[str]) -> str:
    wanted, defaults = (_STYLE_FIELDS, _STYLE_DEFAULTS) if section == "style" else (_EVENT_FIELDS, _EVENT_DEFAULTS)
    given = dict(zip(fields, (value.strip() for value in values.split(",", len(fields) - 1)), strict=False))
    if not given.get("layer", "0").lstrip("-").isdigit():
        given.pop("layer")
    if section == "style":
        odd = [field for field, value in given.items() if not _is_value(field, value)]
        strange += [say("样式里的 {field} 读不懂：{value}", field=field, value=given.pop(field)) for field in odd]
    pairs = zip(wanted.split(), defaults.split(","), strict=True)
    return ",".join(given.get(field) or default for field, default in pairs)


def _is_value(field: str, value: str) -> bool:
    if field in {"name", "fontname"}:
        return True
    pattern = _COLOUR if field.endswith("colour") else _NUMBER
    return not value or pattern.fullmatch(value) is not None


def plain(written: str) -> str:
    """The text of an event as a viewer reads it: without tags, escaped braces as they are shown."""
    for escaped, mark in _BRACES.items():
        written = written.replace(escaped, mark)
    bare = _TAGS.sub("", written).replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", " ")
    return bare.replace("\ue000", "{").replace("\ue001", "}").replace("\\\u2060", "\\")


def _is_drawing(text: str) -> bool:
    return re.search(r"\\p[1-9]", text) is not None
