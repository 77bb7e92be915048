"""Orders tell what shapes a span and nothing else: a change reaches those that show it, a shift reaches none."""

from fractions import Fraction

import pytest

from fanxing.media.render.orders import Canvas, CueText, Encoding
from fanxing.media.render.plan import plan_film
from fanxing.model.document import Blob, fingerprint
from fanxing.model.footage import Moving, Still
from fanxing.model.geometry import SHAPES, FocusBox, SafeArea, Size
from fanxing.model.graphics import AiLabel, DraftMark, EndCard, LowerThird, PartCard, TitleCard
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import AiNotice, Clip, GraphicClip, Timeline, Transition
from fanxing.model.timing import FrameRange

CANVAS = Canvas(
    shape="9:16", full=SHAPES["9:16"], size=SHAPES["9:16"], safe=SafeArea(top=240, bottom=480), design="plain"
)
ENCODING = Encoding(preset="veryfast", crf=20, max_kbps=8000, rate=Fraction(30))
FOCUS = FocusBox(x=0.4, y=0.4, width=0.1, height=0.1)


def blob(name: str) -> Blob:
    return Blob(sha256=(name.encode().hex() + "0" * 64)[:64], suffix=".png", size=1)


def still(name: str, width: int = 3000, height: int = 4000) -> Still:
    return Still(picture=blob(name), size=Size(width=width, height=height))


def shot(name: str, duration: int = 150, view="whole", move="push", **more) -> Clip:
    media = more.pop("media", still(name))
    return Clip(shot=name, part=name[0], view=view, move=move, media=media, focus=FOCUS, duration=duration, **more)


def timeline(clips, graphics=(), half=5) -> Timeline:
    items = []
    for at, clip in enumerate(clips):
        items.append(clip)
        if at + 1 < len(clips) and half:
            style = "crossfade" if clip.part == clips[at + 1].part else "part"
            items.append(Transition(style=style, in_offset=half, out_offset=half))
    return Timeline(
        rate=Fraction(30),
        duration=sum(clip.duration for clip in clips),
        picture=tuple(items),
        graphics=tuple(graphics),
        voice=(),
        notice=AiNotice(synthetic=False),
    )


def cue(text, start, duration=50) -> Cue:
    return Cue(line="a/1", text=text, raw=text, span=FrameRange(start=start, duration=duration))


STORY = [shot("a1"), shot("a2", view="detail"), shot("b1"), shot("b2", view="detail", move="drift")]
CUES = [cue("第一句", 10), cue("第二句", 65), cue("第三句", 130), cue("第四句", 300), cue("第五句", 420)]


def plan(clips=None, cues=CUES, graphics=(), half=5):
    orders, _ = plan_film(timeline(STORY if clips is None else clips, graphics, half), cues, CANVAS, ENCODING)
    return orders


def keys(orders) -> list[str]:
    return [fingerprint(order) for order in orders]


def pictures(order) -> list[Blob]:
    """Every picture that a span shows."""
    return [scene.picture for scene in order.scenes]


def test_orders_cover_the_film_frame_by_frame():
    orders = plan()
    assert sum(order.frames for order in orders) == 600
    assert all(15 <= order.frames <= 60 for order in orders)


def test_another_line_changes_only_the_spans_that_show_it():
    changed = [cue("换了一句话", 65) if one.span.start == 65 else one for one in CUES]
    before, after = plan(), plan(cues=changed)
    assert len(before) == len(after)
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert differing
    assert sum(order.frames for order in differing) <= 50 + 15
    for order in differing:
        assert "换了一句话" in [one.what.text for one in order.laid if isinstance(one.what, CueText)]


def test_a_longer_first_shot_remakes_no_other_shot():
    later = [cue(one.text, one.span.start + 7 * (one.span.start > 100), one.span.duration) for one in CUES]
    before, after = plan(), plan([shot("a1", duration=157), *STORY[1:]], later)
    remade = [order for order in after if order not in before]
    assert all(blob("a1") in pictures(order) for order in remade)


