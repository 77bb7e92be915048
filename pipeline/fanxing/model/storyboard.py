"""The storyboard: what the coach looks at."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.footage import Item
from fanxing.model.geometry import FocusBox
from fanxing.model.graphics import Card, FactCallOut, LowerThird
from fanxing.model.script import PartKind

View = Literal["whole", "detail", "card"]
"""The whole picture on the look's ground; the focus, filling the frame; a card."""

Move = Literal["hold", "push", "pull", "drift"]
"""hold: at rest · push: slowly nearer · pull: slowly back · drift: slowly across."""

MOST_OF_IT = FocusBox(x=0.15, y=0.15, width=0.7, height=0.7)
"""What a detail shows of a picture that has no focus: the middle of it."""


class CallOut(Document):
    """A fact that is set beside the picture while a line says it."""

    line: str
    """Id of the line that says it."""
    at: Annotated[int, Field(ge=0)]
    """Index in the line of the first character that says it."""
    fact: FactCallOut
    """In the words of the object's own fields and facts."""


class Shot(Document):
    """What is seen between two cuts, and the words over it."""

    uid: str
    """Stable name made from where the recipe names the picture, not from the order: ``object/<id>/media/0/whole``."""
    part: str
    """Id of the script's part."""
    part_kind: PartKind
    """Kind of the part."""
    view: View
    """How the picture stands in the frame."""
    move: Move
    """How the camera moves."""
    item: Item | None = None
    """Picture or clip; None for a card on the look's ground. A title or hook card may have one as its ground."""
    card: Card | None = None
    """The card, where the view is ``card``."""
    lower_third: LowerThird | None = None
    """Name strip that comes in on this shot."""
    call_outs: tuple[CallOut, ...] = ()
    """Facts that come in on this shot."""
    lines: tuple[str, ...] = ()
    """Ids of the lines that are said over it; a line may run on over the next shot."""
    words: str = ""
    """The words said over it, as far as can be told before they are spoken."""
    seconds: float
    """Estimated length."""
    registered: str | None = None
    """Name of a shot registered by an installed package; None for the built-in ones."""

    @property
    def focus(self) -> FocusBox | None:
        """Part to bring out: the recipe's; for a detail without one, the middle; None for the whole picture."""
        if self.item is not None and self.item.focus is not None:
            return self.item.focus
        return MOST_OF_IT if self.view == "detail" and self.item is not None else None


class Storyboard(Document):
    """All shots of one cut, in order."""

    cut: str
    """Name of the cut."""
    title: str
    """Title of the film."""
    shots: tuple[Shot, ...]
    """In order."""

    @property
    def seconds(self) -> float:
        """Estimated length."""
        return sum(shot.seconds for shot in self.shots)
