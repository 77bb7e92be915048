"""Which pictures a part shows, and in which views."""

import itertools

import pytest
from handmade import clip, still

from fanxing.model.document import Blob
from fanxing.model.footage import Footage, Item
from fanxing.model.geometry import FocusBox, Shape
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Museum
from fanxing.model.script import Part, PartKind
from fanxing.model.showing import Far, far_only, file_of, free, left_out, pictures_of, views_of, wholes
from fanxing.model.story import Story
from fanxing.model.storyboard import Move, Shot, View

SMALL = FocusBox(x=0.4, y=0.4, width=0.2, height=0.2)
OTHER = FocusBox(x=0.1, y=0.1, width=0.2, height=0.2)
WIDE = FocusBox(x=0.0, y=0.0, width=0.9, height=0.9)

_NUMBERS = itertools.count(1)


def picture(key: str, name: str = "", **more: object) -> Item:
    """A photograph of its own; those with the same name are uses of one file."""
    digest = f"{hash_of(name or key):064x}"
    made = still(key)
    source = made.source.model_copy(update={"picture": Blob(sha256=digest, suffix=".png", size=1)})
    return made.model_copy(update={"source": source, "path": f"{name or key}.jpg", **more})


def hash_of(name: str) -> int:
    """A number of its own for each name."""
    return int.from_bytes(name.encode(), "big") % 16**60


def story(*names: str) -> Story:
    return Story(
        cut="episode",
        kind="episode",
        title="册页",
        hook="看什么？",
        museum=Museum(name="某馆"),
        exhibition=Exhibition(name="某展"),
        guide=Guide(name="林月"),
        objects=tuple(Exhibit(id=name, name=name) for name in names),
        closing=Closing(),
    )


def part(name: str, kind: PartKind = "object") -> Part:
    return Part(id=name, kind=kind, heading=name, lines=(), seconds=8.0)


def footage(*items: Item) -> Footage:
    return Footage(items=items)


def keys(items: tuple[Item, ...]) -> list[str]:
    return [one.key for one in items]


def shot(item: Item, view: View = "whole", part_id: str = "object/a") -> Shot:
    return Shot(
        uid=f"{next(_NUMBERS)}", part=part_id, part_kind="object", view=view, move="push", item=item, seconds=3.0
    )


HALL, MUSEUM = picture("exhibition/media/0"), picture("museum/media/0")
FACE, OWN = picture("guide/portrait"), picture("guide/media/0")
FIRST, SECOND = picture("object/a/media/0"), picture("object/b/media/0")


@pytest.mark.parametrize(
    ("wanted", "there", "shown", "own"),
    [
        (part("object/a"), (FIRST, SECOND, HALL), ["object/a/media/0"], True),
        (part("object/a"), (SECOND, HALL, MUSEUM), ["exhibition/media/0"], False),
        (part("object/a"), (SECOND, MUSEUM), ["museum/media/0"], False),
        (part("object/a"), (SECOND,), [], False),  # never another object under its name
        (part("guide", "guide"), (OWN, FACE, HALL), ["guide/portrait", "guide/media/0"], True),
        (part("guide", "guide"), (MUSEUM, HALL), ["museum/media/0"], False),
        (part("guide", "guide"), (FIRST,), [], False),
        (part("exhibition", "exhibition"), (HALL, MUSEUM), ["exhibition/media/0"], True),
        (part("exhibition", "exhibition"), (FIRST, SECOND), ["object/b/media/0", "object/a/media/0"], False),
        (part("closing", "closing"), (FIRST, SECOND), ["object/b/media/0", "object/a/media/0"], False),
        (part("closing", "closing"), (HALL, MUSEUM), ["museum/media/0"], False),
    ],
)
def test_a_part_shows_its_own_pictures_else_the_houses(
    wanted: Part, there: tuple[Item, ...], shown: list[str], *, own: bool
) -> None:
    chosen = pictures_of(wanted, story("a", "b"), footage(*there), frozenset())
    assert (keys(chosen.items), chosen.own) == (shown, own)


def test_what_is_borrowed_has_not_just_been_seen() -> None:
    there = footage(MUSEUM, HALL)
    chosen = pictures_of(part("closing", "closing"), story("a"), there, frozenset({file_of(MUSEUM)}))
    assert keys(chosen.items) == ["exhibition/media/0"]


