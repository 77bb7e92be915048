"""Story, Publish -> the words that go with a film, before a platform's rules cut them."""

import re

from fanxing.model.blurb import Blurb
from fanxing.model.recipe import Publish
from fanxing.model.story import Story
from fanxing.model.words import say


def blurb(story: Story, publish: Publish, lines: tuple[str, ...]) -> Blurb:
    """Take the words of the recipe; where a person wrote none, set them together from its fields, adding nothing.

    Args:
        story: The cut.
        publish: What the recipe says for the platforms.
        lines: Lines that a licence wants under the film; left out of a description that a person wrote.
    """
    names = tuple(dict.fromkeys((story.museum.called, story.museum.name, story.exhibition.name)))
    tags = publish.tags or _tags(story)
    return Blurb(
        title=(publish.title if story.kind == "episode" else None) or story.title,
        description=(publish.description or "").strip() or _description(story, lines),
        tags=tags,
        names=names,
    )


def _tags(story: Story) -> tuple[str, ...]:
    """Museum, exhibition and objects, as topics: without marks and quotation."""
    names = [story.museum.name, story.exhibition.name, *(one.name for one in story.objects)]
    return tuple(dict.fromkeys(plain for name in names if (plain := re.sub(r"[^\w]", "", name))))


def _description(story: Story, rights: tuple[str, ...]) -> str:
    lines = [story.hook, *_objects(story)]
    show = "，".join(part for part in (story.exhibition.name, story.exhibition.dates, story.exhibition.hall) if part)
    lines.append(say("{museum}｜{show}", museum=story.museum.name, show=show))
    if story.kind == "episode":
        lines.append(say("讲解：{name}", name=" ".join(p for p in (story.guide.role, story.guide.name) if p)))
    if story.museum.hours:
        lines.append(say("开放时间：{hours}", hours=story.museum.hours))
    if story.museum.address:
        lines.append(say("地址：{address}", address=story.museum.address))
    return "\n".join([line for line in lines if line] + list(rights))


def _objects(story: Story) -> list[str]:
    if story.kind == "object":
        return [
            "，".join(part for part in (one.name, one.date, one.material, one.size, one.holder) if part)
            for one in story.objects
        ]
    if len(story.objects) == 1:
        return [story.objects[0].name]
    return [say("展品：{names}", names="、".join(one.name for one in story.objects))]
