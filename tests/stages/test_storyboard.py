"""The storyboard."""

import pytest

from fanxing.media.bench import Bench
from fanxing.model.document import Blob
from fanxing.model.footage import Footage, Item, Sound, Still
from fanxing.model.geometry import FocusBox, Size
from fanxing.model.graphics import EndCard, HookCard, PartCard, TitleCard
from fanxing.model.pacing import STILL_S
from fanxing.model.recipe import Exhibit, Voice
from fanxing.model.story import Delivery, Rules, Story
from fanxing.model.storyboard import Storyboard
from fanxing.stages.outline import outline
from fanxing.stages.storyboard import LONGEST_S, SHORTEST_S, storyboard

_SOUND = Sound(sound=Blob(sha256="0" * 64, suffix=".wav", size=1), samples=40 * 48_000)
FILMS = Delivery(shapes=("9:16", "16:9"))


def made(story: Story, footage: Footage, bench: Bench, rules: Rules | None = None) -> Storyboard:
    script = outline.function(story, Voice(), bench=bench)
    return storyboard.function(story, script, footage, rules or Rules(), FILMS, bench=bench)  # type: ignore[return-value]


def test_it_opens_with_the_hook_names_the_film_and_ends_with_the_museum(
    story: Story, footage: Footage, bench: Bench
) -> None:
    shots = made(story, footage, bench).shots
    assert isinstance(shots[0].card, HookCard)
    assert isinstance(shots[1].card, TitleCard)
    end = shots[-1].card
    assert isinstance(end, EndCard)
    assert end.museum == "星渚县博物馆"
    assert "图片：某馆（CC0 1.0）" in end.credits


def test_every_uid_is_its_own_and_does_not_hang_on_the_order(story: Story, footage: Footage, bench: Bench) -> None:
    forward = made(story, footage, bench)
    turned = made(story.model_copy(update={"objects": story.objects[::-1]}), footage, bench)
    assert len({shot.uid for shot in forward.shots}) == len(forward.shots)
    assert {shot.uid for shot in forward.shots if shot.part_kind == "object"} == {
        shot.uid for shot in turned.shots if shot.part_kind == "object"
    }


def test_each_object_is_named_once_by_a_lower_third(story: Story, footage: Footage, bench: Bench) -> None:
    named = [shot.lower_third.name for shot in made(story, footage, bench).shots if shot.lower_third]
    assert named == ["松下高士", "白玉双耳碗"]


def _more(footage: Footage, key: str, like: str, **changes: object) -> Item:
    known = next(one for one in footage.items if one.key == like)
    return known.model_copy(update={"key": key, **changes})


def _picture(name: str) -> Still:
    return Still(picture=Blob(sha256=name * 64, suffix=".png", size=1), size=Size(width=3000, height=2000))


def test_the_guide_never_stands_under_an_object(story: Story, footage: Footage, bench: Bench) -> None:
    plain = [shot for shot in made(story, footage, bench).shots if shot.part_kind == "guide"]
    assert all(isinstance(shot.card, PartCard) and shot.card.heading == "林月" for shot in plain)
    hall = _more(footage, "museum/media/0", "object/a/media/0", source=_picture("d"), focus=None)
    face = _more(footage, "guide/portrait", "object/a/media/0", source=_picture("e"), focus=None)
    for items, key in (((hall,), "museum/media/0"), ((hall, face), "guide/portrait")):
        shots = made(story, Footage(items=(*footage.items, *items)), bench).shots
        guides = [shot for shot in shots if shot.part_kind == "guide"]
        assert {shot.item.key for shot in guides if shot.item} <= {key}
        assert any(shot.item and shot.item.key == "museum/media/0" for shot in shots if shot.part_kind == "closing")