def test_a_glance_back_does_not_begin_with_what_has_just_been_seen() -> None:
    there = footage(FIRST, SECOND)
    for just, shown in ((SECOND, ["object/a/media/0"]), (HALL, ["object/b/media/0", "object/a/media/0"])):
        chosen = pictures_of(part("closing", "closing"), story("a", "b"), there, frozenset({file_of(just)}))
        assert keys(chosen.items) == shown
    every = frozenset(map(file_of, (FIRST, SECOND)))
    assert len(pictures_of(part("closing", "closing"), story("a", "b"), there, every).items) == 2


def test_a_held_picture_stands_behind_no_card() -> None:
    held = picture("object/a/media/0", held=True)
    assert free(footage(held, SECOND), "object/a/media") == ()


FREE = FocusBox(x=0.2, y=0.1, width=0.6, height=0.8)
CUT = FocusBox(x=0.2, y=0.3, width=0.6, height=0.7)


def photo(at: int, name: str, subject: FocusBox | None = None) -> Item:
    """A photograph of an object, in which that was found or not."""
    made = picture(f"object/a/media/{at}", name)
    return made.model_copy(update={"source": made.source.model_copy(update={"subject": subject})})


@pytest.mark.parametrize(
    ("listed", "stands"),
    [
        ((photo(0, "vase", FREE), photo(1, "shoulder")), ["vase"]),
        ((photo(0, "vase", FREE), photo(1, "shoulder", CUT)), ["vase"]),
        ((photo(0, "front", FREE), photo(1, "back", FREE)), ["front", "back"]),
        ((photo(0, "shoulder"), photo(1, "vase", FREE)), ["vase", "shoulder"]),  # not told as a part: it may be all
        ((photo(0, "vase-detail", FREE), photo(1, "vase")), ["vase"]),
        ((photo(0, "梅瓶 局部"), photo(1, "梅瓶")), ["梅瓶"]),
        ((photo(0, "leaf"), photo(1, "seal")), ["leaf"]),  # of two that nothing tells apart, the first
        ((photo(0, "details/vase"),), ["details/vase"]),
        ((photo(0, "shoulder-detail"), photo(1, "foot-detail")), ["shoulder-detail"]),  # nothing else is listed
        ((clip("object/a/media/0", 90), photo(1, "vase")), ["vase"]),
        ((), []),
    ],
)
def test_on_a_card_an_object_stands_whole_where_a_picture_shows_it_so(
    listed: tuple[Item, ...], stands: list[str]
) -> None:
    assert [one.path.removesuffix(".jpg") for one in wholes(listed)] == stands
    assert wholes(listed[:1]) == listed[:1]


def anything(_: Item) -> bool:
    """Every picture bears a nearer view."""
    return True


def shows(views: list[tuple[Item, View, Move]]) -> list[tuple[str, View, Move]]:
    return [(item.key.rpartition("/")[2], view, move) for item, view, move in views]


@pytest.mark.parametrize(
    ("wanted", "most", "closer", "expected"),
    [
        (1, 1, True, [("0", "whole", "push")]),
        (2, 4, True, [("0", "whole", "push"), ("1", "whole", "push")]),
        (3, 4, True, [("0", "whole", "push"), ("0", "detail", "push"), ("1", "whole", "push")]),
        (3, 4, False, [("0", "whole", "push"), ("1", "whole", "push"), ("0", "whole", "pull")]),
        (1, 4, True, [("0", "whole", "push"), ("1", "whole", "push")]),  # all that is listed, where there is time
    ],
)
def test_pictures_stand_whole_first_then_nearer_then_again(
    wanted: int, most: int, expected: list[tuple[str, View, Move]], *, closer: bool
) -> None:
    items = (picture("object/a/media/0"), picture("object/a/media/1"))
    assert shows(views_of(items, wanted, most, closer=lambda _: closer)) == expected


def test_no_picture_is_shown_twice_in_a_row_in_the_same_view() -> None:
    for count, wanted in itertools.product((1, 2, 3), range(1, 10)):
        items = tuple(picture(f"object/a/media/{at}") for at in range(count))
        views = views_of(items, wanted, wanted, closer=anything)
        assert len(views) == wanted
        for one, after in itertools.pairwise(views):
            assert (one[0].key, one[1]) != (after[0].key, after[1])


