"""Every file that a recipe names: where, for what, and under which key it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fanxing.model.recipe import Facts, Media, Recipe, Told


@dataclass(frozen=True)
class Named:
    """One use of a file by a recipe."""

    key: str
    """Key path in the recipe: ``objects[0].media[1].file``."""
    item: str
    """Key of what it becomes, which survives re-ordering: ``object/<id>/media/1``."""
    path: str
    """As written."""
    use: Literal["shot", "picture", "recording", "music"]
    """What it is wanted for."""
    media: Media | None = None
    """All that is written of it, where it is a shot."""


def named_files(recipe: Recipe) -> Iterator[Named]:
    """Every file, in the recipe's order."""
    yield from _of("museum", "museum", recipe.museum)
    if recipe.museum.logo:
        yield Named("museum.logo", "museum/logo", recipe.museum.logo, "picture")
    yield from _of("exhibition", "exhibition", recipe.exhibition)
    yield from _of("guide", "guide", recipe.guide)
    if recipe.guide.portrait:
        yield Named("guide.portrait", "guide/portrait", recipe.guide.portrait, "picture")
    for at, one in enumerate(recipe.objects):
        yield from _of(f"objects[{at}]", f"object/{one.id}", one)
    yield from _of("closing", "closing", recipe.closing)
    if recipe.voice.take:
        yield Named("voice.take", "voice/take", recipe.voice.take, "recording")
    if recipe.music.file:
        yield Named("music.file", "music", recipe.music.file, "music")


def _of(key: str, item: str, part: Facts) -> Iterator[Named]:
    for at, media in enumerate(part.media):
        yield Named(f"{key}.media[{at}].file", f"{item}/media/{at}", media.file, "shot", media)
    if isinstance(part, Told) and part.recording:
        yield Named(f"{key}.recording", f"{item}/recording", part.recording, "recording")
