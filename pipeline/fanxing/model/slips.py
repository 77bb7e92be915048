"""Mends slips of typing in memory, so that one full-width colon does not hide all that is wrong below it.

Only asked where a text could not be read as it stands: what reads well is never doubted. Written by hand, line by line,
because what is to be found is precisely what no parser takes.
"""

import itertools
import re
from collections.abc import Collection

from fanxing.model.flow_slips import Flow
from fanxing.model.key_names import KEY_CALLED, plain_key
from fanxing.model.outline import Outline
from fanxing.model.slip import Line, Mended, Slips
from fanxing.model.value_slips import COMMENT, FOLDED, mend_plain, mend_quoted, mend_quotes

_KEY = r"[\"']?[A-Za-z_Ａ-Ｚａ-ｚ][\w\u200b-\u200f\u2060\ufeff\u00ad]*[\"']?|[\u4e00-\u9fff]{1,8}"
_ENTRY = re.compile(rf"(?P<key>{_KEY})[ \u3000\u00a0]*(?P<sep>[:：﹕︰∶=＝])(?P<blank>[ \t\u3000\u00a0]*)")
_BARE = re.compile(r"(?P<key>[a-z_]+)[ \t\u3000]+(?=\S)")
_DASH = re.compile(r"(?P<mark>[-—–－•·●◦▪]|\*|\d{1,2}[.、])(?P<blank>[ \t\u3000\u00a0]*)")
_ODD_KEY = re.compile(r"[^\s'\"#\[{：:][^\s：:]{0,20}(?=:(?:\s|$))")
"""What stands where a key is due and is none that a person would write: told of by the schema."""
_WIDE = "：﹕︰∶"
_BLANKS = {"\t": ("tab", "  "), "\u3000": ("blank-wide", "  ")}
_ODD = ("blank-odd", " ")
"""Blank -> kind of slip, and what is written in its place; any other blank is odd."""
_LISTS = frozenset({"objects", "media"})
"""Keys whose items are mappings."""

LONGEST = 1 << 18
"""Characters: a longer text is told of as it stands. It has more objects than people write by hand."""


def mended(text: str, file: str, keys: Collection[str]) -> Mended:
    """Mend what is a slip of typing.

    Args:
        text: A recipe that could not be read.
        file: Its name, for messages.
        keys: Every key that a recipe may have, wherever.
    """
    if len(text) > LONGEST:
        return Mended(text, (), (), 0)
    walker = _Walker(re.sub("\r\n?", "\n", text).split("\n"), file, frozenset(keys))
    walker.walk()
    lines = tuple(walker.lines)
    slips = walker.slips
    return Mended("\n".join(one.text for one in lines), tuple(slips.faults()), lines, walker.row)