def test_a_picture_that_is_listed_again_with_another_focus_is_shown_in_both(
    story: Story, footage: Footage, bench: Bench
) -> None:
    first = FocusBox(x=0.3, y=0.4, width=0.2, height=0.2)
    other = FocusBox(x=0.1, y=0.1, width=0.1, height=0.1)
    uses = tuple(
        _more(footage, f"object/a/media/{at}", "object/a/media/0", source=_picture("f"), focus=focus)
        for at, focus in enumerate((first, other))
    )
    rest = tuple(one for one in footage.items if not one.key.startswith("object/a/media"))
    board = made(story, Footage(items=(*uses, *rest)), bench)
    seen = [(shot.view, shot.focus) for shot in board.shots if shot.part == "object/a"]
    shown = [("whole", first), ("detail", first), ("detail", other)]
    assert seen == shown[: len(seen)]
    assert len(seen) == 3 or any("object-a-media-0" in one for one in board.fallbacks)


def test_the_logo_stands_on_the_end_card(story: Story, footage: Footage, bench: Bench) -> None:
    logo = _more(footage, "museum/logo", "object/a/media/0", source=_picture("b"))
    end = made(story, Footage(items=(*footage.items, logo)), bench).shots[-1].card
    assert isinstance(end, EndCard)
    assert end.logo is not None
    assert end.logo.sha256 == "b" * 64


def test_an_object_is_seen_whole_before_its_detail(story: Story, footage: Footage, bench: Bench) -> None:
    views = [shot.view for shot in made(story, footage, bench).shots if shot.part == "object/a"]
    assert views[0] == "whole"
    assert "detail" in views[1:]


_WIDE = FocusBox(x=0.05, y=0.3, width=0.9, height=0.4)


@pytest.mark.parametrize(
    ("size", "use", "told"),
    [
        ((3000, 2000), {}, ""),
        ((700, 500), {}, "9:16、16:9 画幅里图片的像素不够推近，各画幅都只用了全貌（换成更大的原图就有近景）"),
        ((6000, 4000), {"focus": _WIDE}, "9:16 画幅里框得太宽或太高，推不近，各画幅都只用了全貌（把 focus 框小一些）"),
    ],
    ids=["near in every shape", "too few pixels", "too wide for one shape"],
)
def test_an_object_whose_one_picture_cannot_be_shown_nearer_is_looked_at_once_and_told_why(
    story: Story, footage: Footage, bench: Bench, *, size: tuple[int, int], use: dict[str, FocusBox], told: str
) -> None:
    source = _picture("d").model_copy(update={"size": Size(width=size[0], height=size[1])})
    items = (_more(footage, "object/a/media/0", "object/a/media/0", source=source, **use), *footage.items[1:])
    board = made(story, Footage(items=items), bench)
    shots = [shot for shot in board.shots if shot.part == "object/a"]
    assert [shot.view for shot in shots] == (["whole"] if told else ["whole", "detail"])
    assert all(shot.seconds <= LONGEST_S for shot in shots)
    expected = [f"a 有 1 处 focus 没有拍近景：{told}：object-a-media-0.jpg"] if told else []
    assert [one for one in board.fallbacks if "focus" in one] == expected


def test_a_picture_whose_shot_is_named_is_drawn_by_it_wherever_it_is_no_ground_of_a_card(
    story: Story, footage: Footage, bench: Bench
) -> None:
    items = tuple(
        one.model_copy(update={"shot": "lamp"}) if one.key.startswith("object/a/") else one for one in footage.items
    )
    shots = made(story, Footage(items=items), bench).shots
    lit = {shot.uid for shot in shots if shot.registered == "lamp"}
    assert lit == {shot.uid for shot in shots if shot.card is None and shot.item and shot.item.shot}
    assert lit
    held = tuple(one.model_copy(update={"held": True}) for one in items)
    assert not any(shot.registered for shot in made(story, Footage(items=held), bench).shots)


def test_no_word_is_lost_between_the_shots(story: Story, footage: Footage, bench: Bench) -> None:
    script = outline.function(story, Voice(), bench=bench)
    board = made(story, footage, bench)
    for part in script.parts:
        assert "".join(shot.words for shot in board.shots if shot.part == part.id) == part.words


