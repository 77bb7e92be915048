"""Subtitle files of others: any usual encoding, broken as they come; what is wrong is said, not swallowed."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pysrt
import pysubs2

from fanxing.media.captions.ass import ass_text
from fanxing.media.captions.ass_lines import plain, read_ass
from fanxing.media.captions.blocks import Block, blocks
from fanxing.media.captions.encodings import decoded
from fanxing.model.errors import AssetError, Fault, Location, RecipeError
from fanxing.model.reasons import reason
from fanxing.model.words import say

Form = Literal["srt", "vtt", "ass"]
"""Kinds of subtitle files."""

LARGEST_BYTES = 20_000_000
"""A day of subtitles has two million."""

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\s*\\[^{}]*\}")


@dataclass(frozen=True)
class Caption:
    """One subtitle of a file."""

    start_ms: int
    """Appears."""
    end_ms: int
    """Disappears; not before it appears where the file is in order."""
    written: str
    """As the file has it, tags and all, lines parted by ``\\n``."""
    form: Form = "srt"
    """Whose tags stand in it."""
    event: pysubs2.SSAEvent | None = None
    """All else that an ASS file says of it."""

    @property
    def text(self) -> str:
        """What a viewer reads: without tags, line by line."""
        if self.form == "ass":
            return plain(self.written)
        bare = _TAGS.sub("", self.written)
        return html.unescape(bare) if self.form == "vtt" else bare


@dataclass(frozen=True)
class CaptionFile:
    """A subtitle file, read."""

    name: str
    """Its name, for people."""
    form: Form
    """What it is."""
    encoding: str
    """How it was written; it is always written again as UTF-8."""
    captions: tuple[Caption, ...]
    """In the file's order."""
    notes: tuple[Fault, ...] = ()
    """What was not as it should be, and what was made of it; advice."""
    subs: pysubs2.SSAFile | None = None
    """Styles and header of an ASS file."""


