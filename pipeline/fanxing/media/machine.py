"""What this machine has, and what to do about what it lacks."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from fanxing.media.ffmpeg import executable
from fanxing.media.jail import walls
from fanxing.media.look.fonts import missing
from fanxing.media.look.template import template_names
from fanxing.media.profiles import profile_names
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


def examine(home: Path) -> tuple[Part, ...]:
    """Look at everything; nothing raises."""
    return tuple(part for look in _LOOKS for part in _tried(look, home))


def _tried(look: Callable[[Path], Iterator[Part]], home: Path) -> Iterator[Part]:
    try:
        yield from look(home)
    except FanxingError as error:
        for fault in error.faults:
            yield Part(name=look.__name__.strip("_"), state="missing", detail=fault.what, mend=fault.mend)


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
        detail=first.removeprefix("ffmpeg version ").split(" Copyright")[0],
        mend="" if good else say("重新安装：make setup"),
    )


def _walls(home: Path) -> Iterator[Part]:
    with Store(home.resolve()).scratch() as room:
        found = walls(room)
    good = "landlock" in found
    yield Part(
        name=say("素材隔离"),
        state="good" if good else "limited",
        detail="、".join(found) or say("没有"),
        mend="" if good else say("系统不支持 Landlock：只渲染自己人给的素材"),
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
    yield Part(name=say("平台"), state="good", detail="、".join(profile_names()))


def _voices(home: Path) -> Iterator[Part]:
    del home
    for name in names():
        try:
            version = speaker(name).version
        except FanxingError as error:
            yield Part(
                name=say("配音 {name}", name=name),
                state="missing",
                detail=error.faults[0].what,
                mend=error.faults[0].mend,
            )
        else:
            yield Part(name=say("配音 {name}", name=name), state="good", detail=version)


def _recognisers(home: Path) -> Iterator[Part]:
    del home
    for module, extra in (("faster_whisper", "asr"), ("whisper", "whisper")):
        there = importlib.util.find_spec(module) is not None
        yield Part(
            name=say("语音识别 {module}", module=module),
            state="good" if there else "missing",
            detail=say("已安装；模型要自己下载到本机") if there else say("没有安装（可选）"),
            mend="" if there else say('.venv/bin/pip install "fanxing[{extra}]"', extra=extra),
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
