"""A folder of pictures -> a first recipe that renders once its words are filled in; what is unsure is a comment."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fanxing.batch.sorting import Laid, Thing, says_nothing, sort_folder
from fanxing.batch.typed import typed
from fanxing.chain.brief import RECIPE_NAME
from fanxing.checks.placeholders import is_camera_name
from fanxing.media.store import write_whole
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.reasons import reason
from fanxing.model.words import say, shown

_HEAD = """\
# 照文件夹里的东西写的第一稿。把“在这里写……”都换成自己的话，再运行：
#   fanxing video check {file}
# 每行是“键: 值”，冒号是英文的，后面空一格。# 后面是说明，程序不看；null 是“还没有写”，可以不填。
# 行首带 # 的是拿不准的：要用，就删去行首的 # 和它后面的一个空格。
# credit 写是谁的（收藏单位、摄影者、作者）；licence 写凭什么能用：本馆自己拍的、录的写 own，公有领域的写 CC0-1.0。
fanxing: 1
title: 在这里写片名      # 如：一册看尽文人清梦
hook: 在这里写开头第一句   # 用一个问题开头，三秒抓住人，如：三百年前的文人，怎样度过一天？不要就写 null
museum:
  name: {museum}{museum_taught}
  city: null           # 如：临渊县
  hours: null          # 开放时间，写在片尾，如：周二至周日 9:00–17:00
{logo}\
exhibition:
  name: 在这里写展览名   # 如：诗意册
  say: null            # 讲展览的一两句话，如：一本册页，画的是文人的一天。
{hall}\
guide:
  name: 在这里写讲解人   # 如：林月
  role: 讲解员           # 馆长、专家、金牌讲解员、讲解员
  say: null            # 讲解人的开场白，如：我是林月，带您看三件。
{guide}\
objects:               # 按讲的先后排；几张图是同一件的，都写在它的 media 下面，第一张是全貌
"""

_OBJECT = """\
  - name: {name}
    date: null{date}
    material: null{material}
    size: null{size}
    accession: null{accession}
    holder: null{holder}
    facts: []{facts}
    say: null{say}
"""

_TAUGHT = {
    "date": say("         # 年代，如 1745年"),
    "material": say("     # 质地，如 纸本设色"),
    "size": say("         # 尺寸要带单位，如 高 34.6 厘米"),
    "accession": say("    # 藏品号"),
    "holder": say("       # 不是本馆的藏品，写收藏单位"),
    "facts": say("          # 讲解词里的数字和年代，要在这些字段或这里找得到，如 [全册共十二开。]"),
    "say": say("          # 讲解词，如 一棵老松，虬枝盘曲。不写就按上面的字段写成平实的句子"),
}
"""Said at the first object; once is enough."""

_TAIL = """\
closing:
  say: null            # 结尾的一句话，如：愿你也有这样的一天。
voice:
  speaker: espeak      # 合成旁白的声音；有哪些，运行 fanxing doctor 看；用了录音的地方不合成
{takes}\
  credit: null         # 用了录音才写：谁录的；不写就是讲解人
  licence: null        # 用了录音才写：本馆自己录的写 own
platforms: [channels, douyin]   # 视频号、抖音；还有哪些，运行 fanxing platform list 看
cuts: [episode]        # 加上 objects，每件展品再出一条短片
"""
_NO_TAKE = "  take: null           # 一次录完的整段讲解，如 讲解.wav；录音里的话先按顺序写进各处的 say\n"

_RIGHTS = "credit: null, licence: null"
"""Rights are never claimed for anybody."""


def fresh_recipe(folder: Path, museum: str) -> tuple[Path, Laid]:
    """Write a recipe beside the pictures of a folder; its file, and what it found.

    It is called ``recipe.yaml``; in a folder whose name says nothing (照片) it is called as the folder above, for a
    package is called as its recipe, and two of one name would meet in one place.

    Raises:
        RecipeError: No folder, one that cannot be read, no picture in it, a name that no text can hold, or a recipe is
            there already.
    """
    try:
        place = _place(folder)
        laid = sort_folder(folder)
    except OSError as error:
        what = say("打不开这个文件夹：{why}", why=reason(error))
        raise _cannot(folder, what, say("修改文件夹的权限，或把图片复制到另一个文件夹")) from error
    if not laid.things:
        raise _cannot(folder, say("文件夹里没有图片或视频"), say("放进 jpg、png、tiff、heic 图片或 mp4、mov 视频"))
    nameless = [shown(name) for name in laid.files if shown(name) != name]
    if nameless:
        what = say("文件名不是 UTF-8 编码：{names}", names="、".join(nameless[:6]))
        raise _cannot(folder, what, say("给这些文件改名；从压缩包解出来的，解压时选 GBK 编码"))
    write_whole(place, _text(laid, museum, place).encode("utf-8"))
    return place, laid


def _place(folder: Path) -> Path:
    """Where the recipe goes; nothing lies there."""
    if not folder.is_dir():
        raise _cannot(folder, say("没有这个文件夹"), say("先把图片放进一个文件夹"))
    place = folder / _called(folder.resolve())
    for there in (folder / RECIPE_NAME, place):
        if there.exists():
            raise _cannot(there, say("这里已有配方"), say("直接修改它，或换一个文件夹"))
    return place


def found_in(laid: Laid) -> Iterator[str]:
    """What became of the folder's files, in words."""
    counts = (
        (laid.things, "{count} 件展品"),
        (laid.hall, "{count} 个展厅、外景的画面"),
        ((*laid.guide, *laid.portraits[:1]), "{count} 个讲解人的文件"),
        (laid.logos[:1], "{count} 个馆标"),
    )
    yield say("，").join(say(words, count=len(names)) for names, words in counts if names)
    voices = [name for thing in laid.things for name in thing.recordings]
    unsure = (*_unsure(laid), *voices, *laid.recordings, *laid.sounds, *laid.music[len(laid.music) == 1 :])
    if unsure:
        yield say("拿不准的 {count} 个文件写成了注释（行首带 #），看一眼要不要用", count=len(unsure))
    if laid.locked:
        names = say("、").join(shown(name) for name in laid.locked)
        yield say("打不开，没有看里面：{names}", names=names)


