"""What a person writes: one museum, one exhibition, one guide, N objects."""

import re
import unicodedata
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from fanxing.model.aigc import MadeBy
from fanxing.model.document import Written
from fanxing.model.geometry import FocusBox

SCHEMA_VERSION = 1
"""The newest ``fanxing:`` number of a recipe that this program reads."""
LONGEST_SAY = 2000
"""Characters of one part's narration, some eight minutes; cutting the picture to it takes time with its square."""
SMALLEST_FOCUS = 0.01
"""Share of the picture: below it nobody knows what is meant, and nothing can be laid around it."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category, and yet nothing is seen."""


def _as_written(value: object) -> object:
    return getattr(value, "as_written", value)


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("one-line")
    return value.strip()


def _seen(value: str) -> str:
    """Text as it stands; nothing, where it holds only blanks, marks of direction and the like."""
    return value if any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANK for one in value) else ""


def _sayable(value: str) -> str:
    if len(value) > LONGEST_SAY:
        raise ValueError("say-long")
    return value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise ValueError("empty")
    return value


def _a_number(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("number")  # noqa: TRY004 - pydantic translates ValueError
    return value


Number = Annotated[float, BeforeValidator(_a_number)]
"""A number; ``true`` is none."""

Switch = Annotated[bool, Field(strict=True)]
"""``true`` or ``false``; ``no`` is text."""

Text = Annotated[str, BeforeValidator(_as_written), AfterValidator(_seen)]
"""Text as it was written: an unquoted ``1982.10`` keeps its last digit."""

Words = Annotated[Text, AfterValidator(_one_line)]
"""Text of one line."""

Required = Annotated[Words, AfterValidator(_not_empty)]
"""Text of one line that may not be empty."""

Narrated = Annotated[Text, AfterValidator(_sayable)]
"""What is said in one part; at most ``LONGEST_SAY`` characters."""

Seal = Annotated[Words, Field(pattern=r"^[\u3400-\u9fff\U00020000-\U000323af]{0,4}$")]
"""What a seal says: up to four Han characters."""

ObjectId = Annotated[Words, Field(pattern=r"^[\w.-]{1,64}$")]
"""Letters, digits, ``_``, ``.`` and ``-``; at most 64."""

Grade = Literal["一级", "二级", "三级", "一般", "未定级"]
Role = Literal["馆长", "专家", "金牌讲解员", "讲解员"]
CutKind = Literal["episode", "objects"]
RuleSetting = Literal["off", "advice", "fault"] | float
"""How a rule is taken in this recipe, or its limit."""


def _focus(value: object) -> object:
    if isinstance(value, list | tuple):
        if len(value) != 4:
            raise ValueError("focus-four")
        return dict(zip(("x", "y", "width", "height"), value, strict=True))
    return value


def _not_tiny(value: FocusBox | None) -> FocusBox | None:
    if value is not None and min(value.width, value.height) < SMALLEST_FOCUS:
        raise ValueError("focus-small")
    return value


class Media(Written):
    """One picture, clip or sound that the recipe names."""

    file: Required
    """Path relative to the recipe's folder."""
    focus: Annotated[FocusBox | None, BeforeValidator(_focus), AfterValidator(_not_tiny)] = None
    """x, y, w, h of the part to bring out, in fractions of the upright picture."""
    from_: Annotated[Number | None, Field(alias="from", ge=0.0)] = None
    """Footage only: in point, in seconds."""
    to: Annotated[Number | None, Field(gt=0.0)] = None
    """Footage only: out point, in seconds."""
    shot: Words | None = None
    """Pictures only: name of a shot that an installed package draws (docs/custom-shots.md)."""
    credit: Words | None = None
    """Who is named for it."""
    licence: Words | None = None
    """SPDX id, an IIIF or RightsStatements URI, or the word ``own``."""
    made_by: MadeBy | None = None
    """``camera`` or ``ai``; not said counts as camera."""
    sound: Switch = False
    """Footage only: keep its own sound under the narration."""

    @model_validator(mode="before")
    @classmethod
    def _path_alone(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        value = _as_written(value)
        return {"file": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_before_out(self) -> Self:
        if self.to is not None and self.to <= (self.from_ or 0.0):
            raise ValueError("in-after-out")
        return self


class Facts(Written):
    """A part of the template that has facts and pictures."""

    facts: tuple[Text, ...] = ()
    """Further facts, one sentence each; numbers and names said must be found in the fields or here."""
    media: tuple[Media, ...] = ()
    """Pictures and clips."""


class Told(Facts):
    """A part that has words of its own."""

    say: Narrated | None = None
    """Narration, as approved."""
    say_en: Text | None = None
    """The same words in English, for ``subtitles.second: en``."""
    recording: Required | None = None
    """The guide's own voice for this part: any audio or video file."""


class Museum(Facts):
    """The museum."""

    name: Required
    """Full name."""
    short: Words | None = None
    """Short name for lower thirds; default: the name."""
    city: Words | None = None
    """City or county."""
    logo: Required | None = None
    """Path of a picture."""
    hours: Words | None = None
    """Opening hours, shown on the end card."""
    address: Words | None = None
    """Address, shown on the end card."""
    credit_code: Annotated[Words | None, Field(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")] = None
    """18-character unified social credit code (GB 32100-2015), for the AI label; never invented."""

    @property
    def called(self) -> str:
        """The short name, or the name."""
        return self.short or self.name


class Exhibition(Told):
    """The exhibition."""

    name: Required
    """Name."""
    dates: Words | None = None
    """When it is open."""
    hall: Words | None = None
    """Where in the museum."""


class Guide(Told):
    """The one who tells it."""

    name: Required
    """Name."""
    role: Role | None = None
    """馆长, 专家, 金牌讲解员 or 讲解员."""
    title: Words | None = None
    """Free text, e.g. 研究馆员."""
    portrait: Required | None = None
    """Path of a picture."""


class Exhibit(Told):
    """One of the N objects, in the order told."""

    id: Annotated[ObjectId, Field(validate_default=False)] = ""
    """Unique in the recipe; default: its position, as ``01``."""
    name: Required
    """Name of the object."""
    date: Words | None = None
    """When it was made."""
    material: Words | None = None
    """What it is made of."""
    size: Words | None = None
    """Measures with their units."""
    accession: Words | None = None
    """Accession number."""
    holder: Words | None = None
    """Who keeps it."""
    grade: Grade | None = None
    """Grade of the relic."""


class Closing(Told):
    """The last words."""


class Voice(Written):
    """Who reads the words, and how fast."""

    speaker: Required = "espeak"
    """A name that ``fanxing doctor`` lists; ``silent`` always works."""
    rate: Annotated[Number, Field(ge=0.5, le=2.0)] = 1.0
    """Speaking rate; 1.0 is the voice's own pace."""
    take: Required | None = None
    """One recording of the whole script, from which every part is cut."""
    tighten: Switch = False
    """Shorten breaths and long pauses of a recording."""
    clean: Switch = False
    """Take the steady noise of the room off a recording, gently."""
    credit: Words | None = None
    """Who is named for the recordings; default: the guide."""
    licence: Words | None = None
    """Of the recordings: SPDX id, URI, or ``own``; not said: it stays open whose they are."""


class Music(Written):
    """The bed under the words."""

    file: Required | None = None
    """Path of a sound file."""
    folder: Required | None = None
    """A folder to pick from, by mood and length."""
    mood: Words | None = None
    """Word looked for in the files' names and tags."""
    credit: Words | None = None
    """Who is named for it."""
    licence: Words | None = None
    """SPDX id, URI or ``own``."""
    level_db: Annotated[Number, Field(ge=-60.0, le=0.0)] = -20.0
    """Level of the bed below the narration while somebody speaks, in dB."""


class Look(Written):
    """What it looks like."""

    template: Annotated[Words, Field(pattern=r"^[\w-]{1,64}$")] = "ink"
    """Name of a template."""
    subtitles: Switch = True
    """Burn subtitles into the picture."""
    readings: Switch = False
    """Show readings of rare characters at first mention."""
    karaoke: Switch = False
    """Highlight each character of a subtitle as it is said."""
    seal: Seal | None = None
    """Words of the template's seal, at most four characters; default: the template's own; empty: no seal."""


class Subtitles(Written):
    """Languages of the subtitles."""

    second: Literal["en"] | None = None
    """A second language below; its words stand in ``say_en`` beside each ``say``."""


class Review(Written):
    """Whether a coach must agree first."""

    required: Switch = False
    """True: no package without a coach's approval of this very storyboard."""


class Ai(Written):
    """How the AI label is written."""

    metadata: Literal["bare", "wrapped"] = "bare"
    """Form of the AIGC metadata (GB 45438-2025 App. E reads as wrapped, the practice guides as bare)."""


class Publish(Written):
    """What the platforms ask for; fitted to each one's rules."""

    tags: tuple[Words, ...] = ()
    """Topics, without #."""
    description: Text | None = None
    """Text under the film."""
    schedule: Annotated[Words | None, Field(pattern=r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$")] = None
    """When to publish: YYYY-MM-DD HH:MM, Asia/Shanghai."""
    title: Words | None = None
    """A title for the platforms, where the film's is not meant."""
    own: dict[str, dict[str, Any]] = {}
    """A platform's own fields, under its name; written directly under ``publish``."""

    @model_validator(mode="before")
    @classmethod
    def _platforms_own(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        if not isinstance(value, dict):
            return value
        if not isinstance(value.get("own", {}), dict):
            return value  # the schema says what is wrong with it
        own = {key: part for key, part in value.items() if isinstance(part, dict) and key != "own"}
        rest = {key: part for key, part in value.items() if key not in own}
        return {**rest, "own": {**rest.get("own", {}), **own}} if own else rest

    @property
    def titles(self) -> dict[str, str]:
        """Titles for one platform alone, by its name: ``title`` among its own fields."""
        written = {name: _as_written(fields.get("title")) for name, fields in self.own.items()}
        return {name: title.strip() for name, title in written.items() if isinstance(title, str) and title.strip()}


class Recipe(Written):
    """The template: one museum + one exhibition + one guide + N objects."""

    fanxing: Annotated[int, Field(ge=1)] = SCHEMA_VERSION
    """Version of this schema."""
    title: Required
    """Title of the film, and of the cover."""
    hook: Words | None = None
    """First words and first card."""
    hook_en: Text | None = None
    """The hook in English, for ``subtitles.second: en``."""
    museum: Museum
    """The museum."""
    exhibition: Exhibition
    """The exhibition."""
    guide: Guide
    """The guide."""
    objects: Annotated[list[Exhibit], Field(min_length=1)]
    """N objects, in the order told."""
    closing: Closing = Closing()
    """The last words."""
    voice: Voice = Voice()
    """Who reads."""
    music: Music = Music()
    """The bed."""
    look: Look = Look()
    """The look."""
    subtitles: Subtitles = Subtitles()
    """Languages."""
    lexicon: dict[Words, Words] = {}
    """Readings of rare characters and 多音字: text to pinyin with tone marks or numbers."""
    platforms: Annotated[list[Words], Field(min_length=1)] = ["channels"]
    """Names of platform profiles."""
    cuts: Annotated[list[CutKind], Field(min_length=1)] = ["episode"]
    """``episode``: the whole template; ``objects``: one short clip for each object."""
    review: Review = Review()
    """The coach."""
    commercial: Switch = False
    """True: absolute terms of the advertising law are faults, not advice."""
    ai: Ai = Ai()
    """The AI label."""
    publish: Publish = Publish()
    """What the platforms ask for."""
    checks: dict[Words, RuleSetting] = {}
    """Id of a rule: off, advice, fault, or its limit."""

    @model_validator(mode="after")
    def _number_the_objects(self) -> Self:
        named = [
            one if one.id else one.model_copy(update={"id": f"{at:02d}"})
            for at, one in enumerate(self.objects, start=1)
        ]
        if named != self.objects:
            object.__setattr__(self, "objects", named)
        return self


PLATFORM_NAME = re.compile(r"^[a-z][a-z0-9_]{0,31}$")
"""What a platform's name may look like."""
