"""The papers of a storyboard: page, print, contact sheet, from the documents of a chain."""

from collections.abc import Callable
from typing import Literal

from fanxing.media.bench import Bench
from fanxing.media.look.drawn import drawn
from fanxing.media.page.contact import contact_sheet
from fanxing.media.page.painter import draw_panels
from fanxing.media.page.panels import Panels
from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.model.recipe import Look
from fanxing.model.story import Delivery
from fanxing.model.timeline import Timeline

BoardForm = Literal["html", "pdf", "png"]
"""The page, the print, the contact sheet."""


def _storyboard_pdf(subject: Subject, panels: Panels) -> bytes:
    from fanxing.media.page.printed import storyboard_pdf  # noqa: PLC0415 - slow to load, and seldom wanted

    return storyboard_pdf(subject, panels)


WRITERS: dict[BoardForm, Callable[[Subject, Panels], bytes]] = {
    "html": storyboard_html,
    "pdf": _storyboard_pdf,
    "png": contact_sheet,
}
"""Form -> who writes it."""


def board_panels(  # noqa: PLR0913 - a board, its look, its film
    subject: Subject, look: Look, delivery: Delivery, bench: Bench, label: str = "", *, filmed: Timeline | None = None
) -> Panels:
    """Draw the panels of a storyboard, or find them kept.

    Args:
        subject: The storyboard and what stands beside it.
        look: The recipe's look.
        delivery: Shapes: of the first, two frames of each shot are shown; of any other, one.
        bench: Where panels are kept.
        label: The visible AI label; empty where nothing is synthetic or it is not known yet.
        filmed: The film that was made of it; None: it is a plan.
    """
    designers = drawn(look, delivery, bench.roots)
    return draw_panels(subject.board, delivery, designers, bench.store, label=label, filmed=filmed)
