"""The recipe, parted into the documents that stages read: a change reaches only those who read it."""

from typing import Literal

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.geometry import SHAPES, SafeArea, Shape, Size
from fanxing.model.platform import PlatformProfile
from fanxing.model.recipe import Ai, Closing, Exhibit, Exhibition, Guide, Museum, RuleSetting
from fanxing.model.timing import FILM_RATE, Rate


class Story(Document):
    """What one cut tells: the whole template, or one object of it."""

    cut: str
    """``episode`` or ``object-<id>``: name of the package's folder."""
    kind: Literal["episode", "object"]
    """The whole template, or one object."""
    title: str
    """Title of this film: the recipe's, or ``name｜title`` for an object's clip."""
    hook: str | None
    """First words and first card; none in an object's clip, whose hook is the object."""
    hook_en: str | None = None
    """The hook in English."""
    museum: Museum
    """The museum."""
    exhibition: Exhibition
    """The exhibition."""
    guide: Guide
    """The guide."""
    objects: tuple[Exhibit, ...]
    """All objects, or the one of the clip."""
    closing: Closing
    """Last words; empty in an object's clip."""


class Lexicon(Document):
    """Readings of rare characters and 多音字."""

    readings: dict[str, str] = {}
    """Text to pinyin with tone marks or numbers, syllables parted by spaces."""


class Delivery(Document):
    """Which films are wanted."""

    shapes: tuple[Shape, ...]
    """One film for each, in this order."""
    draft: bool = False
    """A quick low preview: half the size, with a visible mark."""
    rate: Rate = Field(default=FILM_RATE)
    """Frames a second."""
    safe: dict[Shape, SafeArea] = {}
    """What the platforms of a shape cover at each edge, in pixels of the full canvas."""
    design: str = ""
    """Version of the look's files, so that an edited template makes anew."""
    max_kbps: int = 8000
    """Ceiling of the picture's bit rate that all platforms take, in kilobits a second."""

    def canvas(self, shape: Shape) -> Size:
        """The canvas of a film in this delivery: halved in a draft."""
        full = SHAPES[shape]
        return Size(width=full.width // 2, height=full.height // 2) if self.draft else full


class Wants(Document):
    """What the platforms of the recipe ask for."""

    platforms: tuple[PlatformProfile, ...]
    """Profiles, in the recipe's order."""


class Rules(Document):
    """How strictly the recipe wants to be judged."""

    commercial: bool = False
    """Absolute terms of the advertising law are faults."""
    ai: Ai = Ai()
    """Form of the AI metadata."""
    checks: dict[str, RuleSetting] = {}
    """Per-recipe settings of rules."""
    words: tuple[str, ...] = ()
    """Further words to warn of (``--words FILE``)."""


def cover_words(story: Story) -> tuple[str, str]:
    """Title and small line of a cover. A clip's object is its title: both its names would be too small to read."""
    if story.kind == "object":
        name = story.objects[0].name
        return name, f"{story.title.removeprefix(f'{name}｜')} · {story.museum.called}"
    return story.title, f"{story.museum.called} · {story.exhibition.name}"


def names_told(story: Story) -> tuple[str, ...]:
    """Names that no line should part."""
    told = (story.museum.called, story.exhibition.name, story.guide.name, *(one.name for one in story.objects))
    return tuple(dict.fromkeys(told))
