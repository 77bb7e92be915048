"""Story, Storyboard, Footage, Look -> Covers."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from handmade import still

from fanxing.media.bench import Bench
from fanxing.media.look.choice import choices
from fanxing.media.store import DAMAGED, Store
from fanxing.model.cover import CoverChoice, Covers
from fanxing.model.errors import ToolError
from fanxing.model.footage import Footage, Item, Still
from fanxing.model.geometry import FocusBox, Size
from fanxing.model.platform import CoverWish, PlatformProfile
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Look, Museum
from fanxing.model.story import Delivery, Rules, Story, Wants
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.stages.cover import cover

WISH = CoverWish(ratio="1:1", size=Size(width=400, height=400), max_bytes=90_000)


def item(store: Store, at: int, made_by: str = "camera", focus: FocusBox | None = None) -> Item:
    picture = np.full((300, 400, 3), 60 + 40 * at, np.uint8)
    cv2.rectangle(picture, (120, 80), (280, 220), (30, 60, 160 + 20 * at), -1)
    still = Still(
        picture=store.keep(cv2.imencode(".png", picture)[1].tobytes(), ".png"),
        size=Size(width=400, height=300),
        sharpness=50.0 * (at + 1),
    )
    return Item.model_validate(
        {
            "key": f"object/{at}/media/0",
            "path": f"{at}.png",
            "source": still,
            "original": "0" * 64,
            "made_by": made_by,
            "focus": focus,
        }
    )


def story(cut: str = "episode") -> Story:
    return Story(
        cut=cut,
        kind="episode" if cut == "episode" else "object",
        title="一册看尽文人清梦" if cut == "episode" else "松下高士｜一册看尽文人清梦",
        hook=None,
        museum=Museum(name="克利夫兰艺术博物馆", short="克利夫兰"),
        exhibition=Exhibition(name="华嵒《诗意册》"),
        guide=Guide(name="林月"),
        objects=(Exhibit(id="1", name="松下高士"),),
        closing=Closing(),
    )


def board(*items: Item) -> Storyboard:
    shots = tuple(
        Shot(uid=one.key, part="object/1", part_kind="object", view="whole", move="hold", item=one, seconds=3.0)
        for one in items
    )
    return Storyboard(cut="episode", title="一册看尽文人清梦", shots=shots)


def made(
    store: Store, footage: Footage, cut: str = "episode", choice: int = 1, title: str = "", *, others: bool = True
) -> Covers:
    wants = Wants(platforms=(PlatformProfile(id="a", name="a", covers=(WISH,)),))
    found = cover.function(
        story(cut).model_copy(update={"title": title} if title else {}),
        board(*footage.items),
        footage,
        Look(template="plain"),
        wants,
        Delivery(shapes=("9:16",)),
        Rules(),
        CoverChoice(number=choice, others=others),
        bench=Bench(store),
    )
    assert isinstance(found, Covers)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.mark.slow
def test_every_ratio_is_made_for_three_candidates(store: Store) -> None:
    covers = made(store, Footage(items=tuple(item(store, at) for at in range(4))))
    assert covers.chosen == 1
    assert {one.candidate for one in covers.covers} == {1, 2, 3}
    for candidate in (1, 2, 3):
        ratios = {one.ratio for one in covers.covers if one.candidate == candidate}
        assert ratios == {"3:4", "4:3", "9:16", "16:9", "16:10", "1:1"}
    assert len({one.item for one in covers.covers}) == 3
    square = covers.of("1:1")
    assert (square.size, square.picture.size <= 90_000) == (WISH.size, True)
    for one in covers.covers:
        picture = cv2.imread(str(store.path(one.picture)))
        assert picture is not None
        assert picture.shape[:2] == (one.size.height, one.size.width)


@pytest.mark.slow
def test_a_package_needs_the_chosen_candidate_alone(store: Store) -> None:
    footage = Footage(items=tuple(item(store, at) for at in range(3)))
    alone = made(store, footage, choice=2, others=False)
    assert {one.candidate for one in alone.covers} == {2}
    offered = made(store, footage, choice=2)
    assert alone.covers == tuple(one for one in offered.covers if one.candidate == 2)


@pytest.mark.slow
def test_one_picture_gives_a_near_view_and_type_alone_as_well(store: Store) -> None:
    focus = FocusBox(x=0.3, y=0.3, width=0.3, height=0.3)
    covers = made(store, Footage(items=(item(store, 1, focus=focus),)), cut="object-1")
    assert [one.item for one in covers.covers if one.ratio == "3:4"] == ["object/1/media/0", "object/1/media/0", None]
    assert len({one.picture.sha256 for one in covers.covers if one.ratio == "3:4"}) == 3


@pytest.mark.slow
def test_an_object_goes_before_the_hall_it_stands_in(store: Store) -> None:
    hall = item(store, 3).model_copy(update={"key": "exhibition/media/0"})
    covers = made(store, Footage(items=(hall, item(store, 0))))
    assert covers.of("3:4").item == "object/0/media/0"


@pytest.mark.slow
@pytest.mark.parametrize("choice", [1, 2, 3])
@pytest.mark.parametrize(("own", "shown"), [((1,), 1), ((), 0)], ids=["its one picture", "none of its own"])
def test_no_cover_of_an_objects_film_shows_another_thing(
    store: Store, own: tuple[int, ...], shown: int, choice: int
) -> None:
    hall = item(store, 3).model_copy(update={"key": "exhibition/media/0"})
    things = (hall, item(store, 0), *(item(store, at) for at in own))
    covers = made(store, Footage(items=things), cut="object-1", choice=choice)
    squares = [one.item for one in covers.covers if one.ratio == "1:1"]
    assert sum(one == "object/1/media/0" for one in squares) == shown
    assert {one for one in squares if one is not None} <= {"object/1/media/0"}


SUBJECT = FocusBox(x=0.2, y=0.1, width=0.6, height=0.8)


@pytest.mark.parametrize(
    ("listed", "first"),
    [
        ((("vase-detail", None), ("vase", None)), "vase"),
        ((("shoulder", None), ("vase", SUBJECT)), "vase"),
        ((("vase", None), ("seal", None)), "vase"),
        ((("vase-detail", None),), "vase-detail"),
    ],
)
def test_the_first_cover_shows_an_object_whole(listed: tuple[tuple[str, FocusBox | None], ...], first: str) -> None:
    items = []
    for at, (name, subject) in enumerate(listed):
        one = still(f"object/a/media/{at}")
        source = one.source.model_copy(update={"subject": subject, "sharpness": 900.0 / (at + 1) ** 4})
        items.append(one.model_copy(update={"path": f"{name}.jpg", "source": source}))
    (best, *_) = choices(board(*items), Footage(items=tuple(items)))
    assert best.item is not None
    assert best.item.path == f"{first}.jpg"


def test_no_picture_gives_type_alone(store: Store) -> None:
    covers = made(store, Footage(items=()))
    assert all(one.item is None for one in covers.covers)


@pytest.mark.slow
def test_a_title_that_is_too_long_is_told_of_once_for_all_ratios(store: Store) -> None:
    title = "一座县城里的青花梅瓶怎样走过六百年还保留着那一束光的故事"
    covers = made(store, Footage(items=(item(store, 0),)), title=title)
    (told,) = covers.fallbacks
    assert told.count(title) == 1
    assert made(store, Footage(items=(item(store, 0),))).fallbacks == ()


@pytest.mark.slow
def test_only_a_cover_with_an_ai_picture_is_labelled(store: Store) -> None:
    covers = made(store, Footage(items=(item(store, 0, made_by="ai"), item(store, 1))))
    for one in covers.covers:
        marked = b"AIGC" in store.path(one.picture).read_bytes()
        assert marked == (one.item == "object/0/media/0")


def test_another_choice_is_packed_and_composes_nothing_anew(store: Store) -> None:
    footage = Footage(items=tuple(item(store, at) for at in range(4)))
    first = made(store, footage)
    blobs = {file.name for file in (store.home / "blobs").iterdir()}
    second = made(store, footage, choice=2)
    assert (first.chosen, second.chosen) == (1, 2)
    assert second.covers[0].candidate == 2
    assert second.of("3:4").item != first.of("3:4").item
    assert {file.name for file in (store.home / "blobs").iterdir()} == blobs
    assert sorted(one.picture.sha256 for one in second.covers) == sorted(one.picture.sha256 for one in first.covers)


@pytest.mark.parametrize("harmed", ["object/0/media/0", "museum/logo"])
def test_a_damaged_picture_or_logo_is_refused_so_that_it_is_gathered_anew(store: Store, harmed: str) -> None:
    logo = item(store, 2).model_copy(update={"key": "museum/logo"})
    footage = Footage(items=(item(store, 0), logo))
    (file,) = (
        store.path(one.source.picture) for one in footage.items if one.key == harmed and isinstance(one.source, Still)
    )
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(ToolError, match="已损坏，已删除") as refused:
        made(store, footage)
    assert [one.rule for one in refused.value.faults] == [DAMAGED]
    assert not file.exists()
