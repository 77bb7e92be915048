"""A card's type comes in over its ground; on the film's first frame it is there."""

import numpy as np
import pytest

from fanxing.media.layer import Layer
from fanxing.media.render.draw import CardDrawer
from fanxing.media.render.planes import Planes, from_rgb
from fanxing.media.render.stamp import stamp

GREY = np.full((64, 96, 3), 90, np.uint8)
GREY_LUMA = int(from_rgb(GREY).each[0][0, 0])


class Calm:
    """A ground at rest."""

    def state(self, age: int) -> int:
        """Always the same."""
        del age
        return 0

    def draw(self, age: int, frame: Planes) -> None:
        """Nothing but its colour."""
        del age
        frame.copy(from_rgb(GREY))


def words(x: int, enter: int) -> Layer:
    rgba = np.full((16, 16, 4), 255, np.uint8)
    return Layer(rgba, x, 16, enter=enter, fade=4)


def shown(*, opens: bool, age: int) -> list[bool]:
    """Whether each of two layers is seen at an age: one that enters on frame 12, and one on frame 20."""
    type_over = tuple(made for made in (stamp(words(16, 12), 1.0), stamp(words(64, 20), 1.0)) if made is not None)
    frame = from_rgb(np.zeros_like(GREY))
    CardDrawer(Calm(), type_over, opens=opens).draw(age, frame)  # type: ignore[arg-type]
    return [bool(frame.each[0][24, at] > 150) for at in (24, 72)]


@pytest.mark.parametrize(
    ("opens", "age", "seen"),
    [
        (False, 0, [False, False]),
        (False, 11, [False, False]),
        (False, 16, [True, False]),
        (False, 30, [True, True]),
        (True, 0, [True, False]),
        (True, 30, [True, True]),
    ],
)
def test_what_comes_first_is_there_where_the_card_opens_the_film(opens: bool, age: int, seen: list[bool]) -> None:  # noqa: FBT001
    assert shown(opens=opens, age=age) == seen


@pytest.mark.parametrize(("age", "seen"), [(16, False), (25, True), (39, True), (40, False), (44, False)])
def test_type_comes_late_and_leaves_early_where_cards_follow_each_other(age: int, seen: bool) -> None:  # noqa: FBT001
    type_over = tuple(made for made in (stamp(words(16, 12), 1.0),) if made is not None)
    frame = from_rgb(np.zeros_like(GREY))
    card = CardDrawer(Calm(), type_over, opens=False, comes=8, leaves=40)  # type: ignore[arg-type]
    card.draw(age, frame)
    assert bool(frame.each[0][24, 24] > GREY_LUMA) is seen
