"""Words that wait for a person: the template's own, and a camera's file name in place of an object's name.

Either would be read aloud and set on the cover.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Exhibit, Recipe
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "placeholder": Rule(about="模板里的提示语要换成自己的话", level="fault", source="本程序的新配方", conf="D"),
    "camera-name": Rule(
        about="展品名不能是相机或手机起的文件名",
        source="DCF（CP-3461，JEITA 2010）文件名，及各手机、微信保存图片的文件名",
        conf="B",
    ),
}
"""Texts that nobody has written yet."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

WAITING = re.compile(
    r"\s*(?:在这里写(?![下成出完了过生就的])|请?在此(?:处)?(?:填|写|输入)|此处(?:填写|待填)|请填写|待填|待补|待定$|用一个问题开头，三秒抓住人"
    r"|(?:TO[D]O|TBD|FIX[M]E|Lorem ipsum|[xX×]{3,})(?![a-zA-Z]))"
)
"""How a text begins that is still to be written."""

_FORM, _FACTS = "×××", re.compile(r"facts\[\d+\]$")
"""A fact that was offered as a form, and pasted as it was."""

_SERIAL = r"[\s_.\-—–()（）#+:：,，0-9]"
CAMERA = re.compile(
    r"(?:(?:(?:IMG|VID|MOV|PXL|MVIMG|BURST|PANO|DSC[NF]?|SDC|P|PICT|CIMG|DJI|GOPR|GH|GX|MG|SAM|HPIM|KIMG|WA|Photo|Image|"
    r"Screenshot|Screen ?Shot|mmexport|WechatIMG|WeChat ?Image|微信(?:图片|截图)|QQ(?:图片|截图)|屏幕截图|截屏|截图|"
    rf"照片|图片|图像|扫描|Scan|未命名|新建图像|副本|copy|edited|E|HDR|COVER|MP|NIGHT|PORTRAIT){_SERIAL}*)*|[0-9a-fA-F]{{24,}}|"
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})",
    re.IGNORECASE,
)
"""A name made of nothing but a camera's words and serial numbers, or a checksum."""


def placeholder_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge every text of a recipe.

    Args:
        recipe: What was written.
        judge: Rules with the recipe's settings.
        where: Place of a key.
    """
    for key, text in _texts(recipe.model_dump(by_alias=True), ""):
        if WAITING.match(text) or (_FORM in text and _FACTS.search(key)):
            what = say("“{text}”是提示语，还没有改", text=text.strip().splitlines()[0][:30])
            mend = say("换成自己的内容；用不上的可选项写 null") if _may_be_empty(key) else say("换成自己的内容")
            yield from judge.find("placeholder", what, where=where(key), mend=mend)
    for at, one in enumerate(recipe.objects):
        if is_camera_name(one.name) or _is_numbered_file(one):
            what = say("“{name}”像文件名，不是展品名", name=one.name)
            mend = say("写展品的名字，如：白玉双耳碗；它会被念出来，也会印在封面上")
            yield from judge.find("camera-name", what, where=where(f"objects[{at}].name"), mend=mend)


def is_camera_name(name: str) -> bool:
    """Whether a name is a file's, as cameras, telephones and messengers give them, or a mere number."""
    bare = re.sub(r"\.(?:jpe?g|png|heic|tiff?|webp|mp4|mov|avif|bmp)$", "", name.strip(), flags=re.IGNORECASE)
    rest = re.sub(rf"^{_SERIAL}+", "", bare)
    return bool(CAMERA.fullmatch(bare) or CAMERA.fullmatch(rest)) and any(mark.isdigit() for mark in bare)


def _is_numbered_file(one: Exhibit) -> bool:
    """Whether an object is called as its file, down to the file's number."""
    files = {PurePosixPath(media.file).stem for media in one.media if media.file}
    return one.name.strip() in files and bool(re.search(r"[0-9_]", one.name))


def _may_be_empty(key: str) -> bool:
    return key not in {"title", "museum.name", "exhibition.name", "guide.name"} and not key.endswith("].name")


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a dumped document holds anything
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            yield from _texts(one, f"{key}[{at}]")
