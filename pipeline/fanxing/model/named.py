"""Every file and folder that a recipe names, with the key that names it."""

from collections.abc import Iterator

from fanxing.model.recipe import Facts, Recipe, Told


def named_files(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Key and path of every file, in the recipe's order."""
    yield from _of("museum", recipe.museum)
    if recipe.museum.logo:
        yield "museum.logo", recipe.museum.logo
    yield from _of("exhibition", recipe.exhibition)
    yield from _of("guide", recipe.guide)
    if recipe.guide.portrait:
        yield "guide.portrait", recipe.guide.portrait
    for at, one in enumerate(recipe.objects):
        yield from _of(f"objects[{at}]", one)
    yield from _of("closing", recipe.closing)
    if recipe.voice.take:
        yield "voice.take", recipe.voice.take
    if recipe.music.file:
        yield "music.file", recipe.music.file


def _of(key: str, part: Facts) -> Iterator[tuple[str, str]]:
    for at, media in enumerate(part.media):
        yield f"{key}.media[{at}].file", media.file
    if isinstance(part, Told) and part.recording:
        yield f"{key}.recording", part.recording