def read_captions(path: Path) -> CaptionFile:
    """Read an SRT, VTT or ASS/SSA file, told apart by what is in it.

    Raises:
        RecipeError: There is no such file.
        AssetError: Too large, no text, no subtitle file, or nothing in it can be read.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refusal(path.name, say("文件太大，不是字幕文件"))
        raw = path.read_bytes()
    except FileNotFoundError as error:
        what = say("找不到 {file}", file=path)
        raise RecipeError(Fault(rule="subtitle-missing", what=what, mend=say("检查路径"))) from error
    except OSError as error:
        raise _refusal(path.name, say("无法读取：{why}", why=reason(error))) from error
    return parse_captions(raw, path.name)


def parse_captions(raw: bytes, name: str) -> CaptionFile:
    """Read the bytes of a subtitle file; ``name`` is for people. See ``read_captions``."""
    text, encoding = decoded(raw)
    if text is None:
        raise _refusal(name, say("认不出文字编码，或不是文字文件"), say("用编辑器打开，另存为 UTF-8 编码"))
    notes = [] if encoding in {"utf-8", "utf-8-sig", "ascii"} else [_recoded(name, encoding)]
    form = _form(text)
    if text.lstrip().startswith("<"):
        raise _refusal(name, say("这是 XML 字幕（TTML、DFXP 等），这里不读"), say("在剪辑软件里另存为 SRT"))
    if form is None:
        raise _refusal(name, say("不是字幕文件：没有时间，也没有 WEBVTT 或 [Script Info]"))
    if form == "ass":
        try:
            subs, events, strange = read_ass(text)
        except (ValueError, KeyError, TypeError) as error:
            raise _refusal(name, say("ASS 的内容读不懂：{why}", why=error)) from error
        notes += [_odd(name, what) for what in strange]
        found = tuple(Caption(one.start, one.end, one.text.replace(r"\N", "\n"), form, one) for one in events)
        return _checked(CaptionFile(name, form, encoding, found, tuple(notes), subs))
    read = blocks(text, spoken_notes=form == "srt")
    notes += [_block_note(name, block, what) for block in read for what in block.strange]
    found = tuple(Caption(block.start_ms, block.end_ms, block.text, form) for block in read if block.timed)
    return _checked(CaptionFile(name, form, encoding, found, tuple(notes)))


def _form(text: str) -> Form | None:
    head = text.lstrip().lower()
    if head.startswith("webvtt"):
        return "vtt"
    if "[script info]" in head[:4000] or "[events]" in head:
        return "ass"
    return "srt" if "-->" in head else None


def _checked(file: CaptionFile) -> CaptionFile:
    if file.captions:
        return file
    empty = Fault(
        rule="subtitle-empty-file",
        what=say("里面没有一条能读的字幕"),
        where=file.name,
        mend=say("检查文件是否完整，时间是否写成 00:00:01,000 --> 00:00:02,000"),
    )
    raise AssetError(empty, *file.notes)


def _refusal(name: str, what: str, mend: str = "") -> AssetError:
    return AssetError(
        Fault(rule="subtitle-unreadable", what=what, where=name, mend=mend or say("给一个 .srt、.vtt 或 .ass 文件"))
    )


def _recoded(name: str, encoding: str) -> Fault:
    return Fault(
        rule="subtitle-encoding",
        what=say("文字编码是 {encoding}，不是 UTF-8", encoding=encoding),
        where=name,
        mend=say("用 fanxing subtitle fix 改存为 UTF-8"),
        level="advice",
    )


def _odd(name: str, what: str) -> Fault:
    return Fault(
        rule="subtitle-form", what=what, where=name, mend=say("用 fanxing subtitle fix 改成规范的写法"), level="advice"
    )


def _block_note(name: str, block: Block, what: str) -> Fault:
    return Fault(
        rule="subtitle-form",
        what=what,
        where=Location(file=name, line=block.line),
        mend=say("用 fanxing subtitle fix 改成规范的写法，再核对这一处"),
        level="advice" if block.timed else "fault",
    )


def write_captions(file: CaptionFile, form: Form | None = None) -> bytes:
    """Write a file again, UTF-8; tags and styles are kept where the form stays the same.

    Args:
        file: What was read, or made of it.
        form: Another kind of file; default: the same.
    """
    wanted = form or file.form
    if wanted == "srt":
        return _srt(file).encode("utf-8")
    subs = as_subs(file, wanted)
    text: str = subs.to_string(wanted, **({"keep_ssa_tags": True} if wanted == "vtt" else {}))
    return (text.rstrip("\n") + "\n").encode("utf-8")


def _srt(file: CaptionFile) -> str:
    out = ""
    for number, one in enumerate(file.captions, start=1):
        text = one.written if file.form == "srt" else one.text
        start, end = (pysrt.SubRipTime(milliseconds=ms) for ms in (one.start_ms, one.end_ms))
        out += f"{pysrt.SubRipItem(number, start, end, _without_blank_lines(text))}\n"
    return out


def as_subs(file: CaptionFile, form: Form) -> pysubs2.SSAFile:
    """Give the captions as pysubs2 knows them, for a VTT or an ASS file; a new one each time."""
    subs = pysubs2.SSAFile()
    if form == "ass" and file.subs is not None:
        subs.info = file.subs.info.copy()
        subs.styles = {name: style.copy() for name, style in file.subs.styles.items()}
        subs.fonts_opaque, subs.graphics_opaque = file.subs.fonts_opaque, file.subs.graphics_opaque
    for one in file.captions:
        event = one.event.copy() if form == "ass" and one.event is not None else pysubs2.SSAEvent()
        event.start, event.end = one.start_ms, one.end_ms
        event.text = one.written if file.form == form else escaped(one.text, form)
        if form == "vtt":
            event.text = event.text.replace("\\", "&#92;")
        event.text = _without_blank_lines(event.text).replace("\n", r"\N")
        subs.append(event)
    return subs


def html_text(text: str) -> str:
    """Escape plain text for WebVTT; a backslash too, of which pysubs2 would make a tag."""
    return html.escape(text, quote=False).replace("\\", "&#92;")


def escaped(text: str, form: Form) -> str:
    """Write plain text as a form writes it; its lines stay lines."""
    if form == "vtt":
        return html_text(text)
    return "\n".join(map(ass_text, text.split("\n"))) if form == "ass" else text


def _without_blank_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