class _Walker:
    """Goes through the lines, with what is open."""

    def __init__(self, texts: list[str], file: str, keys: frozenset[str]) -> None:
        self.lines = [Line(text) for text in texts]
        self.slips = Slips(file)
        self.keys = keys
        self.flow = Flow(self.slips, keys)
        self.row = 0
        self.outline = Outline()
        self.block: int | None = None
        """Column of the key whose ``|`` text is being read."""
        self.lost = False
        """Whether a line was met that nobody can place."""
        self.quote = ""
        """The quotation mark that a text of several lines began with."""

    def walk(self) -> None:
        """Mend every line."""
        for at, line in enumerate(self.lines):
            if self.slips.full or self.lost:
                return
            self.row = at + 1
            if self.block is not None:
                if not line.text.strip() or _width(line.text) > self.block:
                    continue
                self.block = None
            if self.quote:
                self.quote = "" if self.quote in line.text else self.quote
            elif self.flow.depth:
                self._flow(line, 0)
            elif line.text.strip() and not line.text.lstrip().startswith(("#", "---")):
                self._line(line)

    def _tell(self, kind: str, line: Line, at: int, **fields: object) -> None:
        self.slips.tell(kind, self.row, line.written(at), **fields)

    def _line(self, line: Line) -> None:
        if line.text.lstrip().startswith("```"):
            self._tell("fence", line, 0)
            line.put(0, len(line.text), "")
            return
        at = self._blanks(line, 0)
        dash = self._dash(line, at)
        if dash is not None:
            at = self._aligned(line, at, "-")
            after = at + 1 + _width(line.text[at + 1 :])
            self.outline.enter(at, "-")
            self.outline.waits = True
            self._item(line, after)
        elif (entry := self._entry(line, at)) is not None:
            at = self._listed(line, at) if self.outline.waits and self.outline.owner(at) in _LISTS else at
            at = self._aligned(line, at, entry)
            self._value(line, at, entry)
        elif self.outline.is_item(at):
            self._tell("dash-none", line, at, key=self.outline.owner(at + 1), written=line.text.strip()[:FOLDED])
            line.put(at, at, "- ")
            self._item(line, at + 2)
        elif not self.outline.is_deeper(at) and not line.text.startswith("...") and line.text.strip():
            self.lost = True
            self._tell("indent-text", line, at, written=line.text.strip()[:FOLDED], key=self.outline.key)
            line.put(0, len(line.text), "")
        else:
            self.outline.waits = False  # words stand here: what follows them is nothing that the last key waits for

    def _listed(self, line: Line, at: int) -> int:
        """The first key of a list's item that lacks its dash."""
        entry = line.text[at:]
        self._tell("dash-none", line, at, key=self.outline.owner(at), written=entry[:FOLDED])
        line.put(max(0, at - 2), at, "- ")
        self.outline.enter(max(0, at - 2), "-")
        return max(0, at - 2) + 2

    def _item(self, line: Line, at: int) -> None:
        """What stands behind a dash: a mapping's first key, or a value."""
        if (entry := self._entry(line, at)) is not None:
            self.outline.enter(at, entry, entry)
            self._value(line, at, entry)
        else:
            self.outline.waits = not line.text[at:].strip()
            self._scalar(line, at, self.outline.owner(at))

    def _blanks(self, line: Line, at: int) -> int:
        """Blanks that no parser takes for such, at the beginning of a line; the place behind them all."""
        run = line.text[at : _end_of_blanks(line.text, at)]
        new = "".join(mark if mark == " " else _BLANKS.get(mark, _ODD)[1] for mark in run)
        self._tell_blanks(line, at, run)
        if run.strip(" "):
            line.put(at, at + len(run), new)
        return at + len(new)

    def _tell_blanks(self, line: Line, at: int, run: str) -> None:
        """Tell of the blanks of a run that no parser takes for such, each kind once."""
        told: set[str] = set()
        for mark in dict.fromkeys(run.replace(" ", "")):
            kind, _ = _BLANKS.get(mark, _ODD)
            if kind not in told:
                self._tell(kind, line, at + run.index(mark))
            told.add(kind)

    def _dash(self, line: Line, at: int) -> int | None:
        """Where a line begins with the dash of a list, or with what was meant for one."""
        match = _DASH.match(line.text, at)
        if match is None:
            return None
        rest, mark = line.text[match.end() :], match["mark"]
        entry = _ENTRY.match(rest)
        is_key = entry is not None and plain_key(entry["key"].strip("\"'")) in self.keys
        if mark == "-":
            if match["blank"].strip(" "):
                self._tell_blanks(line, at + 1, match["blank"])
                line.put(at + 1, match.end(), " ")  # one: what stands below is as deep as behind "- "
            elif not match["blank"] and rest and is_key and entry is not None:
                self._tell("dash-narrow", line, at, written=line.text.strip()[:FOLDED], key=entry["key"])
                line.put(at, at + 1, "- ")
            elif not match["blank"] and rest:
                return None
        elif is_key or re.match(r"[^:：]+\.\w{3,4}\s*$", rest):
            self._tell("dash-wide", line, at, mark=mark)
            line.put(at, match.end(), "- ")
        else:
            return None
        return at

    def _entry(self, line: Line, at: int) -> str | None:
        """The key that stands at a place, mended together with its colon; None: there is none."""
        match = _ENTRY.match(line.text, at)
        if match is None:
            odd = _ODD_KEY.match(line.text, at)
            is_due = (self.outline.owner(at) in _LISTS or self.outline.is_sibling(at)) and not self._in_texts()
            return odd.group() if odd is not None and is_due else self._without_colon(line, at)
        written, key = match["key"].strip("\"'"), plain_key(match["key"].strip("\"'"))
        sep = match["sep"]
        named = self.outline.owner(at) in {"lexicon", "checks"}
        chinese = bool(re.match(r"[\u4e00-\u9fff]", written))
        if chinese and not named and key == written and (sep == ":" or not self._may_be_key(at)):
            return None
        if chinese and named:
            key = written
        if sep in "=＝" and key not in self.keys:
            return None
        glued = sep == ":" and not match["blank"] and line.text[match.end() :].strip()
        if glued and (key not in self.keys or line.text.startswith("//", match.end())):
            return None
        self._mend_colon(line, match, key, glued=bool(glued))
        if written != key and not (chinese and named):
            self._mend_key(line, match, written, key)
        return key

    def _mend_colon(self, line: Line, match: re.Match[str], key: str, *, glued: bool) -> None:
        sep, blank, start, end = match["sep"], match["blank"], match.start("sep"), match.end()
        value = line.text[end:].strip()
        if sep in _WIDE:
            self._tell("colon-wide", line, start, key=key, written=match["key"])
        elif sep in "=＝":
            self._tell("colon-none", line, start, key=key, right=f"{key}: {value}")
        elif glued:
            written, right = f"{match['key']}:{value}"[:FOLDED], f"{key}: {value}"[:FOLDED]
            self._tell("colon-narrow", line, end, written=written, right=right)
        self._tell_blanks(line, match.start("blank"), blank)
        if sep != ":" or glued or blank.strip(" "):
            line.put(start, end, ": " if value else ":")

    def _mend_key(self, line: Line, match: re.Match[str], written: str, key: str) -> None:
        if written in KEY_CALLED:
            kind = "key-chinese"
        elif key in self.keys or key.isascii():
            kind = "unseen" if any(not one.isprintable() for one in written) else "key-wide"
        else:
            return
        self._tell(kind, line, match.start(), written=written, key=key)
        line.put(match.start("key"), match.end("key"), key)

    def _without_colon(self, line: Line, at: int) -> str | None:
        match = _BARE.match(line.text, at)
        if match is None or match["key"] not in self.keys or not self.outline.is_sibling(at):
            return None
        self._tell("colon-none", line, match.end("key"), key=match["key"], right=f"{match['key']}: …")
        line.put(match.end("key"), match.end(), ": ")
        return match["key"]

    def _in_texts(self) -> bool:
        """Whether the last thing opened is an item of a list of texts."""
        return self.outline.key == "-" and self.outline.owner(self.outline.column + 1) not in _LISTS

    def _may_be_key(self, at: int) -> bool:
        """Whether Chinese words that call no key may be meant for one.

        They are where they open a mapping, or where others are written so; else they are the next line of a text.
        """
        opens = not self.outline.levels or (self.outline.waits and self.outline.is_deeper(at))
        return opens or (self.outline.is_sibling(at) and any(kind == "key-chinese" for kind, _, _ in self.slips.found))

    def _aligned(self, line: Line, at: int, key: str) -> int:
        """Close what a line ends by its indentation; where it fits nothing, move it to what is nearest."""
        opened = self.outline.waits and self.outline.is_deeper(at)
        if key == "-" and self.outline.is_own_list(at):
            return at  # a list may stand as deep as its key
        if opened:
            if key != "-":
                self.outline.enter(at, key)
            return at
        column = self.outline.nearest(at, key)
        first = self.outline.close(column, key)
        is_lost = key != "-" and key == first and bool(self.outline.levels)
        if is_lost:
            self._tell("dash-lost", line, at, key=key, written=line.text.strip()[:FOLDED])
        elif column != at:
            self._tell("indent" if column else "indent-none", line, at, now=at, right=column)
        line.put(0, at, " " * column)
        if is_lost:
            line.put(self.outline.column, column, "- ".ljust(column - self.outline.column))
        if key != "-":
            self.outline.enter(column, key, first)
        return column

    def _value(self, line: Line, at: int, key: str) -> None:
        """Mend what stands behind a key."""
        colon = line.text.index(":", at)
        start = colon + 1 + len(line.text[colon + 1 :]) - len(line.text[colon + 1 :].lstrip())
        value = line.text[start:]
        self.outline.waits = not value or bool(re.match(r"#(\s|$)", value))
        if re.fullmatch(r"[|>][-+0-9]*\s*(#.*)?", value):
            self.block = at
            self._indented(at, key)
        elif not self.outline.waits:
            self._scalar(line, start, key)

    def _indented(self, at: int, key: str) -> None:
        """A text below ``|`` that stands no deeper than its key: moved in up to the next key."""
        below = self.lines[self.row].text if self.row < len(self.lines) else ""
        if not below.strip() or _width(below) > at:
            return
        told = False
        for each in itertools.islice(self.lines, self.row, None):
            entry = _ENTRY.match(each.text.lstrip(" -"))
            if (entry and plain_key(entry["key"]) in self.keys) or each.text.lstrip().startswith("- "):
                return
            if not told:
                self.slips.tell("indent-block", self.row + 1, 1, key=key)
                told = True
            each.put(0, _width(each.text), " " * (at + 2))

    def _scalar(self, line: Line, at: int, key: str) -> None:
        """Mend a value that stands on one line."""
        value = line.text[at:].rstrip()
        first = value[:1]
        if first and first in "\"'":
            if not mend_quotes(self._tell, line, at, is_last=self._next_is_key(at)):
                self.quote = first
        elif first and first in "[{［｛":
            self._bracket(line, at, key)
        elif first == "#" and value[1:2].strip():
            mend_quoted(self._tell, line, (at, len(line.text)), "hash-first")
        elif value:
            mend_plain(self._tell, line, at, COMMENT.sub("", value), key)

    def _next_is_key(self, at: int) -> bool:
        """Whether the next line that is not empty begins with a key, or there is none."""
        below = self._below()
        entry = _ENTRY.match(below.lstrip(" -"))
        return not below or (entry is not None and plain_key(entry["key"]) in self.keys and _width(below) <= at)

    def _bracket(self, line: Line, at: int, key: str) -> None:
        if line.text[at] in "[{":
            end = self.flow.closes(line.text, at)
            after = COMMENT.sub("", line.text[end:]).strip() if end else ""
            if after and not after.startswith("#"):
                bare = COMMENT.sub("", line.text[at:].rstrip())
                kind = "bracket-first" if line.text[at] == "[" else "brace-first"
                mend_quoted(self._tell, line, (at, at + len(bare)), kind, mark=line.text[at])
                return
        self._flow(line, at, key)

    def _flow(self, line: Line, at: int, key: str = "") -> None:
        self.flow.mend(line, at, self.row, key)
        if not self.flow.depth or self.slips.full or not line.text.strip():
            return
        below = self._below()
        if not below or _width(below) <= self.outline.column:
            right, written = self.flow.closing(), line.text.strip()[:FOLDED]
            self._tell("bracket-open", line, at, written=written, right=right)
            line.put(len(line.text), len(line.text), right)
            self.flow.reset()

    def _below(self) -> str:
        """The next line that is not empty, or nothing."""
        rows = range(self.row, len(self.lines))
        return next((self.lines[row].text for row in rows if self.lines[row].text.strip()), "")


def _width(text: str) -> int:
    return len(text) - len(text.lstrip())


def _end_of_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
