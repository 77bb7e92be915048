"""The 发布清单: one page to print, saying what to drag where and what to tick, in order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanxing.media.page.rare import with_faces
from fanxing.media.pages import page
from fanxing.media.papers.contents import Shelf
from fanxing.media.papers.handover import post_text
from fanxing.model.package import PlatformEntry
from fanxing.model.platform import PlatformProfile
from fanxing.model.words import say


@dataclass(frozen=True)
class Captions:
    """Subtitles of a film."""

    path: str
    """File in the package; empty where there is none."""
    burnt_in: bool
    """They are in the picture: the file uploaded as well would show every word twice."""


def checklist_html(  # noqa: PLR0913 - all that the page shows
    title: str,
    profiles: Sequence[PlatformProfile],
    entries: Mapping[str, PlatformEntry],
    captions: Captions,
    notes: Sequence[str] = (),
    *,
    contents: Sequence[Shelf] = (),
    draft: bool,
) -> bytes:
    """Write the page: for each platform its form's steps, texts to copy and boxes to tick.

    Args:
        title: Of the film.
        profiles: Platforms, in the recipe's order.
        entries: What is handed over, by platform.
        captions: Its subtitles.
        notes: What was done otherwise than asked, and what a person should listen to before publishing.
        contents: What else lies in the folder.
        draft: A draft says so at the top.
    """
    platforms = [_platform(profile, entries[profile.id], captions) for profile in profiles if profile.id in entries]
    told: dict[str, Any] = {
        "title": title,
        "platforms": platforms,
        "burnt_in": bool(captions.path) and captions.burnt_in,
        "notes": notes,
        "contents": contents,
        "draft": draft,
    }
    return with_faces(lambda faces: page("checklist.html", face=faces, **told))


def _platform(profile: PlatformProfile, entry: PlatformEntry, captions: Captions) -> dict[str, Any]:
    schedule = entry.extra.get("schedule")
    upload = captions.path if captions.path and not captions.burnt_in else ""
    fields = {
        "video": entry.video,
        "declaration": _ticked(profile, entry),
        "schedule": schedule or "",
        "subtitles": upload,
        "tid": _section(profile, entry),
    }
    steps = []
    for step in profile.steps:
        if ("{schedule}" in step and not schedule) or ("{subtitles}" in step and not upload):
            continue
        steps.append(step.format_map(fields))
    return {
        "name": profile.name,
        "url": profile.url,
        "steps": steps,
        "entry": entry,
        "tags": " ".join(entry.tags),
        "post": _pasted(post_text(profile, entry)) if profile.tags.hash != "none" and entry.tags else "",
        "declared": any("{declaration}" in step for step in profile.steps),
    }


def _pasted(text: str) -> tuple[tuple[str, ...], ...]:
    """Lines of a text to copy, each in pieces that a narrow page does not part: a topic keeps its mark."""
    return tuple(
        tuple(re.split(r"(?<= )(?=#)", line)) if line.startswith("#") else (line,) for line in text.split("\n")
    )


def _ticked(profile: PlatformProfile, entry: PlatformEntry) -> str:
    """What is chosen in the form: where the interface has a field of its own, a person answers yes or no."""
    if not profile.declaration.field:
        return entry.declaration
    return say("是") if entry.declaration.endswith("=true") else say("否")


def _section(profile: PlatformProfile, entry: PlatformEntry) -> str:
    """Where the film belongs on its site: as the recipe says, else with an example."""
    if tid := entry.extra.get("own", {}).get("tid"):
        return say("配方里写的 tid {tid}", tid=tid)
    example = profile.examples.get("tid")
    return say("按内容自选，如 {example}", example=example) if example else say("按内容自选")