BOWL = Exhibit(
    id="b",
    name="白玉双耳碗",
    date="1781年",
    size="口径 16.7 厘米，高 7.8 厘米，壁厚 0.16 厘米",
    facts=("外壁刻御题诗一首。",),
    say="这只碗，壁厚只有 0.16 厘米，口径也不过 16.7 厘米。一七八一年，皇帝为它题诗。"
    "拿到灯下看，光从玉里透出来。诗刻在外壁，一笔一画都看得清。",
)


def test_facts_that_the_template_holds_are_called_out_where_they_are_said(
    story: Story, footage: Footage, bench: Bench
) -> None:
    told = story.model_copy(update={"objects": (story.objects[0], BOWL)})
    board = made(told, footage, bench)
    called = [(shot, one) for shot in board.shots for one in shot.call_outs]
    assert [(one.fact.value, one.fact.caption) for _, one in called] == [("0.16 厘米", "壁厚"), ("1781年", "年代")]
    for shot, one in called:
        assert shot.part == "object/b"
        assert shot.card is None
        assert one.line in shot.lines


def test_words_that_the_outline_wrote_are_not_called_out(story: Story, footage: Footage, bench: Bench) -> None:
    plain = story.model_copy(update={"objects": (BOWL.model_copy(update={"say": None}),)})
    assert not [one for shot in made(plain, footage, bench).shots for one in shot.call_outs]


def test_a_number_that_the_template_does_not_hold_is_never_called_out(
    story: Story, footage: Footage, bench: Bench
) -> None:
    bare = BOWL.model_copy(update={"date": None, "size": None, "facts": ()})
    board = made(story.model_copy(update={"objects": (bare,)}), footage, bench)
    assert not [one for shot in board.shots for one in shot.call_outs]


def test_the_focus_of_the_picture_behind_a_card_stays_whole(story: Story, footage: Footage, bench: Bench) -> None:
    hook = made(story, footage, bench).shots[0]
    assert isinstance(hook.card, HookCard)
    assert hook.item is not None
    assert hook.card.focus == hook.item.focus


def test_the_hook_opens_on_the_object_that_it_names_else_on_the_most_precious_one(
    story: Story, footage: Footage, bench: Bench
) -> None:
    first, second = story.objects
    graded = (first.model_copy(update={"grade": "三级"}), second.model_copy(update={"grade": "一级"}))
    told = story.model_copy(update={"objects": graded})
    named = told.model_copy(update={"hook": "松下高士，在等谁？"})
    opened = [made(one, footage, bench).shots[0].item for one in (story, told, named)]
    assert [one.key.split("/")[1] for one in opened if one] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("title", "hook", "shown"),
    [
        ("白玉双耳碗里的诗", "松下高士，在等谁？", "b"),
        ("一册看尽文人清梦", "白玉双耳碗，为谁而作？", "b"),
        ("碗里乾坤", "松下高士，在等谁？", "b"),
        ("一册看尽文人清梦", None, "a"),
        ("一册看尽文人清梦", "三百年前的一天？", "b"),
    ],
    ids=[
        "the title names it",
        "the hook names it",
        "the title names the kind of thing",
        "neither: the strongest",
        "neither, and the strongest is behind the hook: the next",
    ],
)
def test_an_episodes_title_stands_over_the_object_it_names_else_over_the_hooks(
    story: Story, footage: Footage, bench: Bench, *, title: str, hook: str | None, shown: str
) -> None:
    hall = _more(footage, "exhibition/media/0", "object/a/media/0", source=_picture("d"), focus=None)
    told = story.model_copy(update={"title": title, "hook": hook})
    shots = made(told, Footage(items=(*footage.items, hall)), bench).shots
    (ground,) = [shot.item for shot in shots if isinstance(shot.card, TitleCard)]
    assert ground is not None
    assert ground.key == f"object/{shown}/media/0"


