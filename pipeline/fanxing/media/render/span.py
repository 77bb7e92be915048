"""Draws and encodes one span: the whole work of a worker process."""

import contextlib
from collections.abc import Hashable, Iterator

from fanxing.media.render.blend import crossfade, soak, veiled
from fanxing.media.render.draw import Drawer, drawer, stamps
from fanxing.media.render.drawing import Drawings
from fanxing.media.render.encode import encode_span
from fanxing.media.render.orders import Canvas, Laid, Section, SpanOrder, SpanVideo
from fanxing.media.render.planes import Planes
from fanxing.media.render.prepare import Preparing
from fanxing.media.render.stamp import SETTLED
from fanxing.media.store import Store

NAME = "span"
"""Under which spans are kept."""


def make_span(order: SpanOrder, drawings: Drawings, store: Store) -> SpanVideo:
    """Give a span: kept, or drawn, encoded and kept.

    Args:
        order: What it shows.
        drawings: What the look has drawn for it.
        store: Where things are kept.
    """
    return store.once(SpanVideo, NAME, order, lambda: _made(order, drawings, store))


def _made(order: SpanOrder, drawings: Drawings, store: Store) -> SpanVideo:
    with store.scratch() as room:
        file = room / "span.mp4"
        frames = frames_of(order, drawings, store)
        encode_span(frames, order.canvas.size, order.encoding, order.frames, file)
        return SpanVideo(video=store.keep(file), frames=order.frames)


def frames_of(order: SpanOrder, drawings: Drawings, store: Store) -> Iterator[Planes]:
    """Draw all frames of a span, each into the same planes, and only where it differs from the one before."""
    preparing = Preparing(store, drawings)
    with contextlib.ExitStack() as open_files:
        drawers: list[Drawer] = []
        for scene in order.scenes:
            drawers.append(drawer(scene, order.canvas, preparing))
            open_files.callback(drawers[-1].close)
        overlays = [_Overlay(laid, order.canvas, preparing) for laid in order.laid]
        yield from _Span(order, drawers, overlays).frames()


class _Overlay:
    """Type over the picture, from the span's first frame on."""

    def __init__(self, laid: Laid, canvas: Canvas, preparing: Preparing) -> None:
        self._laid = laid
        self._stamps = stamps(preparing.drawn(laid.what, canvas), canvas, preparing.store)

    def at(self, number: int) -> tuple[int, int] | None:
        """Age and frames left on frame ``number`` of the span; None where it is not seen."""
        age, left = self._laid.age + number, self._laid.left - number
        if age < 0 or left <= 0:
            return None
        return (SETTLED, SETTLED) if self._laid.at_once else (min(age, SETTLED), min(left, SETTLED))

    def lay(self, frame: Planes, number: int) -> None:
        """Lay it over a frame."""
        when = self.at(number)
        if when is not None:
            for one in self._stamps:
                one.lay(frame, *when)


class _Span:
    """Draws the frames of a span, each only where it differs from the one before."""

    def __init__(self, order: SpanOrder, drawers: list[Drawer], overlays: list[_Overlay]) -> None:
        self._order = order
        self._drawers = drawers
        self._overlays = overlays
        self._frame = Planes(order.canvas.size)
        self._other = Planes(order.canvas.size)

    def frames(self) -> Iterator[Planes]:
        """All frames; the same planes again and again."""
        before: Hashable = None
        number = 0
        for section in self._order.sections:
            for at in range(section.frames):
                state = (self._state(section, at), tuple(overlay.at(number) for overlay in self._overlays))
                if state != before:
                    self._draw(section, at)
                    for overlay in self._overlays:
                        overlay.lay(self._frame, number)
                before = state
                number += 1
                yield self._frame

    def _state(self, section: Section, at: int) -> Hashable:
        first = self._drawers[section.first.scene].state(section.first.age + at)
        if section.second is None:
            return section.first.scene, first
        second = self._drawers[section.second.scene].state(section.second.age + at)
        return section.first.scene, first, section.second.scene, second, section.done + at

    def _draw(self, section: Section, at: int) -> None:
        self._drawers[section.first.scene].draw(section.first.age + at, self._frame)
        if section.second is None:
            return
        self._drawers[section.second.scene].draw(section.second.age + at, self._other)
        done = (section.done + at + 1) / (section.total + 1)
        way = soak if section.style == "part" else crossfade
        if section.veiled:
            veiled(self._frame, self._other, done, way)
        else:
            way(self._frame, self._other, done)
