"""Files for hands and programs: ``publish.json``, the text of social-auto-upload, ``credits.txt``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fanxing.model.package import PlatformEntry
from fanxing.model.platform import PlatformProfile
from fanxing.model.register import registered
from fanxing.model.story import Story
from fanxing.model.words import say


def uploader_text(entry: PlatformEntry) -> bytes:
    """Write what social-auto-upload reads beside a film: the title, then the topics, one line each.

    Source: github dreammis/social-auto-upload, utils/files_times.py, get_title_and_hashtags: the film's name with
    ``.txt``; it takes the second line for granted, so that line is never empty. It knows no description, and some of
    its offspring publish every further line, so none is written: the checklist says what the file is for.
    """
    topics = " ".join("#" + tag.strip("#") for tag in entry.tags)
    return f"{entry.title}\n{topics or '#'}\n".encode()


def post_text(profile: PlatformProfile, entry: PlatformEntry) -> str:
    """All that is pasted into the field of the description: with the topics where they are typed there too."""
    topics = entry.tags if profile.tags.hash != "none" else ()
    return "\n".join(part for part in (entry.description, " ".join(topics)) if part)


def publish_json(
    profiles: Sequence[PlatformProfile], entries: Mapping[str, PlatformEntry], schedule: str | None
) -> bytes:
    """Write for programs what is handed over to each platform; paths are relative to the package.

    ``post`` is the text of the description's field, whole: with the credits that licences ask for, and the topics
    where they are typed there too.
    """
    value: dict[str, Any] = {
        "schema": "fanxing.publish/1",
        "schedule": {"at": schedule, "zone": "Asia/Shanghai"} if schedule else None,
        "platforms": {
            one.id: entries[one.id].model_dump(mode="json") | {"post": post_text(one, entries[one.id])}
            for one in profiles
            if one.id in entries
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def credits_text(story: Story, lines: Sequence[str], duties: Sequence[str], label: str) -> bytes:
    """Write the rights ledger for people.

    What binds the whole film, a line for each picture, sound and font, and the objects with their numbers, which
    nothing else in a package shows to whoever proofs them against the register.
    """
    head = [say("《{title}》素材来源与授权", title=story.title), "", *duties, *([""] if duties else [])]
    tail = ["", say("AI 标识：{label}", label=label)] if label else []
    things = registered(story)
    shown = ["", say("展品（名称，藏品号，收藏单位；请照登记核对）"), *things] if things else []
    return ("\n".join([*head, *lines, *tail, *shown]) + "\n").encode()
