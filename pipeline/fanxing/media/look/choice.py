"""Which pictures a cover may show, the best first: an object, whole, sharp, large, its focus known, early."""

import math
from dataclasses import dataclass
from typing import Literal

import av
import cv2
import numpy as np

from fanxing.media.kept_pictures import photograph
from fanxing.media.layer import Pixels
from fanxing.media.look.faces import in_pixels, kept_whole, uncut
from fanxing.media.look.pictures import cut_out
from fanxing.media.store import Store
from fanxing.model.errors import AssetError, Fault
from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.geometry import Box, FocusBox, Size
from fanxing.model.showing import wholes
from fanxing.model.storyboard import Storyboard
from fanxing.model.words import say

CANDIDATES = 3
"""Offered for each cut."""

_SHARP = 3.0
"""Decimal logarithm of a very sharp picture's variance of the Laplacian."""

_CLOSER = 1.9
"""How much more than its focus box a close view shows."""

_MOST = 0.6
"""Share of the picture that a close view may show and still be one."""

_OBJECT = "object/"
"""Keys of the objects' pictures: they go before halls and people."""

_LAST = ("guide/portrait", "museum/logo")
"""Keys that are shown only where there is nothing else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One picture that a cover may show."""

    item: Item | None
    """The footage; None: type alone."""
    view: Literal["whole", "close"] = "whole"
    """The picture as it is, or its focus from near."""


def choices(storyboard: Storyboard, footage: Footage, only: str = "") -> tuple[Choice, ...]:
    """Three choices, the best first; a picture's close view and type alone fill up where pictures are few.

    Args:
        storyboard: What the film shows.
        footage: What was gathered.
        only: Keys of pictures that may be shown begin with this: under an object's name stands no other thing.
    """
    shown = {shot.item.key: shot.item for shot in storyboard.shots if shot.item is not None}
    seen = [one for one in (*shown.values(), *footage.items) if isinstance(one.source, Still | Moving) and not one.held]
    seen = [one for one in seen if one.key.startswith(only)]
    items = list({_picture(one): one for one in reversed(seen)}.values())[::-1]
    main = [one for one in items if not one.key.startswith(_LAST)] or items
    scores = {one.key: _score(one, at / len(main)) for at, one in enumerate(main)}
    ranked = sorted(main, key=lambda one: -scores[one.key])
    stand = _standing(footage)
    objects = [one for one in ranked if one.key.startswith(_OBJECT)]
    objects.sort(key=lambda one: stand.get(_picture(one), 2))  # stable: of equal rank, the better picture
    near = [Choice(one, "close") for one in ranked if _has_detail(one)]
    own = [*map(Choice, objects), *(one for one in near if one.item in objects)]
    rest = [*(Choice(one) for one in ranked if one not in objects), *(one for one in near if one not in own)]
    return (*own, *rest, Choice(None), Choice(None), Choice(None))[:CANDIDATES]


def _standing(footage: Footage) -> dict[str, int]:
    """Rank of the pictures that may stand for an object, the surest first: what is cut off is on no first cover."""
    free = [one for one in footage.items if one.key.startswith(_OBJECT) and not one.held]
    seen = [one for one in free if isinstance(one.source, Still | Moving)]
    groups: dict[str, list[Item]] = {}
    for one in seen:
        groups.setdefault(one.key.rpartition("/")[0], []).append(one)
    return {_picture(one): min(rank, 1) for group in groups.values() for rank, one in enumerate(wholes(group))}


def _picture(item: Item) -> str:
    """What tells two pictures apart, whoever names them."""
    source = item.source
    return source.sound.sha256 if isinstance(source, Sound) else source.picture.sha256


def _has_detail(item: Item) -> bool:
    return item.focus is not None and item.focus.width * item.focus.height * _CLOSER**2 < _MOST


def picture_of(choice: Choice, store: Store) -> tuple[Pixels | None, FocusBox | None]:
    """The choice's picture, RGB, and its focus in it.

    Raises:
        AssetError: The clip gives no frame.
        ToolError: The photograph is damaged; it is removed.
    """
    if choice.item is None:
        return None, None
    source = choice.item.source
    assert not isinstance(source, Sound)  # choices() takes none
    path = store.path(source.picture)
    pixels = photograph(path) if isinstance(source, Still) else _sharpest(str(path))
    if pixels is None:
        raise AssetError(
            Fault(
                rule="cover-picture",
                what=say("做封面时读不出画面：{path}", path=choice.item.path),
                mend=say("删除 .fanxing 文件夹（或 --home 指的文件夹），再运行一次；仍不行就换一张图"),
            )
        )
    focus = choice.item.focus
    if choice.view == "close" and focus is not None:
        return close_of(pixels, focus, source.faces if isinstance(source, Still) else ()), None
    return pixels, focus


def _score(item: Item, late: float) -> float:
    source = item.source
    assert not isinstance(source, Sound)
    sharp = math.log10(1 + source.sharpness) / _SHARP if isinstance(source, Still) else 0.5
    large = min(1.0, source.size.short_side / 1080)
    return 0.35 * min(1.0, sharp) + 0.25 * large + 0.15 * (item.focus is not None) + 0.35 * (1 - late)


def _sharpest(path: str) -> Pixels | None:
    """The sharpest of a few frames of our own clip."""
    best: tuple[float, Pixels] | None = None
    with av.open(path) as film:
        stream = film.streams.video[0]
        every = max(1, (stream.frames or 1) // 6)
        for at, frame in enumerate(film.decode(stream)):
            if at % every == every // 2:
                pixels = np.ascontiguousarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
                score = float(cv2.Laplacian(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.CV_32F).var())
                if best is None or score > best[0]:
                    best = (score, pixels)
    return None if best is None else best[1]


def close_of(pixels: Pixels, focus: FocusBox, faces: tuple[FocusBox, ...] = ()) -> Pixels:
    """The focus from near, and whole every face that its edge would cut.

    Args:
        pixels: The picture, RGB.
        focus: Part of it to bring out.
        faces: That were found in it when it was gathered: the film keeps the same ones whole.
    """
    height, width = pixels.shape[:2]
    wide = min(width, round(focus.width * width * _CLOSER))
    high = min(height, round(focus.height * height * _CLOSER))
    x = min(max(0, round((focus.x + focus.width / 2) * width - wide / 2)), width - wide)
    y = min(max(0, round((focus.y + focus.height / 2) * height - high / 2)), height - high)
    heads = tuple(in_pixels(one, Size(width=width, height=height)) for one in kept_whole(faces, focus))
    near = uncut(Box(x=x, y=y, width=wide, height=high), heads)
    return cut_out(pixels, near, Size(width=near.width, height=near.height))
