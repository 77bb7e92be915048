"""Story, Voice, Footage keys -> Script."""

from collections.abc import Iterator

from fanxing.media.bench import Bench
from fanxing.media.speech.pace import seconds
from fanxing.model.bilingual import paired
from fanxing.model.recipe import Exhibit, Exhibition, Guide, Told, Voice
from fanxing.model.script import Line, Part, PartKind, Script
from fanxing.model.stage import stage
from fanxing.model.story import Story
from fanxing.model.text import sentences
from fanxing.model.words import say

LINE_PAUSE_S = 0.28
"""Silence between two lines: a reader's breath (subtitles.md: pauses of read Mandarin, 0.2 to 0.4 s)."""


@stage(version=2, pure=True)
def outline(story: Story, voice: Voice, *, bench: Bench) -> Script:
    """Part the words into lines; where a part has none, write plain sentences from its fields and nothing else."""
    del bench
    parts = tuple(_part(kind, name, told, heading, story, voice) for kind, name, told, heading in _told(story))
    return Script(
        cut=story.cut,
        title=story.title,
        parts=tuple(part for part in parts if part.lines or part.kind in {"object", "exhibition"}),
    )


def _told(story: Story) -> Iterator[tuple[PartKind, str, Told | None, str]]:
    if story.kind == "episode":
        yield "opening", "opening", None, say("片头")
        yield "exhibition", "exhibition", story.exhibition, story.exhibition.name
        yield "guide", "guide", story.guide, story.guide.name
    for one in story.objects:
        yield "object", f"object/{one.id}", one, one.name
    if story.kind == "episode":
        yield "closing", "closing", story.closing, say("结尾")


def _part(kind: PartKind, name: str, told: Told | None, heading: str, story: Story, voice: Voice) -> Part:
    written = bool(told and told.say and told.say.strip())
    text = told.say if told and told.say and written else _plain(told, story)
    parted = sentences(text)
    seconds_en = paired(text, story.hook_en if told is None else told.say_en if written else None)
    lines = tuple(
        Line(id=f"{name}/{at}", text=one, second=second)
        for at, (one, second) in enumerate(zip(parted, seconds_en, strict=True), start=1)
    )
    spoken = sum(seconds(line.text, voice.rate) for line in lines)
    return Part(
        id=name,
        kind=kind,
        heading=heading,
        lines=lines,
        recording=f"{name}/recording" if told and told.recording else None,
        written=written or kind == "opening",
        seconds=round(spoken + LINE_PAUSE_S * max(0, len(lines) - 1), 2),
    )


def _plain(told: Told | None, story: Story) -> str:
    """Plain sentences from the fields: no adjective, no claim that is not a field."""
    if told is None:
        return story.hook or ""
    if isinstance(told, Exhibition):
        return _sentences_of(
            f"{story.museum.name}，{told.name}",
            told.dates and f"展期：{told.dates}",
            told.hall and f"地点：{told.hall}",
        )
    if isinstance(told, Guide):
        return _sentences_of("，".join(filter(None, (f"讲解：{told.name}", told.role, told.title))))
    if isinstance(told, Exhibit):
        return _object_sentences(told, story)
    return ""


def _object_sentences(one: Exhibit, story: Story) -> str:
    holder = one.holder if one.holder and one.holder != story.museum.name else None
    return _sentences_of(
        "，".join(filter(None, (one.name, one.date, one.material))),
        one.size,
        *one.facts,
        holder and f"现藏{holder}",
    )


def _sentences_of(*parts: str | None) -> str:
    whole = (part.strip() for part in parts if part and part.strip())
    return "\n".join(part if part[-1] in "。！？!?…”」』" else f"{part}。" for part in whole)
