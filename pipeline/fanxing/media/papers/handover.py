"""Files for hands and programs: ``publish.json``, the text of social-auto-upload, ``credits.txt``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fanxing.model.package import PlatformEntry
from fanxing.model.words import say


def uploader_text(entry: PlatformEntry) -> bytes:
    """Write what social-auto-upload reads beside a film: the title, then the topics, one line each.

    Source: github dreammis/social-auto-upload, utils/files_times.py, get_title_and_hashtags: the film's name with
    ``.txt``; it takes the second line for granted, so that line is never empty.
    """
    topics = " ".join("#" + tag.strip("#") for tag in entry.tags)
    return f"{entry.title}\n{topics or '#'}\n".encode()


def publish_json(entries: Mapping[str, PlatformEntry], schedule: str | None) -> bytes:
    """Write for programs what is handed over to each platform; paths are relative to the package."""
    value: dict[str, Any] = {
        "schema": "fanxing.publish/1",
        "schedule": {"at": schedule, "zone": "Asia/Shanghai"} if schedule else None,
        "platforms": {name: entry.model_dump(mode="json") for name, entry in entries.items()},
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def credits_text(title: str, lines: Sequence[str], label: str) -> bytes:
    """Write the rights ledger for people: one line for each picture, clip, sound and font."""
    head = [say("《{title}》素材来源与授权", title=title), ""]
    tail = ["", say("AI 标识：{label}", label=label)] if label else []
    return ("\n".join([*head, *lines, *tail]) + "\n").encode()
