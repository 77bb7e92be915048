"""A folder of pictures -> a first recipe that renders as it stands."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fanxing.media.sources import SOUND_ENDINGS
from fanxing.media.store import write_whole
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.words import say, shown

PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".avif", ".bmp", ".mp4", ".mov", ".m4v"}
"""Endings of files that become objects; what is in them is judged later, by content."""

_HEAD = """\
# 改好下面的文字，再运行：fanxing video render {file}
fanxing: 1
title: 在这里写片名
hook: 用一个问题开头，三秒抓住人
museum:
  name: {museum}
  city: null
  hours: null
exhibition:
  name: 在这里写展览名
  say: null            # 讲展览的一两句话
guide:
  name: 在这里写讲解人
  role: 讲解员           # 馆长、专家、金牌讲解员、讲解员
  say: null
objects:
"""

_OBJECT = """\
  - name: {name}
    date: null         # 年代，如 1745年
    material: null
    size: null         # 尺寸要带单位
    accession: null
    holder: null       # 不是本馆的藏品，写收藏单位
    facts: []
    say: null          # 讲解词；不写就按上面的字段写成平实的句子
    media:
      - {{file: {file}, credit: null, licence: null}}
"""

_TAIL = """\
closing:
  say: null
voice: {speaker: espeak}
platforms: [channels, douyin]
cuts: [episode]
"""


def fresh_recipe(folder: Path, museum: str) -> Path:
    """Write ``recipe.yaml`` beside the pictures of a folder.

    Raises:
        RecipeError: No folder, no picture in it, a name that no text can hold, or a recipe is there already.
    """
    place = folder / "recipe.yaml"
    if not folder.is_dir():
        raise _cannot(folder, say("没有这个文件夹"), say("先把图片放进一个文件夹"))
    if place.exists():
        raise _cannot(place, say("这里已有配方"), say("直接修改它，或换一个文件夹"))
    pictures = sorted(file for file in folder.iterdir() if _is_picture(file))
    if not pictures:
        raise _cannot(folder, say("文件夹里没有图片或视频"), say("放进 jpg、png、tiff、heic 图片或 mp4、mov 视频"))
    nameless = [shown(file.name) for file in pictures if shown(file.name) != file.name]
    if nameless:
        what = say("文件名不是 UTF-8 编码：{names}", names="、".join(nameless[:6]))
        raise _cannot(folder, what, say("给这些文件改名；从压缩包解出来的，解压时选 GBK 编码"))
    text = _HEAD.format(file=shown(str(place)), museum=_quoted(museum or say("在这里写馆名")))
    text += "".join(_OBJECT.format(name=_quoted(_name(file)), file=_quoted(file.name)) for file in pictures)
    write_whole(place, (text + _TAIL + "".join(_sounds(folder))).encode("utf-8"))
    return place


def _sounds(folder: Path) -> Iterator[str]:
    """Recordings and music that lie in the folder, as lines to choose from: which is which only a person knows."""
    names = sorted(
        file.name for file in folder.iterdir() if file.suffix.lower() in SOUND_ENDINGS and not file.name.startswith(".")
    )
    if not names:
        return
    yield say("# 文件夹里有这些声音，要用就去掉行首的 # 和空格：") + "\n"
    for name in names:
        yield f"# music: {{file: {_quoted(name)}, credit: null, licence: null}}   # {say('作配乐')}\n"
        yield f"#     recording: {_quoted(name)}   # {say('这一件展品的讲解录音，放到它的 say 下面，缩进四格')}\n"


def _is_picture(file: Path) -> bool:
    """A file that a person laid there: no folder, and nothing hidden (a Mac leaves ``._a.jpg`` on every stick)."""
    return file.suffix.lower() in PICTURES and not file.name.startswith(".") and file.is_file()


def _quoted(text: str) -> str:
    """Text in double quotes as YAML takes it: JSON's own, which YAML 1.2 holds."""
    return json.dumps(shown(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _name(file: Path) -> str:
    """What an object is called at first: the file's name, without what no title can hold."""
    name = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in file.stem)
    return " ".join(name.split()) or say("在这里写展品名")


def _cannot(place: Path, what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule="recipe-new", what=what, where=Location(file=str(place)), mend=mend))
