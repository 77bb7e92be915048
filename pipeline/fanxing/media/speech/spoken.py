"""Displayed text -> what is said for each of its units: numbers, years, measures and codes as a guide reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fanxing.media.speech.glosses import glosses
from fanxing.media.speech.markup import without_markup
from fanxing.media.speech.number_rules import read_number
from fanxing.media.speech.signs import BELOW, DEGREES, EDGES, JOINS, LABELS, LEADS, MEASURES, TRAILS, standing

UnitKind = Literal["han", "digits", "latin"]
"""A Han character, a run of digits, a Latin word."""

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
"""One Han character, as a pattern."""

_LATIN = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
_UNIT = re.compile(rf"(?P<han>{HAN})|(?P<digits>[0-9]+)|(?P<latin>{_LATIN}+(?:['’-]{_LATIN}+)*)")
_LABELLED = re.compile(r"\.?\s*\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of the displayed text and the words said for it."""

    at: int
    """Index of its first character in the displayed text."""
    length: int
    """Characters."""
    kind: UnitKind
    """What it is on the screen."""
    shown: str
    """As displayed, full-width forms made narrow."""
    said: str
    """Han characters, or a Latin word; empty where the word before says it too."""

    @property
    def end(self) -> int:
        """Index after its last character."""
        return self.at + self.length


def plain(text: str) -> str:
    """Cover what is never said and make full-width digits and letters narrow: as long as ``text``."""
    covered = without_markup(text)
    return "".join(chr(ord(mark) - 0xFEE0) if "！" < mark <= "～" and mark.isalnum() else mark for mark in covered)


def pieces(text: str) -> tuple[Piece, ...]:
    """Give every unit of a displayed line, in order, with the words that a guide says for it."""
    flat = plain(text)
    units = [
        Piece(match.start(), len(match.group()), _kind(match), match.group(), match.group())
        for match in _UNIT.finditer(flat)
    ]
    units, inner = _numbers(flat, units)
    silent = glosses(flat)
    units = [_hushed(unit, silent) for unit in units]
    units = [_measure(flat, units, at) for at in range(len(units))]
    return tuple(_signs(flat, units, inner))


def spoken(text: str) -> str:
    """Give the whole line as it is said, without punctuation between units."""
    return "".join(piece.said if piece.kind != "latin" else f" {piece.said} " for piece in pieces(text)).strip()


def _kind(match: re.Match[str]) -> UnitKind:
    for kind in ("han", "digits"):
        if match[kind]:
            return "han" if kind == "han" else "digits"
    return "latin"


def _numbers(flat: str, units: list[Piece]) -> tuple[list[Piece], set[int]]:
    """Let the first rule that fits at each number read its runs of digits.

    Returns:
        The units, and the indices of those that are the second or a later run of one number.
    """
    read: list[Piece] = []
    inner: set[int] = set()
    while len(read) < len(units):
        unit = units[len(read)]
        says = read_number(flat, unit.at) if unit.kind == "digits" else [unit.said]
        inner.update(range(len(read) + 1, len(read) + len(says)))
        read += [replace(one, said=said) for one, said in zip(units[len(read) :], says, strict=False)]
    return read, inner


def _hushed(unit: Piece, silent: list[tuple[int, int]]) -> Piece:
    """Say nothing for a reading in brackets."""
    return replace(unit, said="") if any(start <= unit.at < end for start, end in silent) else unit


def _measure(flat: str, units: list[Piece], at: int) -> Piece:
    """Say ``cm`` after a number as 厘米, ``°C`` as 摄氏度, ``No.`` before one as 编号."""
    unit = units[at]
    if unit.kind != "latin" or unit.said != unit.shown:
        return unit
    number = units[at - 1] if at and units[at - 1].kind == "digits" else None
    gap = flat[number.end : unit.at].strip() if number else ""
    said = unit.said
    if number and gap == "°":
        said = DEGREES.get(unit.shown, said)
    elif number and not gap and unit.shown in MEASURES:
        said = {"²": "平方", "³": "立方"}.get(flat[unit.end : unit.end + 1], "") + MEASURES[unit.shown]
    elif unit.shown in LABELS and _LABELLED.match(flat, unit.end):
        said = LABELS[unit.shown]
    return replace(unit, said=said)


def _signs(flat: str, units: list[Piece], inner: set[int]) -> Iterator[Piece]:
    """Give the signs that are said (×, –, ℃, ½) to the unit that they stand beside."""
    lead = _standing(flat[: units[0].at]) if units else ""
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) else None
        before = flat[units[at - 1].end if at else 0 : unit.at]
        after = flat[unit.end : following.at if following else len(flat)]
        joined = _join(flat, units[at - 1], unit) if at and at not in inner and unit.kind != "latin" else ""
        said = unit.said
        if unit.kind == "digits":
            is_measured = following is not None and following.said in DEGREES.values()
            said = (("" if joined else _below(flat, before, unit)) or _sign(before, LEADS)) + said
            said += "" if is_measured else _sign(after, TRAILS)
        trail, next_lead = _shared(after, unit, following)
        yield replace(unit, said=lead + joined + said + trail)
        lead = next_lead


def _shared(gap: str, left: Piece, right: Piece | None) -> tuple[str, str]:
    """Share out the numbers in one sign: to the number before (1½), to the word right after (Ⅱ式), else before."""
    if left.kind == "digits" and _standing(gap[:1]):
        return "又" + _standing(gap), ""
    return (_standing(gap[:-1]), _standing(gap[-1:])) if right else (_standing(gap), "")


def _standing(gap: str) -> str:
    return "".join(standing(mark) for mark in gap)


def _below(flat: str, before: str, unit: Piece) -> str:
    return next((word for sign, word in BELOW if before and sign.match(flat, unit.at - 1)), "")


def _sign(gap: str, table: dict[str, str]) -> str:
    """Say the first sign of the table that stands in the gap."""
    return next((word for sign, word in table.items() if sign in gap), "")


def _join(flat: str, left: Piece, right: Piece) -> str:
    gap = flat[left.end : right.at].strip().strip(EDGES).strip()
    around = flat[max(0, left.at - 2) : right.end + 4]
    return next((word for sign, between, word in JOINS if sign.fullmatch(gap) and between.search(around)), "")
