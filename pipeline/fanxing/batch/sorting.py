"""What lies in a folder of pictures, sorted by the names that people gave: objects, halls, guide, music, recordings.

Modest on purpose: a name that could mean two things is left to the person, as a line to uncomment.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fanxing.media.sources import SOUND_ENDINGS
from fanxing.model.words import shown

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".avif", ".bmp"))
"""Endings of pictures; what is in them is judged later, by content."""
CLIPS = frozenset((".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mts", ".m2ts"))
"""Endings of footage."""

_NOT_OURS = {"out", "templates"}
"""Folders that fanxing or a designer made."""
_PLAIN = re.compile(
    r"(?i)照片|图片|相片|素材|资料|文物|展品|藏品|馆藏|编号|序号|登记号|新建文件夹|微信图片|微信视频|图|号"
    r"|photos?|images?|pictures?|pics|img|dcim|camera|mmexport|[\W\d_年月日]"
)
"""What says nothing of what is inside."""
_HALL = re.compile(
    r"(?i)(.*(展厅|展馆|展柜|序厅|大厅|外景|馆舍|航拍|鸟瞰)"
    r"|(.*馆舍?)?(建筑|全景|夜景)|(.*(馆|展览?|活动|开幕式?|讲座))?(大门|正门|门口|入口|外观|观众|现场)"
    r"|hall|gate|entrance|exterior|building|lobby)[\W\d_一二三四五六七八九十]*"
)
"""The place: shown while the exhibition is introduced."""
_GUIDE = re.compile(
    r"(?i).*(讲解员|讲解人|主讲人|主持人)|(讲解员|讲解人|主讲人|主持人).*|guide|portrait"
    r"|(主讲|(.*(馆|[\W_]))?副?馆长)([\W_].*|肖像|近照|照片?)?"
)
"""Who guides; the head of the house only as a label of its own: 馆长印 may be a seal, 白玉馆长 a stranger."""
_SPEAKING = re.compile(r"(?i).*(出镜|口播|讲解)|(出镜|口播|讲解).*")
_LOGO = re.compile(r"(?i)(.*馆)?(标志|馆标|徽标|馆徽|logo)|logo.*")
_UNSURE = re.compile(
    r"(?i).*(海报|二维码|合影|合照|截图|展签|标签|说明牌?|封面|馆长|主讲|banner|poster).*"
    r"|.*(大门|正门|门口|入口|外观|观众|现场)[\W\d_]*"
)
"""Of use perhaps, and what it shows is not said: 兵马俑现场 is a hall, or the thing itself."""
_MUSIC = re.compile(r"(?i).*(音乐|配乐|伴奏|背景|bgm|music|bed).*")
_VOICE = re.compile(r"(?i).*(讲解|解说|旁白|录音|口播|朗读|voice|narration).*")
_VIEW = re.compile(
    r"[\s_\-—·（(]*(局部|细节|特写|正面|背面|侧面|底部|底款|内部|全貌|全形|转动|旋转|展开|近景)\d{0,2}[)）]?$"
    r"|[\s_\-—·]*[（(]\d{1,2}[)）]$|(?<![\dA-Za-z.．\s_\-—·])[\s_\-—·]*\d{1,2}$"
)
"""How a further picture of one thing is called: 玉杯-局部, 玉杯 (2), 玉杯2.

