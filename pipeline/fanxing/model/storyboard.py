"""The storyboard: what the coach looks at."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.footage import Item
from fanxing.model.geometry import FocusBox
from fanxing.model.graphics import Card, EndCard, FactCallOut, LowerThird, PartCard
from fanxing.model.script import PartKind
from fanxing.model.words import say

View = Literal["whole", "detail", "card"]
"""The whole picture on the look's ground; the focus, filling the frame; a card."""

Move = Literal["hold", "push", "pull", "drift"]
"""hold: at rest · push: slowly nearer · pull: slowly back · drift: slowly across."""

PLACES: Mapping[PartKind, str] = {
    "opening": say("开场"),
    "exhibition": say("展览"),
    "guide": say("讲解人"),
    "object": say("展品"),
    "closing": say("结尾"),
}
"""Words for the parts of a film."""


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
        """Part to bring out: the recipe's; None: the framing chooses, by the object where that was found."""
        return self.item.focus if self.item is not None else None


class Storyboard(Document):
    """All shots of one cut, in order."""

    cut: str
    """Name of the cut."""
    title: str
    """Title of the film."""
    shots: tuple[Shot, ...]
    """In order."""
    unnamed: tuple[str, ...] = ()
    """Holders of rights whom the end card counts and does not name: the words under the film must."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    @property
    def seconds(self) -> float:
        """Estimated length."""
        return sum(shot.seconds for shot in self.shots)

    def called(self, uid: str) -> str:
        """Name of a shot for people: its number on the storyboard's page, and what its part is about.

        Args:
            uid: Of the shot; one that is not of this storyboard stays as it is.
        """
        for number, shot in enumerate(self.shots, 1):
            if shot.uid == uid:
                return say("第 {number} 镜（{part}）", number=number, part=self._part_name(shot))
        return uid

    def _part_name(self, shot: Shot) -> str:
        """What the shot's part is about: the name that is set in it, else the part's place in the film."""
        if isinstance(shot.card, EndCard):
            return say("片尾")
        for one in self.shots if shot.part_kind in ("object", "guide") else ():
            if one.part == shot.part and one.lower_third is not None:
                return one.lower_third.name
            if one.part == shot.part and isinstance(one.card, PartCard):
                return one.card.heading
        return PLACES[shot.part_kind]
