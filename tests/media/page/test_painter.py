"""Panels: the first and last frame of every shot, drawn by the film's own engine."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fanxing.media.look.design import Design
from fanxing.media.page.painter import draw_panels
from fanxing.media.page.panels import Panels, panel_size
from fanxing.media.store import Store
from fanxing.model.footage import Item, Moving, Still
from fanxing.model.geometry import FocusBox, Shape, Size
from fanxing.model.graphics import LowerThird, TitleCard
from fanxing.model.story import Delivery
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.timeline import AiNotice, Clip, Timeline
from fanxing.model.timing import FILM_RATE

HEAVIEST = 60_000
"""Bytes of a panel."""


def _design(shape: Shape) -> Design:
    return Design.load("ink", shape)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def photo(store: Store, tiny_media) -> Item:
    with Image.open(tiny_media.still(width=1600, height=1200)) as picture:
        room = io.BytesIO()
        picture.convert("RGB").save(room, "PNG", compress_level=1)
    source = Still(picture=store.keep(room.getvalue(), ".png"), size=Size(width=1600, height=1200))
    return Item(
        key="object/a/media/0",
        path="a.jpg",
        source=source,
        original="0" * 64,
        focus=FocusBox(x=0.3, y=0.2, width=0.3, height=0.3),
    )


@pytest.fixture(scope="module")
def film(store: Store, tiny_media) -> Item:
    content = tiny_media.clip(seconds=2.0, width=320, height=568, sound=False).read_bytes()
    source = Moving(picture=store.keep(content, ".mp4"), size=Size(width=320, height=568), frames=60)
    return Item(key="object/a/media/1", path="a.mp4", source=source, original="1" * 64)


def _shot(**told: object) -> Shot:
    base = {"uid": "s", "part": "object/a", "part_kind": "object", "view": "whole", "move": "push", "seconds": 3.0}
    return Shot.model_validate(base | told)


def _panels(store: Store, *shots: Shot, shape: Shape = "9:16", label: str = "") -> Panels:
    board = Storyboard(cut="episode", title="片名", shots=shots)
    return draw_panels(board, Delivery(shapes=(shape,)), _design, store, label=label)


def _pixels(jpeg: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"), np.int16)


def _apart(one: bytes, other: bytes) -> float:
    return float(np.abs(_pixels(one) - _pixels(other)).mean())


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["9:16", "16:9", "3:4", "1:1"])
def test_every_shape_has_small_panels(store: Store, photo: Item, shape: Shape):
    made = _panels(store, _shot(item=photo), shape=shape)
    size = panel_size(shape)
    assert (made.shape, made.size) == (shape, size)
    for jpeg in (made.panels[0].first, made.panels[0].last):
        assert Image.open(io.BytesIO(jpeg)).size == (size.width, size.height)
        assert len(jpeg) < HEAVIEST


def test_a_move_is_seen_and_rest_is_at_rest(store: Store, photo: Item):
    made = _panels(store, _shot(item=photo), _shot(item=photo, move="hold"), _shot(item=photo, move="pull"))
    push, hold, pull = made.panels
    assert _apart(push.first, push.last) > 1.0
    assert hold.first == hold.last
    assert _apart(push.first, pull.last) < 0.5
    assert _apart(push.last, pull.first) < 0.5


def test_a_detail_is_not_the_whole(store: Store, photo: Item):
    whole, detail = _panels(store, _shot(item=photo), _shot(item=photo, view="detail")).panels
    assert _apart(whole.first, detail.first) > 3


@pytest.mark.slow
def test_a_further_shape_shows_each_shots_last_frame_and_how_much_of_the_picture(store: Store, photo: Item):
    card = TitleCard(title="一册看尽", subtitle="诗意册", kicker="星渚县博物馆")
    shots = (_shot(item=photo, view="detail"), _shot(view="card", card=card, item=photo))
    board = Storyboard(cut="episode", title="片名", shots=shots)
    made = draw_panels(board, Delivery(shapes=("9:16", "16:9")), _design, store)
    (wide,) = made.asides
    near, plate = wide.panels
    assert (made.shapes, wide.shape, wide.size) == ("9:16、16:9", "16:9", panel_size("16:9"))
    assert near.first == near.last
    assert _apart(near.last, draw_panels(board, Delivery(shapes=("16:9",)), _design, store).panels[0].last) == 0
    assert near.seen is not None
    assert 0 < near.seen <= 1
    assert plate.seen is None
    assert not made.differs(2)


def test_a_name_strip_is_drawn_over_the_picture(store: Store, photo: Item):
    strip = LowerThird(of="object", name="白玉双耳碗", lines=("1781年 · 白玉",), museum="星渚")
    bare, named = _panels(store, _shot(item=photo), _shot(item=photo, lower_third=strip)).panels
    changed = np.abs(_pixels(bare.first) - _pixels(named.first)).max(axis=2) > 40
    rows = np.flatnonzero(changed.any(axis=1))
    assert changed.sum() > 300
    assert rows.min() > 0.5 * changed.shape[0]
    assert rows.max() < 0.8 * changed.shape[0], "above what the platforms cover"


@pytest.mark.slow
def test_a_panel_stands_where_the_film_has_it_and_in_a_plan_where_it_is_likely_to(store: Store, photo: Item):
    strip = LowerThird(of="object", name="白玉双耳碗", lines=("1781年 · 白玉",) * 3, museum="星渚")
    shots = (_shot(uid="named", item=photo, lower_third=strip), _shot(uid="next", item=photo))
    board, wide = Storyboard(cut="episode", title="片名", shots=shots), Delivery(shapes=("16:9",))

    def film(*, alone: bool) -> Timeline:
        told = {"part": "object/a", "view": "whole", "move": "push", "duration": 90}
        stands = {"named": False, "next": alone}
        clips = tuple(Clip.model_validate(told | {"shot": uid, "alone": one}) for uid, one in stands.items())
        return Timeline(
            rate=FILM_RATE, duration=180, picture=clips, graphics=(), voice=(), notice=AiNotice(synthetic=False)
        )

    beside, alone = (
        draw_panels(board, wide, _design, store, filmed=film(alone=alone)).panels[1] for alone in (False, True)
    )
    assert _apart(beside.last, alone.last) > 3
    assert draw_panels(board, wide, _design, store).panels[1] == beside, "the name is not read by then"
    assert _panels(store, shots[1], shape="16:9").panels[0] == alone


def test_a_card_is_drawn_with_all_its_type(store: Store, photo: Item):
    card = TitleCard(title="一册看尽", subtitle="诗意册", kicker="星渚县博物馆")
    made = _panels(store, _shot(view="card", card=card, item=photo), _shot(view="card", card=card, move="hold")).panels
    assert _apart(made[0].first, made[0].last) < 8, "type stands in both"
    assert np.abs(_pixels(made[1].first) - np.median(_pixels(made[1].first), axis=(0, 1))).max() > 100


def test_the_ai_label_opens_the_film(store: Store, photo: Item):
    shots = (_shot(item=photo), _shot(item=photo))
    plain, labelled = _panels(store, *shots), _panels(store, *shots, label="旁白为AI合成语音")
    assert _apart(plain.panels[0].first, labelled.panels[0].first) > 0.5
    assert plain.panels[1] == labelled.panels[1]


def test_footage_goes_on_where_it_stopped(store: Store, film: Item):
    made = _panels(store, *(_shot(item=film, move="hold", seconds=0.9, uid=f"s{at}") for at in range(2))).panels
    assert _apart(made[0].first, made[0].last) > 3
    assert _apart(made[0].first, made[1].first) > 3
    assert _apart(made[0].last, made[1].first) < _apart(made[0].first, made[0].last)


def test_a_second_run_draws_nothing(store: Store, photo: Item, film: Item):
    shots = (_shot(item=photo), _shot(item=film, move="hold"))
    once = _panels(store, *shots)

    def files() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in store.home.rglob("*") if file.is_file()}

    before = files()
    assert _panels(store, *shots) == once
    assert files() == before
