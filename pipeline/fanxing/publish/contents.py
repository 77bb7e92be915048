"""A package's files held against its manifest: each that is missing, renamed, changed or added is told by its name."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from fanxing.checks.rules import Judge
from fanxing.media.papers.contents import README
from fanxing.model.errors import Fault
from fanxing.model.package import FileRole
from fanxing.model.reasons import reason
from fanxing.model.words import say, shown
from fanxing.publish.manifest import MANIFEST

ROLES: Mapping[FileRole, str] = {
    "video": say("成片"),
    "clean": say("无字幕的成片"),
    "cover": say("封面"),
    "subtitles": say("字幕"),
    "storyboard": say("分镜稿"),
    "outline": say("提纲"),
    "timeline": say("时间线"),
    "credits": say("素材来源"),
    "checklist": say("发布清单"),
    "report": say("质检报告"),
    "publish": say("发布的文字"),
}
"""Words for what a file is for."""
_SYSTEMS = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".directory"})
"""What Finder, Explorer and KDE leave in every folder that is opened; none of it is a person's."""


_NAMED = 20
"""Added files that are told by name; the rest are counted."""


@dataclass(frozen=True)
class Contents:
    """The files of a package's folder; its manifest may be anybody's."""

    place: Path
    """The folder, of whatever name, on whatever disk: nothing in a package tells where it lies."""
    manifest: Mapping[str, Any]
    """As it was read."""
    judge: Judge
    """Rules of the gate."""
    _read: dict[Path, str] = field(default_factory=dict, repr=False)

    def listed(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Files of the manifest that lie in the folder; what points elsewhere is passed over (see ``findings``)."""
        for one in self.manifest.get("files", []):
            path = PurePosixPath(str(one.get("path", "")))
            if path.parts and not path.is_absolute() and ".." not in path.parts:
                file = self.place.joinpath(*path.parts)
                if not file.is_symlink() and file.is_file():
                    yield file, one

    @cached_property
    def _added(self) -> tuple[str, ...]:
        """Names of files that the manifest does not know, without those of systems."""
        known = {str(one.get("path")) for one in self.manifest.get("files", [])} | {MANIFEST}
        files = (one.relative_to(self.place) for one in sorted(self.place.rglob("*")) if not one.is_dir())
        return tuple(name for one in files if (name := one.as_posix()) not in known and not _of_a_system(one.name))

    def findings(self) -> Iterator[Fault]:
        """Every file that is not as it was packed."""
        there = {str(one.get("path")) for _, one in self.listed()}
        renamed: set[str] = set()
        for one in self.manifest.get("files", []):
            if str(one.get("path")) not in there:
                now = self._renamed(one, renamed)
                renamed |= {now} - {""}
                yield from self._missing(one, now)
        for file, one in self.listed():
            yield from self._changed(file, one)
        yield from self._strange([name for name in self._added if name not in renamed])

    def _strange(self, names: list[str]) -> Iterator[Fault]:
        mend = say("不要的就删掉；要留的可以不管")
        for name in names[:_NAMED]:
            what = say("{path} 不是打包时的文件，是后来放进来的", path=shown(name))
            yield from self.judge.find("package-added", what, mend=mend)
        if len(names) > _NAMED:
            what = say("另外还有 {count} 个后来放进来的文件", count=len(names) - _NAMED)
            yield from self.judge.find("package-added", what, mend=mend)

    def _missing(self, one: Mapping[str, Any], now: str) -> Iterator[Fault]:
        if now:
            what = say("{file}改了名字，现在叫 {now}", file=_called(one), now=shown(now))
            yield from self.judge.find("package-file", what, mend=say("改回原来的名字，放回原来的文件夹"))
        else:
            what = say("{file}不见了", file=_called(one))
            yield from self.judge.find(
                "package-file", what, mend=say("从原来的成品包再复制一次；原来的也没有，就再渲染一次")
            )

    def _changed(self, file: Path, one: Mapping[str, Any]) -> Iterator[Fault]:
        again = say("从原来的成品包再复制一次；是有意改的，就改配方再渲染一次")
        try:
            length, digest = file.stat().st_size, self._digest(file)
        except OSError as error:
            what = say("{file}读不出来：{why}", file=_called(one), why=reason(error))
            yield from self.judge.find("package-file", what, mend=say("检查硬盘或 U 盘，从原来的成品包再复制一次"))
            return
        packed = one.get("bytes", 0)
        if length < packed:
            what = say(
                "{file}比打包时短（现在 {now:,} 字节，原来 {then:,} 字节）：没有复制完整，或者被改过",
                file=_called(one),
                now=length,
                then=packed,
            )
            yield from self.judge.find("package-file", what, mend=again)
        elif digest != one.get("sha256") or length != packed:
            yield from self.judge.find("package-file", say("{file}打包以后被改过", file=_called(one)), mend=again)

    def _renamed(self, one: Mapping[str, Any], taken: set[str]) -> str:
        """Name under which the very bytes of a missing file lie in the folder; empty where they do not."""
        for name in self._added:
            file = self.place / name
            try:
                same = not file.is_symlink() and file.is_file() and file.stat().st_size == one.get("bytes")
                if same and name not in taken and self._digest(file) == one.get("sha256"):
                    return name
            except OSError:
                continue
        return ""

    def _digest(self, file: Path) -> str:
        if file not in self._read:
            with file.open("rb") as stream:
                self._read[file] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._read[file]


def cut_short(file: Path, one: Mapping[str, Any]) -> bool:
    """Whether a file is shorter than it was packed: a copy that was broken off."""
    return file.stat().st_size < int(one.get("bytes", 0))


def _called(one: Mapping[str, Any]) -> str:
    """A file for people: its path, and what it is for."""
    path = str(one.get("path"))
    role = "" if path == README else next((word for name, word in ROLES.items() if name == one.get("role")), "")
    return say("{path}（{role}）", path=path, role=role) if role else f"{path} "


def _of_a_system(name: str) -> bool:
    return name.casefold() in _SYSTEMS or name.startswith("._")
