"""The 发布清单: one page to print, saying what to drag where and what to tick, in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from fanxing.media.page.rare import with_faces
from fanxing.media.pages import page
from fanxing.model.package import PlatformEntry
from fanxing.model.platform import PlatformProfile


def checklist_html(
    title: str,
    profiles: Sequence[PlatformProfile],
    entries: Mapping[str, PlatformEntry],
    subtitles: str,
    *,
    draft: bool,
) -> bytes:
    """Write the page: for each platform its form's steps, texts to copy and boxes to tick.

    Args:
        title: Of the film.
        profiles: Platforms, in the recipe's order.
        entries: What is handed over, by platform.
        subtitles: Path of the subtitle file in the package; empty where there is none.
        draft: A draft says so at the top.
    """
    platforms = [_platform(profile, entries[profile.id], subtitles) for profile in profiles if profile.id in entries]
    told: dict[str, Any] = {"title": title, "platforms": platforms, "draft": draft}
    return with_faces(lambda faces: page("checklist.html", face=faces, **told))


def _platform(profile: PlatformProfile, entry: PlatformEntry, subtitles: str) -> dict[str, Any]:
    schedule = entry.extra.get("schedule")
    fields = {
        "video": entry.video,
        "declaration": entry.declaration,
        "schedule": schedule or "",
        "subtitles": subtitles,
        "tid": entry.extra.get("own", {}).get("tid") or "按内容自选",
    }
    steps = []
    for step in profile.steps:
        if ("{schedule}" in step and not schedule) or ("{subtitles}" in step and not subtitles):
            continue
        steps.append(step.format_map(fields))
    return {
        "name": profile.name,
        "url": profile.url,
        "steps": steps,
        "entry": entry,
        "tags": " ".join(entry.tags),
        "short": len(entry.title),
    }
