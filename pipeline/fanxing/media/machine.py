"""What this machine has, and what to do about what it lacks."""

import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from fanxing.media.ffmpeg import executable
from fanxing.media.jail import walls
from fanxing.media.look.fonts import missing
from fanxing.media.look.template import template_names
from fanxing.media.profiles import load_profile, profile_names
from fanxing.media.speech import names, speaker
from fanxing.media.store import Store
from fanxing.model.document import Document
from fanxing.model.errors import FanxingError
from fanxing.model.words import say

State = Literal["good", "limited", "missing"]
"""Works · works with a limit · is not there."""

ROOM_GB = 5
"""A minute of film needs about 0.3 GB of intermediate results; below this a batch may not end."""
MEMORY_GB = 2
"""The measured peak of a render stays below this."""
RARE = "甗簋卣觥罍𬭎"
"""Characters that museums need and fonts often lack."""


class Part(Document):
    """One thing that fanxing needs or can use."""

    name: str
    """What it is."""
    state: State
    """How it stands."""
    detail: str
    """Version, list or figure."""
    mend: str = ""
    """What to do about it."""
    optional: bool = False
    """Only recipes that ask for it need it."""


def examine(home: Path) -> tuple[Part, ...]:
    """Look at everything; nothing raises."""
    return tuple(part for look in _LOOKS for part in _tried(look, home))


_TITLES: Mapping[str, str] = {
    "_python": "Python",
    "_cores": say("处理器"),
    "_disk": say("磁盘"),
    "_ffmpeg": "ffmpeg",
    "_walls": say("素材隔离"),
    "_fonts": say("字体"),
    "_voices": say("配音"),
    "_recognisers": say("听写"),
}
"""What is looked at, where looking itself fails."""


def _tried(look: Callable[[Path], Iterator[Part]], home: Path) -> Iterator[Part]:
    try:
        yield from look(home)
    except FanxingError as error:
        for fault in error.faults:
            yield Part(name=_TITLES[look.__name__], state="missing", detail=fault.what, mend=fault.mend)


def _python(home: Path) -> Iterator[Part]:
    del home
    yield Part(name="Python", state="good", detail=f"{platform.python_version()}，{sys.platform}")


def _cores(home: Path) -> Iterator[Part]:
    del home
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    yield Part(name=say("处理器"), state="good", detail=say("{count} 核", count=count))
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, AttributeError, OSError):
        return
    few = memory < MEMORY_GB
    yield Part(
        name=say("内存"),
        state="limited" if few else "good",
        detail=f"{memory:.1f} GB",
        mend=say("渲染时关掉别的程序，并加 --jobs 1") if few else "",
    )


def _disk(home: Path) -> Iterator[Part]:
    place = next(folder for folder in (home.resolve(), *home.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free / 2**30
    full = free < ROOM_GB
    yield Part(
        name=say("磁盘"),
        state="limited" if full else "good",
        detail=say("{place} 还有 {free:.1f} GB", place=place, free=free),
        mend=say("腾出空间，或用 --home 换一个磁盘") if full else "",
    )


def _ffmpeg(home: Path) -> Iterator[Part]:
    del home
    argv = [str(executable()), "-version"]
    told = subprocess.run(argv, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)
    first = told.stdout.splitlines()[0] if told.stdout else ""
    good = told.returncode == 0
    yield Part(
        name="ffmpeg",
        state="good" if good else "missing",
        detail=first.removeprefix("ffmpeg version ").split(" Copyright")[0].split("-g")[0],
        mend="" if good else say("重新安装：make setup"),
    )


_WALLS: Mapping[str, str] = {
    "rlimits": say("限内存和时间"),
    "netns": say("不能上网"),
    "landlock": say("别的文件碰不到"),
    "parent": say("随主程序结束"),
}
"""What holds a foreign file's decoder, in words."""


def _walls(home: Path) -> Iterator[Part]:
    with Store(home.resolve()).scratch() as room:
        found = walls(room)
    good = "landlock" in found
    yield Part(
        name=say("素材隔离"),
        state="good" if good else "limited",
        detail="、".join(_WALLS.get(wall, wall) for wall in found) or say("没有"),
        mend="" if good else say("这个系统挡不住有恶意的文件（没有 Landlock）：只用自己人给的素材"),
    )


def _fonts(home: Path) -> Iterator[Part]:
    del home
    lacking = missing(RARE)
    yield Part(
        name=say("字体"),
        state="limited" if lacking else "good",
        detail=say("思源黑体、思源宋体（Noto CJK，OFL）")
        + (say("，缺字：{lacking}", lacking=lacking) if lacking else ""),
    )
    yield Part(name=say("模板"), state="good", detail="、".join(template_names()))
    platforms = "、".join(load_profile(name).name for name in profile_names())
    yield Part(name=say("平台"), state="good", detail=platforms)


_VOICES: Mapping[str, str] = {
    "espeak": say("自带，不用联网；听得出是机器，适合打样"),
    "silent": say("自带；不出声，只留出时间，给真人配音用"),
    "piper": say("更自然，不用联网，要一个声音文件"),
    "edge": say("更自然，要联网"),
    "tencent": say("更自然，要联网、密钥，收费"),
}
"""What a family of voices is like."""


def _voices(home: Path) -> Iterator[Part]:
    del home
    for name in names():
        family = name.partition(":")[0]
        like, title = _VOICES.get(family, ""), say("配音 {name}", name=name)
        try:
            speaker(name)
        except FanxingError as error:
            fault = error.faults[0]
            detail, mend = fault.what, fault.mend
            if fault.rule == "voice-missing":
                detail = say("没有安装（可选：{like}）", like=like)
                mend = say("要用就运行：{command}", command=_installing(family))
            yield Part(name=title, state="missing", detail=detail, mend=mend, optional=family not in _OURS)
        else:
            yield Part(name=title, state="good", detail=like, optional=family not in _OURS)


_OURS = {"espeak", "silent"}
"""Voices that are always there."""


def _installing(extra: str) -> str:
    return f"{shlex.quote(sys.executable)} -m pip install 'fanxing[{extra}]'"


def _recognisers(home: Path) -> Iterator[Part]:
    del home
    for module, extra in (("faster_whisper", "asr"), ("whisper", "whisper")):
        there = importlib.util.find_spec(module) is not None
        yield Part(
            name=say("听写 {name}", name=module.replace("_", "-")),
            state="good" if there else "missing",
            detail=say("已安装；模型要自己下载到本机")
            if there
            else say("没有安装（可选：没有讲解词时，把录音写成文字）"),
            mend="" if there else say("要用就运行：{command}", command=_installing(extra)),
            optional=True,
        )


_LOOKS: tuple[Callable[[Path], Iterator[Part]], ...] = (
    _python,
    _cores,
    _disk,
    _ffmpeg,
    _walls,
    _fonts,
    _voices,
    _recognisers,
)
"""To look at one more thing, write a function and add a line."""
