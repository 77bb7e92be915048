"""The words that go with a film, before and after a platform's rules cut them."""

import re

from fanxing.model.document import Document
from fanxing.model.recipe import Publish
from fanxing.model.story import Story, names_told
from fanxing.model.words import say


class Blurb(Document):
    """The words that go with a film, before they are fitted."""

    title: str
    """Title."""
    description: str
    """Text under the film."""
    rights: tuple[str, ...] = ()
    """Lines that licences ask for: they stand under the description whole, whatever else must go."""
    tags: tuple[str, ...] = ()
    """Topics, without #."""
    titles: dict[str, str] = {}
    """Titles that were written for one platform alone, by its id."""
    kept: tuple[str, ...] = ()
    """Names that no title is cut within."""
    names: tuple[str, ...] = ()
    """Names of museum and exhibition: they lengthen a title that is too short, and stand in for topics."""


class Fitted(Document):
    """The words as one platform takes them."""

    title: str
    """Fitted title."""
    description: str
    """Fitted description, without the topics."""
    tags: tuple[str, ...]
    """Fitted topics, as they are typed."""
    cut: tuple[str, ...] = ()
    """What was changed, in words."""
    problems: tuple[str, ...] = ()
    """What could not be fitted, in words."""
    of_title: tuple[str, ...] = ()
    """Those of both that are about the title."""
    whole: str = ""
    """The title as it was wanted, where it had to be cut short; empty: it was not."""
    is_torn: bool = False
    """Whether it was cut where no sense ends."""


def blurb(story: Story, publish: Publish, lines: tuple[str, ...]) -> Blurb:
    """Take the words of the recipe; where a person wrote none, set them together from its fields, adding nothing.

    Args:
        story: The cut.
        publish: What the recipe says for the platforms.
        lines: Lines that licences ask for under the film; what a person's own description says already is left out.
    """
    names = tuple(dict.fromkeys((story.museum.called, story.museum.name, story.exhibition.name)))
    tags = publish.tags or _tags(story)
    written = (publish.description or "").strip()
    is_episode = story.kind == "episode"
    return Blurb(
        title=(publish.title if is_episode else None) or story.title,
        titles=publish.titles if is_episode else {},
        kept=tuple(name for name in names_told(story) if is_episode or name not in {one.name for one in story.objects}),
        description=written or _description(story),
        rights=tuple(one for one in lines if one not in written),
        tags=tags,
        names=names,
    )


def _tags(story: Story) -> tuple[str, ...]:
    """Museum, exhibition and objects, as topics: without marks and quotation."""
    names = [story.museum.name, story.exhibition.name, *(one.name for one in story.objects)]
    return tuple(dict.fromkeys(plain for name in names if (plain := re.sub(r"[^\w]", "", name))))


def _description(story: Story) -> str:
    lines = [story.hook, *_objects(story)]
    show = "，".join(part for part in (story.exhibition.name, story.exhibition.dates, story.exhibition.hall) if part)
    lines.append(say("{museum}｜{show}", museum=story.museum.name, show=show))
    if story.kind == "episode":
        lines.append(say("讲解：{name}", name=" ".join(p for p in (story.guide.role, story.guide.name) if p)))
    if story.museum.hours:
        lines.append(say("开放时间：{hours}", hours=story.museum.hours))
    if story.museum.address:
        lines.append(say("地址：{address}", address=story.museum.address))
    return "\n".join(line for line in lines if line)


def _objects(story: Story) -> list[str]:
    if story.kind == "object":
        return [
            "，".join(part for part in (one.name, one.date, one.material, one.size, one.holder) if part)
            for one in story.objects
        ]
    if len(story.objects) == 1:
        return [story.objects[0].name]
    return [say("展品：{names}", names="、".join(one.name for one in story.objects))]
