"""A date field, as museums write it -> the words of a sentence, which the reader of times knows."""

import re

from fanxing.checks.facts.dynasties import DYNASTIES

_YEARS = re.compile(r"(?:公元)?前?\d{3,4}(?:\s*[—–~-]\s*前?\d{3,4})?")
_DYNASTY = re.compile(rf"^(?:约|大约)?({'|'.join(sorted(DYNASTIES, key=len, reverse=True))})(?=$|[（(，,、\s])")


def dated(date: str) -> str:
    """Write a date field as a sentence would say it: 1745 -> 1745年, 唐（618—907） -> 唐代（618—907）."""
    if _YEARS.fullmatch(date.strip()):
        return f"{date.strip()}年"
    return _DYNASTY.sub(
        lambda match: match[1] if match[1].endswith(("文化", "时代")) else f"{match[1]}代", date.strip()
    )
