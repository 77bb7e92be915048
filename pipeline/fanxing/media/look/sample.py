"""Words and pictures with which a template is tried: a real recipe's, or plain ones of our own."""

from dataclasses import dataclass, replace

from fanxing.media.layer import Pixels
from fanxing.model.graphics import (
    AiLabel,
    Card,
    DraftMark,
    EndCard,
    FactCallOut,
    Graphic,
    HookCard,
    LowerThird,
    PartCard,
    TitleCard,
)
from fanxing.model.recipe import Exhibit
from fanxing.model.story import Story
from fanxing.model.text import clause_ends
from fanxing.model.words import say

MOST_SAID = 16
"""Characters of a subtitle's line."""


@dataclass(frozen=True, eq=False)
class Sample:
    """What a template is shown with."""

    cards: tuple[Card, ...]
    """One of each kind."""
    graphics: tuple[Graphic, ...]
    """One of each kind."""
    cue: str
    """A subtitle."""
    second: str
    """Its second language."""
    title: str
    """Title of the cover."""
    line: str
    """Museum and exhibition of the cover."""
    picture: Pixels | None = None
    """RGB; None: the look's ground alone."""


def plain_sample() -> Sample:
    """Words of middling length, for templates that are checked without a recipe."""
    return Sample(
        cards=(
            TitleCard(title=say("三千年的回声"), subtitle=say("馆藏青铜器特展"), kicker=say("繁星博物馆")),
            HookCard(text=say("一件酒器，怎样走过三千年？"), source=say("繁星博物馆")),
            PartCard(heading=say("馆藏青铜器特展"), lines=(say("2026年5月1日至8月31日"), say("一层东厅"))),
            EndCard(
                museum=say("繁星博物馆"),
                exhibition=say("馆藏青铜器特展"),
                lines=(say("周二至周日 9:00–17:00"), say("星河路1号")),
                credits=(say("图片：繁星博物馆"), say("旁白为AI合成语音")),
            ),
        ),
        graphics=(
            LowerThird(
                of="object",
                name=say("兽面纹觥"),
                lines=(say("商代晚期 · 青铜"), say("高 28.5 厘米")),
                museum=say("繁星博物馆"),
            ),
            LowerThird(of="guide", name=say("林月"), lines=(say("金牌讲解员"),), museum=say("繁星博物馆")),
            FactCallOut(value=say("28.5 厘米"), caption=say("通高")),
            AiLabel(text=say("旁白为AI合成语音")),
            DraftMark(text=say("草稿")),
        ),
        cue=say("它的盖子是一只卧虎"),
        second="Its lid is a crouching tiger",
        title=say("三千年的回声"),
        line=say("繁星博物馆 · 馆藏青铜器特展"),
    )


def sample_of(story: Story, picture: Pixels | None) -> Sample:
    """A real recipe's words and its first picture."""
    plain, museum = plain_sample(), story.museum
    first = story.objects[0]
    named = LowerThird(
        of="object",
        name=first.name,
        lines=tuple(filter(None, (first.date, first.material, first.size))),
        museum=museum.called,
    )
    role = tuple(filter(None, (story.guide.role, story.guide.title)))
    guide = LowerThird(of="guide", name=story.guide.name, lines=role, museum=museum.called)
    when = tuple(filter(None, (story.exhibition.dates, story.exhibition.hall)))
    where = tuple(filter(None, (museum.hours, museum.address)))
    return replace(
        plain,
        cards=(
            TitleCard(title=story.title, subtitle=story.exhibition.name, kicker=museum.name),
            HookCard(text=story.hook or story.title, source=museum.called),
            PartCard(heading=story.exhibition.name, lines=when),
            EndCard(museum=museum.name, exhibition=story.exhibition.name, lines=where, credits=(museum.name,)),
        ),
        graphics=(
            named,
            guide,
            *_told(first),
            *(one for one in plain.graphics if isinstance(one, AiLabel | DraftMark)),
        ),
        cue=_said(first),
        second=(first.say_en or "").strip().partition("\n")[0][:48],
        title=story.title,
        line=f"{museum.called} · {story.exhibition.name}",
        picture=picture,
    )


def _told(exhibit: Exhibit) -> tuple[FactCallOut, ...]:
    """A fact of the object, as it is set beside its picture."""
    known = ((exhibit.date, say("年代")), (exhibit.material, say("材质")))
    return tuple(FactCallOut(value=value, caption=caption) for value, caption in known if value)[:1]


def _said(exhibit: Exhibit) -> str:
    """The first words that are said of an object, as long as a subtitle is; its name where nothing is written."""
    text = (exhibit.say or exhibit.name).strip()
    first = text[: next(iter(clause_ends(text)), len(text))].splitlines()[0]
    return first.rstrip("，。；：、！？")[:MOST_SAID]