The end of a longer number is none: 梅瓶1405 and 梅瓶1412, 1982.68.1 and 1982.68.2, 罐M1-2 and 罐M1-3 are different
things by their accession numbers. One thing taken for two is seen at once; two taken for one are not.
"""
_WHOLE = re.compile(r"正面|全貌|全形|(?<!\d)0?1(?!\d)")
"""The first of them."""


@dataclass
class Thing:
    """What may be one object: its pictures and footage, and a recording of its name."""

    name: str
    """As its files or its folder are called."""
    media: list[str] = field(default_factory=list)
    """Paths in the folder, with ``/``."""
    recordings: list[str] = field(default_factory=list)
    """Sounds of the same name."""


@dataclass
class Laid:
    """What lies in a folder; paths are in the folder, with ``/``."""

    things: list[Thing] = field(default_factory=list)
    """Objects, by name."""
    hall: list[str] = field(default_factory=list)
    """The place."""
    guide: list[str] = field(default_factory=list)
    """Footage of the guide."""
    portraits: list[str] = field(default_factory=list)
    """Pictures of the guide."""
    logos: list[str] = field(default_factory=list)
    """Of the museum."""
    unsure: list[str] = field(default_factory=list)
    """Pictures and footage of which nobody knows."""
    music: list[str] = field(default_factory=list)
    """Sounds that are called music."""
    recordings: list[str] = field(default_factory=list)
    """Sounds that are called a recording, of no object by name."""
    sounds: list[str] = field(default_factory=list)
    """Other sounds."""
    locked: list[str] = field(default_factory=list)
    """Folders that nobody let us look into, and files that are there in name only."""

    @property
    def files(self) -> tuple[str, ...]:
        """Every file."""
        own = (name for thing in self.things for name in (*thing.media, *thing.recordings))
        rest = (self.hall, self.guide, self.portraits, self.logos, self.unsure, self.music, self.recordings)
        return (*own, *(name for names in (*rest, self.sounds) for name in names))


def sort_folder(folder: Path) -> Laid:
    """Sort what lies in a folder, and in the folders in it: one of those is one object, or the hall.

    Raises:
        OSError: The folder itself cannot be read; one in it is passed over, and named in ``locked``.
    """
    laid, things = Laid(), dict[str, Thing]()
    for file in sorted(_files(folder, laid.locked), key=_rank):
        home = file.parent.name if file.parent != folder else ""
        _lay(laid, things, file.relative_to(folder), "" if says_nothing(home) else home)
    if not things:  # whatever there is becomes an object: a recipe has one at least
        for name in (*laid.unsure, *laid.hall, *laid.guide, *laid.portraits):
            things[name] = Thing(Path(name).stem, [name])
        laid.unsure, laid.hall, laid.guide, laid.portraits = [], [], [], []
    laid.things = [things[name] for name in sorted(things)]
    return laid


def says_nothing(name: str) -> bool:
    """Whether a folder's name tells nothing of what is inside: 照片, DCIM."""
    return shown(name) == name and not _PLAIN.sub("", name)


def _files(folder: Path, locked: list[str]) -> Iterator[Path]:
    """What a person laid there, and in the folders there; nothing hidden: a Mac leaves ``._a.jpg`` on every stick."""
    for one in _there(folder):
        try:
            is_room = one.is_dir(follow_symlinks=False)
            if is_room and one.name.casefold() not in _NOT_OURS:
                yield from (Path(file.path) for file in _there(Path(one.path)) if file.is_file())
            elif not is_room and one.is_file():
                yield Path(one.path)
        except OSError:  # a stick's System Volume Information is for nobody, a link may lead into a locked folder
            locked.append(one.name)


def _there(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)


def _rank(file: Path) -> tuple[int, int, str]:
    """Pictures first: footage and sounds are called as they are; of one thing the whole before its parts."""
    ending = file.suffix.lower()
    kind = 0 if ending in PICTURES else 1 if ending in CLIPS else 2
    view = _VIEW.search(file.stem)
    return kind, 1 if view is None else 0 if _WHOLE.search(view[0]) else 2, str(file)


def _lay(laid: Laid, things: dict[str, Thing], file: Path, called: str) -> None:
    """Lay a file where its name belongs; ``called``: its folder's name, where that says something."""
    path, ending = file.as_posix(), file.suffix.lower()
    name = called or _one_of_several(file.stem)
    if ending in SOUND_ENDINGS:
        _sound(laid, things, path, file.stem if called and called not in things else name)
    elif ending in PICTURES | CLIPS:
        for names, belongs in _places(laid, called, _VIEW.sub("", file.stem).strip(), moves=ending in CLIPS):
            if belongs:
                names.append(path)
                return
        if not called and ending in CLIPS and name not in things:
            laid.unsure.append(path)  # footage of what? one of an object is called as the object
        else:
            things.setdefault(name, Thing(name)).media.append(path)


def _places(laid: Laid, called: str, stem: str, *, moves: bool) -> Iterable[tuple[list[str], bool]]:
    """Where a picture or footage may belong beside objects, and whether it does."""
    hall = any(_HALL.fullmatch(name) for name in (called, stem) if name)
    speaking = any(_SPEAKING.fullmatch(name) for name in (called, stem) if name)
    guide = any(_GUIDE.fullmatch(name) for name in (called, stem) if name)
    return (
        (laid.guide, moves and (guide or speaking)),
        (laid.hall, hall),
        (laid.portraits, guide and not moves),
        (laid.logos, not moves and _LOGO.fullmatch(stem) is not None),
        (laid.unsure, not called and _UNSURE.fullmatch(stem) is not None),
    )


def _one_of_several(stem: str) -> str:
    """The name that further pictures of one thing share; a camera's numbers are no such thing."""
    name = _VIEW.sub("", stem).strip()
    han = re.search(r"[\u3400-\u9fff]", name)
    return name if han and not says_nothing(name) else stem


def _sound(laid: Laid, things: dict[str, Thing], path: str, name: str) -> None:
    own = things.get(name)
    if own is not None:
        own.recordings.append(path)
    elif _VOICE.fullmatch(name):
        laid.recordings.append(path)
    elif _MUSIC.fullmatch(name):
        laid.music.append(path)
    else:
        laid.sounds.append(path)
