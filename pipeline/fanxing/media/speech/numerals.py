"""Digits -> how a guide says them.

Written by hand: number libraries read a quantity, and cannot tell a year or an accession number from one.
"""

import itertools

_DIGITS = "零一二三四五六七八九"
_TENS = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿", "兆")


def one_by_one(digits: str) -> str:
    """Read ``1745`` as 一七四五: years, codes, telephone numbers."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def quantity(digits: str) -> str:
    """Read ``2500`` as 两千五百; more than sixteen digits are read one by one."""
    value = int(digits)
    if value == 0:
        return _DIGITS[0]
    if value >= 10**16:
        return one_by_one(digits)
    said = ""
    gap = False
    for power in range(3, -1, -1):
        group = value // 10 ** (4 * power) % 10_000
        if group == 0:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += _DIGITS[0]
        said += _two(_group(group), leads=not said, power=power) + _MYRIADS[power]
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def _two(group: str, *, leads: bool, power: int) -> str:
    """Say 两千 and 两万, but 二百 and 二十."""
    if group == "二" and power and leads:
        return "两"
    return "两" + group[1:] if group.startswith("二千") and leads else group


def _group(value: int) -> str:
    """Read 1 to 9,999."""
    said = ""
    gap = False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _TENS[power]
        gap = False
    return said


def shared_out(said: str, parts: int) -> list[str]:
    """Cut a reading into ``parts`` pieces in order, as even as can be; later ones may be empty."""
    cuts = [round(len(said) * at / parts) for at in range(parts + 1)]
    return [said[start:end] for start, end in itertools.pairwise(cuts)]
