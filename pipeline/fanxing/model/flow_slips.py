"""Mends slips of typing inside ``{…}`` and ``[…]``: full-width colons, commas and brackets, a blank that is missing."""

import re

from fanxing.model.key_names import KEY_CALLED, plain_key
from fanxing.model.slip import Line, Slips, quoted

_ENTRY = re.compile(
    r"(?P<key>[\"']?[A-Za-z_Ａ-Ｚａ-ｚ][\w\u200b-\u200f\u2060\ufeff]*[\"']?|[\u4e00-\u9fff]{1,8})"
    r"[ \u3000\u00a0]*(?P<sep>[:：﹕︰∶])(?P<blank>[ \t\u3000\u00a0]*)"
)
_WIDE_BRACKETS = {"｛": "{", "｝": "}", "［": "[", "］": "]"}
_PAIRS = {"{": "}", "[": "]"}
_COMMAS = "，、；;"
_FILE_BEFORE, _FILE_BEHIND = re.compile(r"\.\w{3,4}\s*$"), re.compile(r"[^,，、]+\.\w{3,4}\s*[,，、\]］]")
_NEAR = 200
"""Characters that are looked at before and behind a comma."""
_LISTS = frozenset({"platforms", "cuts", "focus", "tags"})
"""Lists whose items hold no comma of their own."""


