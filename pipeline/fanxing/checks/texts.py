"""What a recipe says in words of its own, with the key of each."""

from collections.abc import Iterator

from fanxing.model.recipe import Recipe


def texts_of_whole(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Texts that speak of the whole, not of one object; those that are empty are left out."""
    texts = {
        "title": recipe.title,
        "hook": recipe.hook,
        "exhibition.say": recipe.exhibition.say,
        "guide.say": recipe.guide.say,
        "closing.say": recipe.closing.say,
        "publish.title": recipe.publish.title,
        "publish.description": recipe.publish.description,
    }
    texts |= {f"publish.{name}.title": title for name, title in recipe.publish.titles.items()}
    yield from ((key, text) for key, text in texts.items() if text)
