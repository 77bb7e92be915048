"""Timeline, subtitles -> span orders: what each span shows, in frames since its scenes began. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fanxing.media.render import registered
from fanxing.media.render.far import told_far
from fanxing.media.render.framing import stand_clip, stand_shot
from fanxing.media.render.orders import (
    Canvas,
    CardScene,
    CueText,
    Encoding,
    FootageScene,
    Laid,
    RegisteredScene,
    Scene,
    Section,
    Shown,
    SpanOrder,
    StillScene,
)
from fanxing.media.render.pace import done, paced, settling
from fanxing.media.render.spans import cut_spans
from fanxing.media.render.stamp import SETTLED
from fanxing.media.render.stands import Mounted
from fanxing.media.render.stretches import Placed, Stretch, placed_on, stretches_of
from fanxing.media.tools import tool_version
from fanxing.model.footage import Moving, Still
from fanxing.model.graphics import DraftMark
from fanxing.model.showing import BROUGHT_OUT
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import Timeline
from fanxing.model.timing import FrameRange

TYPE_LEAVES, TYPE_COMES = 0.2, 0.6
"""Shares of a transition by which a card's type has left, and from which the next card's comes: no words are ever seen
through others. The first fifth brings a tenth of the coming picture."""
LONGEST_FADE = 60
"""Frames over which a look may let type disappear. Source: ``media.look.sheet.Timing``."""


@dataclass(frozen=True)
class _Text:
    """Type over the film."""

    what: Laid
    span: FrameRange


def plan_film(
    timeline: Timeline, cues: Sequence[Cue], canvas: Canvas, encoding: Encoding
) -> tuple[tuple[SpanOrder, ...], tuple[str, ...]]:
    """Give the spans of a film in order, and what had to be done otherwise than asked.

    Args:
        timeline: What is shown.
        cues: Subtitles that are burnt in.
        canvas: What is drawn on.
        encoding: How it is encoded.

    Raises:
        ToolError: A registered shot is not installed.
    """
    placed = tuple(placed_on(timeline))
    scenes = tuple(_scene(one, canvas, timeline, opens=one.first == 0) for one in placed)
    stretches = tuple(stretches_of(timeline, placed, scenes))
    texts = tuple(_texts(timeline, cues))
    edges = [edge for one in timeline.graphics for edge in (one.span.start, one.span.end)]
    edges += _turns(cues)
    anchors = [stretch.start for stretch in stretches if stretch.second is not None]
    anchors += [one.cut for one in placed if one.cut == one.first]
    spans = cut_spans(timeline.duration, anchors, [*edges, *(stretch.end for stretch in stretches)])
    tools = tuple(tool_version(tool) for tool in ("spans", "stills", "drawing", "opencv", "pillow", "libav"))
    base = SpanOrder(tools=tools, canvas=canvas, scenes=(), sections=(), laid=(), encoding=encoding)
    orders = []
    for start, end in spans:
        shown, sections = _sections(FrameRange(start=start, duration=end - start), stretches, placed, scenes)
        laid = tuple(_seen(text, start, end) for text in texts if text.span.start < end and start < text.span.end)
        orders.append(base.model_copy(update={"scenes": shown, "sections": sections, "laid": laid}))
    return tuple(orders), tuple(_fallbacks(placed, scenes, canvas))


def middles(timeline: Timeline) -> dict[int, float]:
    """How much of the time of its move has passed in the middle of each clip, by the clip's first frame."""
    return {
        one.cut: done(one.cut + one.clip.duration // 2 - one.first, paced(frames), settling(frames))
        for one in placed_on(timeline)
        for frames in (one.after - one.first,)
    }


def _scene(one: Placed, canvas: Canvas, timeline: Timeline, *, opens: bool) -> Scene:
    clip, frames = one.clip, one.after - one.first
    frame = (canvas.full, canvas.safe)
    if clip.registered is not None:
        blank = clip.model_copy(update={"shot": "", "part": ""})
        name = clip.registered
        return RegisteredScene(name=name, maker=registered.maker(name), clip=blank, frames=frames, rate=timeline.rate)
    if clip.card is not None:
        picture = clip.media.picture if isinstance(clip.media, Still) else None
        length = 1 if clip.move == "hold" else paced(frames)
        settles = None if clip.move == "hold" else settling(frames)
        return CardScene(
            card=clip.card,
            picture=picture,
            move=clip.move,
            frames=length,
            settles=settles,
            opens=opens,
            comes=round(one.coming * TYPE_COMES),
            leaves=frames - one.going + round(one.going * TYPE_LEAVES) if one.after < timeline.duration else None,
        )
    if isinstance(clip.media, Moving):
        stand = stand_clip(clip.media, clip, frame)
        return FootageScene(picture=clip.media.picture, size=clip.media.size, frames=clip.media.frames, stand=stand)
    if isinstance(clip.media, Still):
        still = stand_shot(clip.media, clip, frame)
        rests = still.move == "hold" if isinstance(still, Mounted) else still.path.rests
        if rests:
            return StillScene(picture=clip.media.picture, stand=still, frames=1)
        picture, settles = clip.media.picture, settling(frames)
        return StillScene(picture=picture, stand=still, frames=paced(frames), settles=settles)
    raise ValueError(f"shot {clip.shot} shows nothing")  # a defect: the storyboard gives each shot a picture or a card


def _age(scene: Scene, one: Placed, at: int) -> int:
    """Age of a scene on frame ``at``: not counted where it shapes nothing, so that more spans are alike."""
    if isinstance(scene, FootageScene):
        return min(max(0, one.clip.source_in + at - one.cut), scene.frames - 1)
    if isinstance(scene, RegisteredScene) or scene.frames > 1:
        return at - one.first
    if isinstance(scene, CardScene):
        return at - one.first if scene.leaves is not None else min(at - one.first, scene.comes + SETTLED)
    return 0


def _sections(
    span: FrameRange, stretches: Sequence[Stretch], placed: Sequence[Placed], scenes: Sequence[Scene]
) -> tuple[tuple[Scene, ...], tuple[Section, ...]]:
    used: list[int] = []
    sections = []

    def shown(clip: int, at: int) -> Shown:
        if clip not in used:
            used.append(clip)
        return Shown(scene=used.index(clip), age=_age(scenes[clip], placed[clip], at))

    for stretch in stretches:
        start, end = max(stretch.start, span.start), min(stretch.end, span.end)
        if start >= end:
            continue
        first = shown(stretch.first, start)
        section = Section(frames=end - start, first=first)
        if stretch.second is not None:
            section = Section(
                frames=end - start,
                first=first,
                second=shown(stretch.second, start),
                style=stretch.style,
                veiled=stretch.veiled,
                done=start - stretch.start,
                total=stretch.end - stretch.start,
            )
        sections.append(section)
    return tuple(_as_seen(scenes[clip], placed[clip], span) for clip in used), tuple(sections)


def _as_seen(scene: Scene, one: Placed, span: FrameRange) -> Scene:
    """A scene as a span shows it: that its move will come to rest, or its type leave, shapes nothing before."""
    last = min(span.end, one.after) - 1 - one.first
    if isinstance(scene, CardScene) and scene.leaves is not None and last < scene.leaves - LONGEST_FADE:
        scene = scene.model_copy(update={"leaves": None})
    if isinstance(scene, StillScene | CardScene) and scene.settles is not None and last <= scene.settles:
        return scene.model_copy(update={"settles": None})
    return scene


def _texts(timeline: Timeline, cues: Sequence[Cue]) -> Iterator[_Text]:
    """Type over the film, lowest first: graphics, subtitles, the mark of a draft."""
    marks = []
    for one in timeline.graphics:
        text = _Text(Laid(what=one.graphic, age=0, left=1, at_once=False), one.span)
        if isinstance(one.graphic, DraftMark):
            marks.append(text)
        else:
            yield text
    for cue in cues:
        what = CueText(text=cue.text, second=cue.second, readings=cue.readings, said=cue.said)
        yield _Text(Laid(what=what, age=0, left=1, at_once=True), cue.span)
    yield from marks


def _turns(cues: Sequence[Cue]) -> Iterator[int]:
    """Frames on which a subtitle comes or goes; one whose words light up piece by piece comes and goes once."""
    for one, after in zip([None, *cues], [*cues, None], strict=True):
        goes_on = one and after and (one.line, one.raw, one.span.end) == (after.line, after.raw, after.span.start)
        if not goes_on:
            yield from (one.span.end,) if one else ()
            yield from (after.span.start,) if after else ()


def _seen(text: _Text, start: int, end: int) -> Laid:
    """The type as one span sees it; its age is told only while it may still be coming or going."""
    age, left = start - text.span.start, text.span.end - start
    if text.span.start == 0:
        age = max(age, SETTLED)  # what opens the film is there on its first frame
    return text.what.model_copy(update={"age": min(age, SETTLED), "left": min(left, end - start + SETTLED)})


def _fallbacks(placed: Sequence[Placed], scenes: Sequence[Scene], canvas: Canvas) -> Iterator[str]:
    order = list(dict.fromkeys(one.clip.shot for one in placed))
    numbers = {shot: number for number, shot in enumerate(order, 1)}  # as on the storyboard's page
    for one, scene in zip(placed, scenes, strict=True):
        media, focus = one.clip.media, one.clip.focus
        if not isinstance(scene, StillScene) or not isinstance(media, Still) or focus is None:
            continue
        whole = isinstance(scene.stand, Mounted) and scene.stand.window is None
        if one.clip.view == "detail" and whole and focus.width * focus.height < BROUGHT_OUT:
            yield told_far(numbers[one.clip.shot], media, focus, (canvas.full, canvas.safe))