def test_a_longer_card_remakes_only_the_spans_in_which_its_type_leaves():
    card = shot("a1", view="card", media=None, card=PartCard(heading="沈知微"), duration=240)
    cues = [cue("一", 20, 60), cue("二", 90, 60)]
    before, after = plan([card, *STORY], cues), plan([card.model_copy(update={"duration": 247}), *STORY], cues)
    same = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        same += new.frames
    assert same >= 100


def test_another_picture_changes_only_the_spans_that_show_it():
    changed = [*STORY[:2], shot("b1", media=still("other")), STORY[3]]
    differing = [new for old, new in zip(plan(), plan(changed), strict=True) if old != new]
    assert all(blob("other") in pictures(order) for order in differing)


def test_the_names_of_shots_and_parts_shape_nothing():
    renamed = [clip.model_copy(update={"shot": f"x{clip.shot}"}) for clip in STORY]
    assert keys(plan(renamed)) == keys(plan())


def test_a_move_runs_through_its_transitions():
    orders = plan(cues=())
    ages = {}
    for order in orders:
        for section in order.sections:
            for shown in filter(None, (section.first, section.second)):
                scene = order.scenes[shown.scene]
                for at in range(section.frames):
                    ages.setdefault(scene.picture.sha256, []).append(shown.age + at)
    seen = {picture: sorted(set(ages)) for picture, ages in ages.items()}
    # the ten frames of each transition belong to both
    assert list(seen.values()) == [list(range(155)), *[list(range(160))] * 2, list(range(155))]


@pytest.mark.parametrize("frames", [146, 149, 151, 153, 154, 155])
def test_a_shot_that_is_a_little_shorter_or_longer_remakes_only_its_end(frames):
    cues = [one for one in CUES if one.span.end < 120]
    lasting = plan([shot("a1", duration=150)], cues)
    changed = plan([shot("a1", duration=frames)], cues)
    assert {scene.frames for order in (*lasting, *changed) for scene in order.scenes} == {160}
    at = 0
    for before, after in zip(lasting, changed, strict=False):
        at += before.frames
        if at <= 120:
            assert before == after


def test_transitions_are_told_with_their_progress():
    done = [
        (section.style, section.done + at, section.total)
        for order in plan(cues=())
        for section in order.sections
        if section.second is not None
        for at in range(section.frames)
    ]
    for first, style in ((0, "crossfade"), (10, "part"), (20, "crossfade")):
        assert done[first : first + 10] == [(style, at, 10) for at in range(10)]


NEAR = {"view": "detail", "part": "a"}
AGAIN = {"media": still("a1"), "part": "a"}
WAYS = {
    "both hang": ({"part": "a"}, {"part": "a"}, 5, "veil"),
    "one hangs": ({"part": "a"}, NEAR, 5, "veil"),
    "one comes back to its place": (NEAR, {"part": "a"}, 5, "veil"),
    "both fill the frame": (NEAR, NEAR, 5, "cut"),
    "both fill the frame, and a part ends": (NEAR, {"view": "detail", "part": "b"}, 5, "veil"),
    "a card leaves": ({"media": None, "card": PartCard(heading="甲"), "part": "a"}, {"part": "a"}, 5, "veil"),
    "one picture goes on in its place": (AGAIN, {**AGAIN, "move": "pull"}, 5, "mix"),
    "no time for both": ({"part": "a"}, {"part": "a"}, 2, "mix"),
    "no time at all": ({"part": "a"}, {"part": "a"}, 0, "cut"),
}


@pytest.mark.parametrize(("leaving", "coming", "half", "way"), WAYS.values(), ids=WAYS.keys())
def test_one_picture_leaves_before_the_next_one_comes(leaving, coming, half, way):
    def clip(name, part, view="whole", move="push", **more):
        return shot(name, view=view, move=move, **more).model_copy(update={"part": part})

    orders = plan([clip("a1", **leaving), clip("a2", **coming)], cues=(), half=half)
    told = [section.veiled for order in orders for section in order.sections if section.second is not None]
    assert told == {"veil": [True], "mix": [False], "cut": []}[way]
    assert sum(section.frames for order in orders for section in order.sections) == 300