def _unsure(laid: Laid) -> tuple[str, ...]:
    return (*laid.unsure, *laid.logos[1:], *laid.portraits[1:])


def _called(folder: Path) -> str:
    above = folder.parent.name
    plain = not above or says_nothing(above) or re.fullmatch(r"[\w（）《》·-]+", above) is None
    return RECIPE_NAME if plain or not says_nothing(folder.name) else f"{above}.yaml"


def _text(laid: Laid, museum: str, place: Path) -> str:
    head = _HEAD.format(
        file=typed(place),
        museum=_quoted(museum or say("在这里写馆名")),
        museum_taught="" if museum else say("   # 全称，如：临渊县博物馆"),
        logo=_lines(f"  logo: {_quoted(name)}" for name in laid.logos[:1]),
        hall=_lines(_hall(laid)),
        guide=_lines((*(f"  portrait: {_quoted(name)}" for name in laid.portraits[:1]), *_media(laid.guide, "  "))),
    )
    objects = "".join(_object(one, first=one is laid.things[0]) for one in laid.things)
    return head + objects + _TAIL.format(takes=_takes(laid)) + _lines(_music(laid))


def _hall(laid: Laid) -> Iterator[str]:
    """The place's pictures and footage, then what nobody knows."""
    yield from _media(laid.hall, "  ")
    unsure = _unsure(laid)
    if unsure:
        yield "# " + say("看不出拍的是什么：要当展厅、外景的画面就用下面几行，是哪件展品的就抄到它的 media 下面。")
        yield from (f"# {line}" for line in _media(unsure, "  ") if not laid.hall or not line.endswith("media:"))


def _media(names: Sequence[str], indent: str) -> Iterator[str]:
    if names:
        yield f"{indent}media:"
        yield from (f"{indent}  - {{file: {_quoted(name)}, {_RIGHTS}}}" for name in names)


def _object(thing: Thing, *, first: bool) -> str:
    voices = (
        f"#     recording: {_quoted(name)}   # {say('讲解录音：先在 say 写上录音里的话，再用')}"
        for name in thing.recordings
    )
    taught = _TAUGHT if first else dict.fromkeys(_TAUGHT, "")
    return _OBJECT.format(name=_quoted(_name(thing.name)), **taught) + _lines((*voices, *_media(thing.media, "    ")))


def _takes(laid: Laid) -> str:
    """What may be a recording of the whole script: a person knows."""
    offered = [f"#   take: {_quoted(name)}" for name in (*laid.recordings, *laid.sounds)]
    if not offered:
        return _NO_TAKE
    taught = say("一次录完的整段讲解（只用一个）：先把录音里的话按顺序写进各处的 say，再用；")
    alone = say("只讲一件的，写成 recording: 放到那件展品的 say 下面。")
    return _lines((f"# {taught}", f"# {alone}", *offered))


def _music(laid: Laid) -> Iterator[str]:
    """What is called so; of other sounds a person knows what they are."""
    music = [f"music: {{file: {_quoted(name)}, {_RIGHTS}}}" for name in (*laid.music, *laid.sounds)]
    sure = laid.music[:1] if len(laid.music) == 1 else []
    if sure:
        yield music.pop(0) + "   # " + say("配乐；版权要自己确认，credit 写作者，licence 写授权")
    if music:
        one = say("配乐只用一首，要换就换成：") if sure else say("要配乐就用（只用一首；版权要自己确认）：")
        yield f"# {one}"
        yield from (f"# {line}" for line in music)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    """Text in double quotes as YAML takes it: JSON's own, which YAML 1.2 holds."""
    return json.dumps(shown(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _name(called: str) -> str:
    """What an object is called at first: the file's name, unless a camera gave it, without what no title can hold."""
    if is_camera_name(called):
        return say("在这里写展品名")  # the file beside it tells which
    name = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in called)
    return " ".join(name.split()) or say("在这里写展品名")


def _cannot(place: Path, what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule="recipe-new", what=what, where=Location(file=str(place)), mend=mend))
