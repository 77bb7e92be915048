"""The storyboard as one HTML file that opens from a chat: pictures inside, nothing fetched, a place for remarks."""

import base64
import hashlib
import itertools
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from fanxing.media.assets import assets
from fanxing.media.page.panels import Aside, Panels
from fanxing.media.page.rare import with_faces
from fanxing.media.page.sheet import SHORT_HASH, Note, Row, Subject, clock
from fanxing.media.pages import page
from fanxing.model.errors import Location
from fanxing.model.register import registered
from fanxing.model.words import say

VERDICTS: Mapping[str, str] = {"pass": say("通过"), "should": say("要改"), "must": say("必须改")}
"""A coach's verdicts on a shot, as ``fanxing.remarks/1`` writes them."""
LEVELS: Mapping[str, str] = {"fault": say("错误"), "advice": say("提醒")}
"""Words for the levels of findings."""


def storyboard_html(subject: Subject, panels: Panels) -> bytes:
    """Write the page.

    The remarks that it hands back are JSON ``{"schema": "fanxing.remarks/1", "storyboard_sha256", "by": name or null,
    "remarks": [{"shot_uid": uid or null for the whole film, "verdict": "pass" | "should" | "must" | null, "text"}]}``.

    Args:
        subject: The storyboard and what stands beside it.
        panels: First and last frame of each of its shots.

    Returns:
        UTF-8 HTML.
    """
    return with_faces(lambda faces: _page(subject, panels, faces))


def _page(subject: Subject, panels: Panels, faces: str) -> bytes:
    story, board = subject.story, subject.board
    style, script = (_own(f"storyboard.{kind}") for kind in ("css", "js"))
    style = faces + style
    return page(
        "storyboard.html",
        style=style,
        script=script,
        style_hash=_csp_hash(style),
        script_hash=_csp_hash(script),
        title=board.title,
        museum=story.museum.name,
        exhibition=story.exhibition.name,
        guide=_guide(subject),
        total=_long(subject.told.seconds),
        filmed=subject.filmed is not None,
        shapes=panels.shapes,
        voice=subject.reader,
        platforms=subject.platforms,
        sha256=subject.sha256,
        short=subject.sha256[:SHORT_HASH],
        frame="tall" if panels.size.aspect < 1 else "wide",
        width=panels.size.width,
        height=panels.size.height,
        rows=subject.rows,
        parts=[
            _part(subject, list(rows), panels) for _, rows in itertools.groupby(subject.rows, lambda row: row.group)
        ],
        verdicts=tuple(VERDICTS.items()),
        things=registered(story),
        **_summaries(subject),
    )


def _guide(subject: Subject) -> str:
    guide = subject.story.guide
    ranks = "，".join(filter(None, (guide.role, guide.title)))
    return f"{guide.name}（{ranks}）" if ranks else guide.name


def _long(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return say("{seconds} 秒", seconds=whole)
    return say("{minutes} 分 {seconds} 秒", minutes=whole // 60, seconds=whole % 60)


def _summaries(subject: Subject) -> dict[str, Any]:
    """What stands above the shots: findings and rights."""
    notes = [_note(note) for note in subject.notes]
    return {
        "notes": notes,
        "faults": sum(note["level"] == "fault" for note in notes),
        "advice": sum(note["level"] == "advice" for note in notes),
        "rights": subject.rights,
        "file_count": len({file for one in subject.rights for file in one.files}),
        "rights_missing": len({file for one in subject.rights if one.missing for file in one.files}),
    }


def _note(note: Note) -> dict[str, Any]:
    fault = note.fault
    return {
        "level": fault.level,
        "level_word": LEVELS[fault.level],
        "what": fault.what,
        "mend": fault.mend,
        "where": _place(fault.where),
        "shot": note.shot,
    }


def _place(where: Location | str | None) -> str:
    """Line in the recipe, without the folder that it lies in: the page goes to others, who know no keys."""
    if not isinstance(where, Location):
        return PurePath(where).name if where and ("/" in where or "\\" in where) else where or ""
    return say("配方第 {line} 行", line=where.line) if where.line else where.key or PurePath(where.file).name


def _part(subject: Subject, rows: list[Row], panels: Panels) -> dict[str, Any]:
    return {
        "heading": rows[0].part,
        "starts": clock(rows[0].starts),
        "seconds": f"{sum(row.shot.seconds for row in rows):.1f}",
        "unwritten": not all(row.written for row in rows),
        "rows": [_row(row, panels, [note for note in subject.notes if note.shot == row.number]) for row in rows],
    }


def _row(row: Row, panels: Panels, notes: list[Note]) -> dict[str, Any]:
    panel = panels.panels[row.number - 1]
    shape = f"{panels.shape} " * bool(panels.asides)
    frames = [(panel.first, f"{shape}{say('起')}"), (panel.last, f"{shape}{say('止')}")]
    return {
        "number": row.number,
        "uid": row.shot.uid,
        "look": row.look,
        "part": row.part,
        "starts": clock(row.starts),
        "ends": clock(row.starts + row.shot.seconds),
        "seconds": f"{row.shot.seconds:.1f}",
        "frames": [(_inside(picture), name) for picture, name in frames],
        "asides": [_aside(one, row.number) for one in panels.asides],
        "differs": panels.differs(row.number),
        "alt": f"{row.part}，{row.look}",
        "words": row.shot.words,
        "pace": f"{row.pace:.1f}" if row.pace else "",
        "hurried": row.hurried,
        "strip": row.strip,
        "facts": row.facts,
        "card": row.card,
        "path": row.path,
        "rights": row.rights,
        "rights_missing": row.rights_missing,
        "marks": row.marks,
        "notes": [_note(note) for note in notes],
    }


def _aside(aside: Aside, number: int) -> dict[str, Any]:
    """The shot in a further shape."""
    return {
        "shape": aside.shape,
        "picture": _inside(aside.panels[number - 1].last),
        "width": aside.size.width,
        "height": aside.size.height,
        "frame": "tall" if aside.size.aspect < 1 else "broad",
    }


def _inside(picture: bytes) -> str:
    """A picture as it stands inside a page."""
    return base64.b64encode(picture).decode("ascii")


def _own(name: str) -> str:
    return (assets() / "pages" / name).read_text("utf-8")


def _csp_hash(text: str) -> str:
    """Name of an inline style or script in a Content-Security-Policy (W3C CSP 3, 2.3.1, hash-source)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
