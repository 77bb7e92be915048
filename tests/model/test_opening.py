"""Which pictures open a film: behind the hook, behind the title."""

import pytest
from handmade import still

from fanxing.model.footage import Footage, Item
from fanxing.model.geometry import FocusBox
from fanxing.model.opening import strongest, title_ground
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Museum
from fanxing.model.showing import file_of
from fanxing.model.story import Story

AROUND = FocusBox(x=0.2, y=0.1, width=0.6, height=0.8)


def story(*names: str, title: str = "片名", hook: str | None = None) -> Story:
    return Story(
        cut="episode",
        kind="episode",
        title=title,
        hook=hook,
        museum=Museum(name="某馆"),
        exhibition=Exhibition(name="某展"),
        guide=Guide(name="林月"),
        objects=tuple(Exhibit(id=str(at), name=name) for at, name in enumerate(names)),
        closing=Closing(),
    )


def picture(key: str, *, held: bool = False) -> Item:
    """A photograph of an object with ground on every side: each of them may stand for it."""
    made = still(key)
    source = made.source.model_copy(update={"subject": AROUND})
    return made.model_copy(update={"source": source, "held": held})


def footage(*counts: int, room: bool = True) -> Footage:
    """So many photographs of each object, and one of the room."""
    rooms = [picture("exhibition/media/0")] if room else []
    shown = [picture(f"object/{at}/media/{one}") for at, count in enumerate(counts) for one in range(count)]
    return Footage(items=(*rooms, *shown))


def behind(told: Story, there: Footage) -> tuple[str, str]:
    """Keys of the pictures behind the hook and behind the title that follows it."""
    first = strongest(told, there)
    title = title_ground(told, there, frozenset({file_of(first)}))
    return tuple(one.key if one else "" for one in (first, title))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("told", "there", "keys"),
    [
        (story("鼎", "璧"), footage(1, 1), ("object/0/media/0", "object/1/media/0")),
        (story("鼎", "璧"), footage(2, 1), ("object/0/media/0", "object/1/media/0")),
        (story("鼎", "璧", "碗"), footage(2, 0, 3), ("object/0/media/0", "object/2/media/0")),
        (story("鼎"), footage(2), ("object/0/media/0", "object/0/media/1")),
        (story("鼎"), footage(1), ("object/0/media/0", "object/0/media/0")),
        (story("鼎", "璧", hook="这只鼎，重多少？"), footage(2, 1), ("object/0/media/0", "object/0/media/1")),
        (
            story("鼎", "璧", hook="这块璧，重多少？", title="鼎"),
            footage(2, 1),
            ("object/1/media/0", "object/0/media/0"),
        ),
        (story("鼎", "璧"), footage(0, 0), ("", "exhibition/media/0")),
        (story("鼎", "璧"), footage(0, 0, room=False), ("", "")),
    ],
    ids=[
        "the next object",
        "the next object, though the first has a second photograph",
        "the next that has any",
        "of one object, its second photograph",
        "of one photograph, the same",
        "the hook names it: its second photograph",
        "the title names another",
        "no object has a picture: the room",
        "nothing",
    ],
)
def test_a_title_that_names_nothing_stands_over_the_next_thing(
    told: Story, there: Footage, keys: tuple[str, str]
) -> None:
    assert behind(told, there) == keys


def test_what_may_not_be_cropped_stands_behind_neither() -> None:
    there = Footage(items=(picture("object/0/media/0", held=True), picture("object/1/media/0")))
    assert behind(story("鼎", "璧"), there) == ("object/1/media/0", "object/1/media/0")


@pytest.mark.parametrize(
    ("name", "hook", "named"),
    [
        ("兽面纹铜鼎", "这只鼎，重多少？", True),
        ("青花缠枝莲纹梅瓶", "谁画了这只瓶子？", True),
        ("白玉双耳碗", "白玉双耳碗，为谁而作？", True),
        ("华嵒《诗意册》", "一册看尽文人清梦", True),
        ("青铜人像", "青铜人像，从哪里来？", True),
        ("骑马陶人", "古人怎样度过悠长的一天？", False),
        ("三彩马", "走马看花，看见了什么？", False),
        ("溪山行旅山", "一座山，藏着几座庙？", False),
        ("迎春花", "花开的时候，谁在看？", False),
        ("青花山水画", "谁画下了这片山水？", False),
        ("百鸟朝凤图", "这些图案，画了多少年？", False),
        ("青瓷盘", "虬枝盘曲，是哪一年的松？", False),
        ("长信宫灯", "灯光里，谁坐了一夜？", False),
        ("青铜编钟", "三分钟，看完一座城？", False),
        ("ABC", "C 大调，从哪里来？", False),
    ],
)
def test_a_hook_names_an_object_by_its_name_or_by_a_thing_that_means_nothing_else(
    name: str, hook: str, *, named: bool
) -> None:
    first = strongest(story("另一件", name, hook=hook), footage(1, 1))
    assert first is not None
    assert first.key == f"object/{int(named)}/media/0"
