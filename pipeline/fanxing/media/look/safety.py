"""What a template's SVG may hold. A museum's template may come from a stranger, so everything not named is refused.

No scripts, no styles, no text of its own (words come from the recipe, set by us), no animation, nothing that is
read from elsewhere: references point into the same file, and a picture is part of it.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fanxing.media.look.markup import FX
from fanxing.model.errors import Fault, Location
from fanxing.model.words import say

_SHAPES = ("g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "use", "symbol", "image", "svg")
_PAINT = ("defs", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "filter", "title", "desc")
_EFFECTS = (
    "feGaussianBlur", "feOffset", "feFlood", "feBlend", "feComposite", "feMerge", "feMergeNode", "feColorMatrix",
    "feTurbulence", "feDisplacementMap", "feComponentTransfer", "feFuncR", "feFuncG", "feFuncB", "feFuncA",
    "feMorphology", "feDropShadow",
)  # fmt: skip

ALLOWED = frozenset((*_SHAPES, *_PAINT, *_EFFECTS, "text"))
"""Names of elements that may stand in a template. ``text`` stands only for words: it must say which."""

LOGO = "${logo.data}"
"""What an ``image`` that shows the museum's logo refers to."""

_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")


def unsafe(root: Element, file: str) -> Iterator[Fault]:
    """Everything in a template's SVG that must not be there."""
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag not in ALLOWED:
            yield _fault(file, say("有不许用的元素 <{tag}>", tag=tag))
        elif tag == "text" and not (element.get(f"{{{FX}}}say") or element.get(f"{{{FX}}}words")):
            yield _fault(file, say("<text> 没有写 fx:say 或 fx:words"))
        for name, value in element.attrib.items():
            yield from _attribute(name.rpartition("}")[2], value, file)


def _attribute(name: str, value: str, file: str) -> Iterator[Fault]:
    if name.lower().startswith("on"):
        yield _fault(file, say("有脚本属性 {name}", name=name))
    elif name in {"href", "src", "base"} and not (value.startswith("#") or _is_own(value)):
        yield _fault(file, say("引用了文件以外的东西：{value}", value=value[:60]))
    elif name == "style" or _OUTSIDE.search(value):
        yield _fault(file, say("属性 {name} 里有样式或外部引用：{value}", name=name, value=value[:60]))


def _is_own(value: str) -> bool:
    """A picture that is part of the file, or the museum's logo, which we put in."""
    return value == LOGO or _OWN_PICTURE.fullmatch(value) is not None


def _fault(file: str, what: str) -> Fault:
    return Fault(
        rule="look-unsafe",
        what=what,
        where=Location(file=file),
        mend=say("删掉它；图形只用形状、渐变、滤镜，引用只指向本文件，图片嵌入文件"),
    )
