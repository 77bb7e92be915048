"""The objects of a film as a registrar reads them: name, accession number, keeper."""

from fanxing.model.story import Story
from fanxing.model.words import say


def registered(story: Story) -> tuple[str, ...]:
    """Give one line for each object, in the order told: 松下高士，1982.68.1，克利夫兰艺术博物馆.

    Args:
        story: What the film tells; the museum keeps what names no other keeper.
    """
    return tuple(
        say(
            "{name}，{accession}，{holder}",
            name=one.name,
            accession=one.accession or say("没有写藏品号"),
            holder=one.holder or story.museum.name,
        )
        for one in story.objects
    )