def test_a_file_listed_again_shows_each_of_its_focuses() -> None:
    items = (
        picture("object/a/media/0", "vase", focus=SMALL),
        picture("object/a/media/1", "vase", focus=OTHER),
    )
    views = views_of(items, 2, 4, closer=anything)
    assert [(view, item.focus) for item, view, _ in views] == [("whole", SMALL), ("detail", SMALL), ("detail", OTHER)]


def test_clips_and_held_pictures_are_shown_whole_and_at_rest() -> None:
    items = (clip("object/a/media/0", 90), picture("object/a/media/1", held=True))
    assert shows(views_of(items, 3, 3, closer=anything)) == [
        ("0", "whole", "hold"),
        ("1", "whole", "hold"),
        ("0", "whole", "hold"),
    ]


def test_pictures_without_time_are_named() -> None:
    more = picture("object/a/media/1", "back")
    told = list(left_out([part("object/a")], footage(FIRST, more), [shot(FIRST)], whole=True))
    assert told == ["a 列了 2 个画面，时间不够，没有用上：back.jpg"]
    assert not list(left_out([part("object/a")], footage(FIRST, more), [shot(FIRST), shot(more)], whole=True))


def test_the_museums_pictures_are_told_of_in_the_whole_template_alone() -> None:
    assert len(list(left_out([], footage(MUSEUM), [], whole=True))) == 1
    assert not list(left_out([], footage(MUSEUM), [], whole=False))


@pytest.mark.parametrize(
    ("item", "seen", "told"),
    [
        (picture("object/a/media/0", "vase", focus=SMALL), ("whole",), True),
        (picture("object/a/media/0", "vase", focus=SMALL), ("whole", "detail"), False),
        (picture("object/a/media/0", "vase", focus=SMALL), (), False),  # not shown at all: told of elsewhere
        (picture("object/a/media/0", "vase", focus=WIDE), ("whole",), False),
        (picture("object/a/media/0", "vase"), ("whole",), False),
        (picture("object/a/media/0", "vase", focus=SMALL, held=True), ("whole",), False),
    ],
)
def test_a_focus_that_was_passed_over_is_told_of(item: Item, seen: tuple[View, ...], *, told: bool) -> None:
    shots = [shot(item, view) for view in seen]
    found = list(far_only([part("object/a")], footage(item), shots, lambda _: {}))
    assert found == (["a 有 1 处 focus 没有拍近景，时间不够，只用了全貌：vase.jpg"] if told else [])


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            {"9:16": "wide", "16:9": "pixels", "1:1": "pixels"},
            "16:9、1:1 画幅里图片的像素不够推近，各画幅都只用了全貌（换",
        ),
        (
            {"9:16": "wide", "16:9": "face"},
            "16:9 画幅里推近会切到人脸，各画幅都只用了全貌（让 focus 框住整张脸，或避开它）",
        ),
        ({"9:16": "wide"}, "9:16 画幅里框得太宽或太高，推不近，各画幅都只用了全貌（把 focus 框小一些）"),
    ],
    ids=["pixels", "face", "wide"],
)
def test_what_keeps_a_focus_from_being_seen_near_is_told_with_its_mend(kept: dict[Shape, Far], told: str) -> None:
    item = picture("object/a/media/0", "vase", focus=SMALL)
    (found,) = far_only([part("object/a")], footage(item), [shot(item)], lambda _: kept)
    assert found.startswith("a 有 1 处 focus 没有拍近景：" + told)
    assert found.endswith("：vase.jpg")


def test_a_focus_of_a_file_that_is_listed_twice_is_told_of_once() -> None:
    uses = (picture("object/a/media/0", "vase", focus=SMALL), picture("object/a/media/1", "vase", focus=OTHER))
    shots = [shot(uses[0]), shot(uses[0], "detail")]
    told = [*left_out([part("object/a")], footage(*uses), shots, whole=True)]
    told += far_only([part("object/a")], footage(*uses), shots, lambda _: {})
    assert told == ["a 列了 2 个画面，时间不够，没有用上：vase.jpg"]