@pytest.mark.parametrize("held", [False, True], ids=["behind the title", "itself, where no card may stand over it"])
def test_an_objects_film_shows_the_object_from_the_first_frame(
    story: Story, footage: Footage, bench: Bench, *, held: bool
) -> None:
    hall = _more(footage, "exhibition/media/0", "object/a/media/0", source=_picture("d"), focus=None)
    own = _more(footage, "object/a/media/0", "object/a/media/0", held=held)
    told = story.model_copy(update={"cut": "object-a", "kind": "object", "hook": None, "objects": story.objects[:1]})
    first = made(told, Footage(items=(own, hall)), bench).shots[0]
    assert first.item == own
    assert (first.card is None) is held


def test_a_title_stays_as_long_as_it_is_read_and_what_follows_is_looked_at(
    story: Story, footage: Footage, bench: Bench
) -> None:
    shots = made(story, footage, bench).shots
    title = next(shot for shot in shots if isinstance(shot.card, TitleCard))
    assert title.seconds == pytest.approx(len("一册看尽文人清梦") / 4 + 0.6)
    after = [shot for shot in shots if shot.part == title.part and shot.card is None]
    assert all(shot.seconds >= STILL_S for shot in after)


def test_the_guide_stands_before_the_room_even_where_it_was_just_seen(
    story: Story, footage: Footage, bench: Bench
) -> None:
    room = footage.items[0].model_copy(update={"key": "exhibition/media/0"})
    longer = story.exhibition.model_copy(update={"say": "这本册页，作于一七四五年。一共十二开，开开都有诗。" * 2})
    story = story.model_copy(update={"exhibition": longer})
    board = made(story, Footage(items=(*footage.items[1:], room)), bench)
    (card,) = [shot for shot in board.shots if shot.part_kind == "guide"]
    assert isinstance(card.card, PartCard)
    assert card.item == room
    bare = next(shot for shot in made(story, footage, bench).shots if shot.part_kind == "guide")
    assert bare.item is None  # never before an object: a name under it would name it


def test_shots_last_as_the_trade_wants_them(story: Story, footage: Footage, bench: Bench) -> None:
    for shot in made(story, footage, bench).shots:
        assert SHORTEST_S * 0.6 <= shot.seconds <= 8, shot.uid


def test_a_recipe_without_pictures_still_has_something_to_show(story: Story, bench: Bench) -> None:
    board = made(story, Footage(items=()), bench)
    assert all(shot.card is not None for shot in board.shots)


def test_a_picture_whose_licence_allows_no_changes_is_held_whole_and_stands_behind_no_card(
    story: Story, footage: Footage, bench: Bench
) -> None:
    items = tuple(one.model_copy(update={"held": not isinstance(one.source, Sound)}) for one in footage.items)
    shots = made(story, footage.model_copy(update={"items": items}), bench).shots
    shown = [shot for shot in shots if shot.item is not None]
    assert shown
    assert {(shot.view, shot.move) for shot in shown} == {("whole", "hold")}
    assert all(shot.item is None for shot in shots if shot.card is not None)


def test_a_part_with_its_own_recording_lasts_as_long_as_that(story: Story, footage: Footage, bench: Bench) -> None:
    script = outline.function(story, Voice(), bench=bench)
    part = next(one for one in script.parts if one.kind == "object")
    longer = script.model_copy(
        update={
            "parts": tuple(
                one.model_copy(update={"recording": f"{one.id}/recording"}) if one == part else one
                for one in script.parts
            )
        }
    )
    sound = Sound(sound=Blob(sha256="0" * 64, suffix=".wav", size=1), samples=40 * 48_000)
    item = Item(key=f"{part.id}/recording", path="a.m4a", source=sound, original="0" * 64)
    board = storyboard.function(
        story, longer, footage.model_copy(update={"items": (*footage.items, item)}), Rules(), FILMS, bench=bench
    )
    seconds = sum(shot.seconds for shot in board.shots if shot.part == part.id)
    assert 38 < seconds < 42