def test_hard_cuts_need_no_transition():
    orders = plan([shot("a1"), shot("b1")], cues=(), half=0)
    assert all(section.second is None for order in orders for section in order.sections)
    assert [order.frames for order in orders] == [50] * 6


def test_what_opens_the_film_is_there_on_its_first_frame():
    label = GraphicClip(graphic=AiLabel(text="AI合成"), span=FrameRange(start=0, duration=90))
    title = shot("t", view="card", card=TitleCard(title="题"))
    first = plan([title, *STORY], graphics=[label], cues=())[0]
    assert first.scenes[0].opens
    assert first.laid[0].age >= 100
    later = [scene for order in plan([STORY[0], title], cues=()) for scene in order.scenes if scene.kind == "card"]
    assert later
    assert not any(scene.opens for scene in later)


def test_the_mark_of_a_draft_lies_over_everything():
    mark = GraphicClip(graphic=DraftMark(text="草稿"), span=FrameRange(start=0, duration=600))
    strip = GraphicClip(graphic=LowerThird(of="object", name="瓶"), span=FrameRange(start=20, duration=90))
    for order in plan(graphics=[mark, strip]):
        assert order.laid[-1].what.kind == "draft"


def test_type_that_stands_long_does_not_tell_spans_apart():
    mark = GraphicClip(graphic=DraftMark(text="草稿"), span=FrameRange(start=0, duration=3000))
    orders = plan(graphics=[mark], cues=(), clips=STORY * 4)
    assert {order.laid[0].age for order in orders} == {120}
    assert {order.laid[0].left - order.frames for order in orders[:-5]} == {120}


def test_resting_scenes_do_not_count_their_age():
    card = shot("e", view="card", move="hold", media=None, card=EndCard(museum="馆"), duration=300)
    orders = plan([STORY[0], card], cues=())
    ages = [order.sections[-1].first.age for order in orders[-3:]]
    assert max(ages) <= 120 + 6  # its type waits for the picture before to leave
    held = plan([shot("a1", move="hold"), shot("b1")], cues=())
    assert {order.sections[0].first.age for order in held[:2]} == {0}


def test_a_cards_type_leaves_before_the_next_cards_comes():
    cards = [
        shot(name, view="card", media=None, card=PartCard(heading=name), duration=60) for name in ("a1", "b1", "b2")
    ]
    shown = [one for order in plan(cards, cues=()) for one in order.scenes]
    scenes = {scene.card.heading: scene for scene in shown}
    first, second, last = (scenes[one] for one in ("a1", "b1", "b2"))
    gone, begins = first.leaves, 60 - 5 + second.comes  # its transition is ten frames long, five before the cut
    assert first.comes == 0
    assert gone < begins <= 65
    assert second.leaves < second.frames
    assert last.leaves is None


def test_footage_is_counted_in_its_own_frames():
    clip = Moving(picture=blob("clip"), size=Size(width=1920, height=1080), frames=100)
    film = [shot("a1"), shot("b1", duration=60, move="hold", media=clip, source_in=20)]
    sections = [section for order in plan(film, cues=()) for section in order.sections]
    *_, joint = (section for section in sections if section.second is not None)
    assert joint.second.age == 15  # five frames of handle before the in point
    assert sections[-1].first.age + sections[-1].frames == 80


FALLBACKS = {
    "a focus too small to enlarge": (still("p", 500, 400), "detail", 1),
    "a picture that bears it": (still("p"), "detail", 0),
    "nothing was asked to be near": (still("p", 500, 400), "whole", 0),
}


@pytest.mark.parametrize(("media", "view", "count"), FALLBACKS.values(), ids=FALLBACKS.keys())
def test_a_detail_that_is_not_brought_out_is_said(media, view, count):
    _, told = plan_film(timeline([shot("a1", view=view, media=media)]), (), CANVAS, ENCODING)
    assert len(told) == count
    assert all("第 1 镜" in sentence and "500×400" in sentence for sentence in told)


def test_a_shot_that_is_not_installed_is_refused():
    with pytest.raises(Exception, match="没有名为 orbit 的自定义镜头"):
        plan([shot("a1", registered="orbit")])
