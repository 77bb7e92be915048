"""Storyboards made by hand, with panels that need no engine, for tests of the storyboard's papers."""

import io

from handmade import clip, still
from PIL import Image

from fanxing.media.page.panels import Aside, Panel, Panels, panel_size
from fanxing.media.page.sheet import Subject
from fanxing.model.errors import Fault, Location
from fanxing.model.footage import Item
from fanxing.model.geometry import Shape
from fanxing.model.graphics import EndCard, HookCard, LowerThird
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Museum, Voice
from fanxing.model.script import Line, Part, PartKind, Script
from fanxing.model.story import Story
from fanxing.model.storyboard import Shot, Storyboard

HOSTILE = "</script></style></textarea><img src=x onerror=alert(1)>\"'{{7*7}}{% raw %}&amp;"
"""What a stranger may write into every field."""


def subject(text: str = "", *, findings: tuple[Fault, ...] | None = None, voice: Voice | None = None) -> Subject:
    """Give a storyboard of seven shots in five parts; ``text`` is put into every field that a person writes."""
    story = _story(text)
    script = _script(text)
    return Subject(
        board=Storyboard(cut="episode", title=story.title, shots=_shots(text)),
        script=script,
        story=story,
        voice=voice or Voice(),
        platforms=("微信视频号", "抖音" + text),
        findings=_findings(text) if findings is None else findings,
    )


def panels(count: int, shape: Shape = "9:16", beside: tuple[Shape, ...] = ()) -> Panels:
    """Give panels of plain colour, each its own; the shapes ``beside`` show more of the picture of every second."""
    size = panel_size(shape)

    def jpeg(number: int) -> bytes:
        room = io.BytesIO()
        colour = (40 + number * 23 % 200, 90, 200 - number * 17 % 180)
        Image.new("RGB", (size.width, size.height), colour).save(room, "JPEG")
        return room.getvalue()

    shown = tuple(Panel(jpeg(2 * at), jpeg(2 * at + 1), 0.4) for at in range(count))
    further = tuple(Panel(jpeg(at), jpeg(at), 0.45 + 0.3 * (at % 2)) for at in range(count))
    return Panels(shape, size, shown, tuple(Aside(one, panel_size(one), further) for one in beside))


def _story(text: str) -> Story:
    return Story(
        cut="episode",
        kind="episode",
        title="一册看尽文人清梦" + text,
        hook="三百年前的文人，怎样度过一天？",
        museum=Museum(name="星渚县博物馆" + text),
        exhibition=Exhibition(name="《诗意册》特展" + text),
        guide=Guide(name="林月" + text, role="金牌讲解员", title="研究馆员" + text),
        objects=(Exhibit(id="a", name="松下高士"), Exhibit(id="b", name="松下高士")),
        closing=Closing(),
    )


def _part(name: str, kind: PartKind, heading: str, words: str, *, written: bool = True) -> Part:
    lines = (Line(id=f"{name}/1", text=words),) if words else ()
    return Part(id=name, kind=kind, heading=heading, lines=lines, written=written, seconds=6.0)


def _script(text: str) -> Script:
    return Script(
        cut="episode",
        title="一册看尽文人清梦",
        parts=(
            _part("opening", "opening", "片头", "怎样度过一天？" + text),
            _part("guide", "guide", "林月" + text, "我是林月。" + text),
            _part("object/a", "object", "松下高士", "一棵老松，虬枝盘曲。" + text),
            _part("object/b", "object", "松下高士", "另一件。" + text, written=False),
            _part("closing", "closing", "结尾", ""),
        ),
    )


def _shots(text: str) -> tuple[Shot, ...]:
    first, second = _named(still("object/a/media/0", focus=True), text), still("object/b/media/0", made_by="ai")
    bare = second.model_copy(update={"credit": None, "licence": None, "path": "b-0.jpg" + text})
    strip = LowerThird(of="object", name="松下高士" + text, lines=("1745年 · 纸本" + text,), museum="星渚" + text)
    film = clip("object/b/media/1", 90).model_copy(update={"licence": "own"})
    shots = (
        _shot("opening", "opening", "怎样度过一天？" + text, first, card=HookCard(text="怎样？" + text, source="星渚")),
        _shot("guide", "guide", "我是林月。" + text, None, card=HookCard(text="林月" + text)),
        _shot("object/a", "object", "一棵老松，" + text, first, lower_third=strip),
        _shot("object/a", "object", "虬枝盘曲。", first, view="detail", move="drift"),
        _shot("object/b", "object", "另一件。" + text, bare, move="pull"),
        _shot("object/b", "object", "", film, move="hold"),
        _shot("closing", "closing", "", None, card=EndCard(museum="星渚县博物馆" + text, credits=("图片：某馆",))),
    )
    return tuple(
        shot.model_copy(update={"uid": f"{shot.uid}:{at}{text}"}) if text else shot for at, shot in enumerate(shots)
    )


def _named(item: Item, text: str) -> Item:
    changed = {"path": item.path + text, "credit": f"{item.credit}{text}", "licence": f"{item.licence}{text}"}
    return item.model_copy(update=changed)


def _shot(part: str, kind: PartKind, words: str, item: Item | None, **more: object) -> Shot:
    card = more.get("card")
    view = "card" if card is not None else more.get("view", "whole")
    place = item.key if item else part
    told = {"uid": f"{part}:{place}:{view}", "part": part, "part_kind": kind, "item": item, "words": words}
    return Shot.model_validate({"move": "push", "seconds": 3.5, "registered": None} | told | more | {"view": view})


def _findings(text: str) -> tuple[Fault, ...]:
    return (
        Fault(
            what="b-0.jpg 没有写授权" + text,
            where=Location(file="recipe.yaml", line=9, key="objects[1].media[0]"),
            mend="加一行 licence" + text,
            level="advice",
        ),
        Fault(what="这句话没有出处" + text, where="镜头 object/a:object/a/media/0:detail"),
        Fault(what="标题太长" + text, where=Location(file="recipe.yaml", line=2, key="title"), level="advice"),
    )