HOURS, ADDRESS = "周二至周日 9:00–17:00，周一闭馆", "星渚县文昌路十八号（公交三路、七路文庙站）"


@pytest.mark.parametrize(
    ("hours", "address", "credits_", "low", "high"),
    [
        (None, None, 1, 3.5, 3.5),
        (HOURS, None, 1, 3.5, 3.5),
        (HOURS, ADDRESS, 1, 5.0, 6.0),
        (None, None, 3, 4.0, 5.9),
        (HOURS, ADDRESS * 3, 6, 6.0, 6.0),
    ],
    ids=["names alone", "hours", "hours and the way", "credits", "more than is read"],
)
@pytest.mark.parametrize("kind", ["episode", "object"])
def test_the_end_card_stays_as_long_as_it_is_read(
    story: Story,
    footage: Footage,
    bench: Bench,
    *,
    hours: str | None,
    address: str | None,
    credits_: int,
    low: float,
    high: float,
    kind: str,
) -> None:
    told = {"museum": story.museum.model_copy(update={"hours": hours, "address": address})}
    if kind == "object":
        told |= {"cut": "object-a", "kind": "object", "objects": story.objects[:1]}
    whose = [f"第{at}座博物馆藏品" for at in range(credits_)]
    items = [
        _more(footage, f"object/a/media/{at}", "object/a/media/0", credit=one, licence=f"馆方同意{at}")
        for at, one in enumerate(whose)
    ]
    sounds = [
        Item(key=f"music/{at}", path="a.ogg", source=_SOUND, original="0" * 64, credit=one, licence=f"作者同意{at}")
        for at, one in enumerate(whose)
    ]
    board = made(story.model_copy(update=told), Footage(items=(items[0], *sounds)), bench)
    assert low <= board.shots[-1].seconds <= high


def test_the_end_card_names_whose_pictures_are_in_the_film_and_nobody_else(
    story: Story, footage: Footage, bench: Bench
) -> None:
    more = [
        _more(footage, f"object/a/media/{at + 9}", "object/a/media/0", credit=f"第{at}馆", licence=f"馆方同意{at}")
        for at in range(40)
    ]
    board = made(story, Footage(items=tuple(more)), bench)
    shown = {shot.item.credit for shot in board.shots if shot.item is not None}
    end = board.shots[-1].card
    assert isinstance(end, EndCard)
    assert 0 < len(shown) < 15
    assert {line.removeprefix("图片：").partition("（")[0] for line in end.credits} == shown
    assert board.unnamed == ()


def test_the_end_card_tells_the_films_own_licence_once_the_museum_agreed(
    story: Story, footage: Footage, bench: Bench
) -> None:
    shared = footage.model_copy(
        update={"items": tuple(one.model_copy(update={"licence": "CC-BY-SA-4.0"}) for one in footage.items)}
    )
    for checks, told in (({}, False), ({"licence-sa": "off"}, True)):
        end = made(story, shared, bench, Rules(checks=checks)).shots[-1].card
        assert isinstance(end, EndCard)
        assert (end.credits[-1] == "本片按 CC BY-SA 4.0 授权发布") is told


def test_whom_the_end_card_cannot_name_the_storyboard_tells(story: Story, footage: Footage, bench: Bench) -> None:
    more = [
        _more(footage, f"object/{one}/media/0", "object/a/media/0", credit=one + "馆" * 400, licence=f"同意{one}")
        for one in ("a", "b")
    ]
    board = made(story, Footage(items=tuple(more)), bench)
    end = board.shots[-1].card
    assert isinstance(end, EndCard)
    assert end.credits[-1] == "另有 1 个来源，见作品简介"
    assert board.unnamed == ("b" + "馆" * 400,)