class Flow:
    """Brackets that are open, over as many lines as it takes."""

    def __init__(self, slips: Slips, keys: frozenset[str]) -> None:
        self._slips = slips
        self._keys = keys
        self._open: list[tuple[str, str]] = []
        """Each open bracket with the key that it belongs to."""

    @property
    def depth(self) -> int:
        """How many brackets are open."""
        return len(self._open)

    def closing(self) -> str:
        """The brackets that would close all that is open."""
        return "".join(_PAIRS[mark] for mark, _ in reversed(self._open))

    def reset(self) -> None:
        """Take all as closed."""
        self._open.clear()

    def closes(self, text: str, at: int) -> int:
        """The place behind the bracket that closes the one at ``at``; 0: none does on this line."""
        depth, mark = 0, ""
        for place in range(at, len(text)):
            one = text[place]
            if mark:
                mark = "" if one == mark else mark
            elif one in "\"'" and text[place - 1] in " [{,:":
                mark = one
            else:
                depth += (one in "[{") - (one in "]}")
                if not depth:
                    return place + 1
        return 0

    def mend(self, line: Line, at: int, row: int, key: str) -> None:
        """Mend a line from ``at`` on; ``key`` is what the bracket there belongs to."""
        begins = not self._open
        while at < len(line.text) and not self._slips.full:
            if begins or self._starts(line, at):
                at, key = self._item(line, at, row, key)
                begins = False
                if at >= len(line.text):
                    return
            after = self._mark(line, at, row, key)
            if after is None:
                return
            at = after

    def _mark(self, line: Line, at: int, row: int, key: str) -> int | None:
        """Take one character; where the next one is, None where nothing more is to be read."""
        self._bracket(line, at, row)
        mark = line.text[at]
        if mark in "[{":
            self._open.append((mark, key))
        elif mark in "]}":
            return self._close(line, at, row)
        elif mark in "\"'" and line.text[at - 1] in " [{,:":
            return line.text.find(mark, at + 1) % (len(line.text) + 1) + 1
        elif mark in _COMMAS and self._separates(line.text, at):
            self._slips.tell("comma-wide", row, line.written(at), mark=mark)
            line.put(at, at + 1, ", ")
        elif mark == "\t":
            self._slips.tell("tab", row, line.written(at))
            line.put(at, at + 1, " ")
        elif mark == "#" and line.text[at - 1] == " " and not line.text[at + 1 : at + 2].strip():
            return None  # a comment
        return at + 1

    def _bracket(self, line: Line, at: int, row: int) -> None:
        mark = line.text[at]
        if right := _WIDE_BRACKETS.get(mark):
            self._slips.tell("bracket-wide", row, line.written(at), mark=mark, right=right)
            line.put(at, at + 1, right)

    def _close(self, line: Line, at: int, row: int) -> int | None:
        """Close the innermost bracket; before it, one that is still open and of the other kind."""
        mark = line.text[at]
        if len(self._open) > 1 and _PAIRS[self._open[-1][0]] != mark == _PAIRS[self._open[-2][0]]:
            right = _PAIRS[self._open.pop()[0]]
            self._slips.tell("bracket-pair", row, line.written(at), mark=mark, right=right)
            line.put(at, at, right)
            at += 1
        if self._open:
            self._open.pop()
        return at + 1 if self._open else None

    def _starts(self, line: Line, at: int) -> bool:
        """Whether an item begins here: behind a bracket, a comma, or at the beginning of a line."""
        before = line.text[max(0, at - _NEAR) : at].rstrip()
        return line.text[at] not in " \u3000,]}［］｛｝[{" and (not before or before[-1] in "[{,") and bool(self._open)

    def _item(self, line: Line, at: int, row: int, key: str) -> tuple[int, str]:
        """Mend the key and colon of an item, and what its value begins with; where the value begins, and its key."""
        if not self._open:
            return at, key
        bracket, owner = self._open[-1]
        if line.text[at] == "#":
            return self._hash(line, at, row), owner
        match = _ENTRY.match(line.text, at)
        if bracket == "[" or match is None:
            return at, owner
        written = match["key"].strip("\"'")
        named = owner in {"lexicon", "checks"}
        plain = written if named else plain_key(written)
        if not (named or plain in self._keys or (match["sep"] != ":" and plain.isascii())):
            return at, owner
        self._colon(line, match, row, plain)
        if plain != written:
            kind = "key-chinese" if written in KEY_CALLED else "unseen" if not written.isprintable() else "key-wide"
            self._slips.tell(kind, row, line.written(match.start()), written=written, key=plain)
            line.put(match.start("key"), match.end("key"), plain)
        start = line.text.index(":", at) + 1
        while line.text.startswith(" ", start):
            start += 1
        return start, plain

    def _colon(self, line: Line, match: re.Match[str], row: int, key: str) -> None:
        sep, blank, behind = match["sep"], match["blank"], line.text[match.end() : match.end() + _NEAR]
        if sep != ":":
            self._slips.tell("colon-wide", row, line.written(match.start("sep")), key=key, written=match["key"])
        elif not blank and behind[:1] not in ("", ",", "}", "]", "/"):
            value = re.split(r"[,，}\]]", behind)[0]
            written, right = f"{key}:{value}", f"{key}: {value}"
            self._slips.tell("colon-narrow", row, line.written(match.end()), written=written, right=right)
        elif not blank.strip(" "):
            return
        else:
            self._slips.tell("blank-wide", row, line.written(match.start("blank")))
        line.put(match.start("sep"), match.end(), ": ")

    def _hash(self, line: Line, at: int, row: int) -> int:
        word = re.match(r"#[^,，、\]}\s]*", line.text[at : at + _NEAR])
        text = word.group() if word else "#"
        right = quoted(text.strip("#"))
        self._slips.tell("hash-first", row, line.written(at), written=text, right=quoted(text))
        line.put(at, at + len(text), right)
        return at + len(right)

    def _separates(self, text: str, at: int) -> bool:
        """Whether a comma that is none of YAML's stands between two items: what follows tells."""
        if not self._open:
            return False
        bracket, owner = self._open[-1]
        if bracket == "{":
            entry = _ENTRY.match(text[at + 1 : at + _NEAR].lstrip(" \u3000"))
            return owner == "lexicon" or (entry is not None and plain_key(entry["key"].strip("\"'")) in self._keys)
        if owner in _LISTS:
            return True
        return (
            _FILE_BEFORE.search(text[max(0, at - _NEAR) : at]) is not None
            and _FILE_BEHIND.match(text[at + 1 : at + _NEAR]) is not None
        )
