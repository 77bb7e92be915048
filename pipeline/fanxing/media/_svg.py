"""Runs in the jail: a drawing (SVG) rendered as it stands, with nothing fetched from outside it."""

import io
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import resvg_py
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image

from fanxing.media._refusal import Refusal

_LONG_SIDE = 2048
"""Pixels of the longer side of the rendering."""
_INSIDE = re.compile(r"#|data:image/(png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
"""What a reference may point to: the drawing itself, or pixels within it."""
_LARGEST = 16 << 20


def render_svg(source: Path) -> Image.Image:
    """Render a drawing, RGBA, its longer side 2,048 pixels.

    Raises:
        Refusal: Not a drawing; points outside itself; or holds live text, whose font we do not have: a
            museum's name in another face would not be its logo.
    """
    if source.stat().st_size > _LARGEST:
        raise Refusal("picture-too-large")
    text = source.read_bytes()
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refusal("picture-broken") from error
    for element in root.iter():
        _check(element)
    width, height = _shape(root)
    lying = width >= height
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=text.decode("utf-8-sig"),
            width=_LONG_SIDE if lying else None,
            height=None if lying else _LONG_SIDE,
            skip_system_fonts=True,
            resources_dir=str(Path.cwd()),
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise Refusal("picture-broken") from error
    return Image.open(io.BytesIO(bytes(png)), formats=["PNG"])


def _check(element: Element) -> None:
    name = str(element.tag).rpartition("}")[2].lower()
    if name in ("text", "foreignobject") and "".join(element.itertext()).strip():
        raise Refusal("picture-svg-text")
    for key, value in element.attrib.items():
        if key.rpartition("}")[2].lower() == "href" and name != "a" and not _INSIDE.match(value.strip()):
            raise Refusal("picture-svg-outside")


def _shape(root: Element) -> tuple[float, float]:
    """Width and height in any unit; a drawing more than 60 times as long as it is wide is refused."""
    box = re.findall(r"[-+.\deE]+", root.get("viewBox", ""))
    sizes = [re.match(r"[.\d]+", root.get(key, "")) for key in ("width", "height")]
    try:
        if len(box) == 4:
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(one.group()) if one else 100.0 for one in sizes)
    except ValueError as error:
        raise Refusal("picture-broken") from error
    if not (width > 0 and height > 0 and 1 / 60 < width / height < 60):
        raise Refusal("picture-broken")
    return width, height
