"""What is open in a YAML text at a line: the mappings and lists around it, by the columns they stand in."""

from dataclasses import dataclass

_DASH = "-"


@dataclass(frozen=True)
class Level:
    """A mapping or list that is open."""

    column: int
    """Column of its keys, from 0."""
    key: str
    """The last key that was read in it; a dash for a list."""
    first: str = ""
    """The key that an item of a list began with."""


class Outline:
    """The levels around a line, outermost first."""

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self.waits = True
        """Whether the last key waits for what stands below it."""

    @property
    def column(self) -> int:
        """Column of the innermost level; 0: nothing is open."""
        return self.levels[-1].column if self.levels else 0

    @property
    def key(self) -> str:
        """The last key of the innermost level; empty: nothing is open."""
        return self.levels[-1].key if self.levels else ""

    def enter(self, column: int, key: str, first: str = "") -> None:
        """Open a level."""
        self.levels.append(Level(column, key, first))

    def owner(self, at: int) -> str:
        """Give the key under which a column stands."""
        return next((one.key for one in reversed(self.levels) if one.column < at and one.key != _DASH), "")

    def is_deeper(self, at: int) -> bool:
        """Whether a column lies deeper than all that is open."""
        return not self.levels or at > self.levels[-1].column

    def is_item(self, at: int) -> bool:
        """Whether a column is that of the dashes of the list that is open innermost."""
        return self.key == _DASH and at == self.column

    def is_sibling(self, at: int) -> bool:
        """Whether a line stands as deep as a key before it, or begins a mapping."""
        return self.waits or not self.levels or any(one.column == at for one in self.levels)

    def is_own_list(self, at: int) -> bool:
        """Whether a dash begins the list that the last key waits for, as deep as that key."""
        return self.waits and self.key not in ("", _DASH) and at == self.column

    def nearest(self, at: int, key: str) -> int:
        """Give the column of what is open and nearest, among lists for a dash and among mappings for a key."""
        kinds = [one for one in self.levels if (one.key == _DASH) == (key == _DASH)] or self.levels[:1]
        return min((one.column for one in kinds), key=lambda one: (abs(one - at), -one), default=at)

    def close(self, column: int, key: str) -> str:
        """Close what is as deep as a new key or deeper; give the key that the item began with which is closed last."""
        first = ""
        while self.levels and (one := self.levels[-1]).column >= column:
            if key == _DASH and one.column == column and one.key != _DASH:
                break  # the key that this list belongs to, as deep as its dashes
            first = self.levels.pop().first
        return first
