"""The measure for cues: violations of the subtitle rules, weighted to 0-100. It knows nothing of how they were made.

Rules: Netflix's guide for Simplified Chinese and practice of Chinese short films (14 Han characters a line, 9 a
second). Words are jieba's over all lines joined, with the names of the script added as words.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import budoux
import jieba

ENDS, MIDDLES, OPENING, CLOSING = "。！？!?；;…", "，,、：:—", "（(《“‘「『【", "）)》”’」』】"
MARKS = ENDS + MIDDLES + OPENING + CLOSING + "·—- "
NO_START = set("的了着过吗呢吧啊呀嘛们地得里上下中内外间时后前等")
NO_END = set("把被在从对与和跟同向往以于为是让使给将按据及或而但若如比不没很更最太都也就才又再还只这那每各某第")
NO_END_WORDS = {
    *("但是", "所以", "因为", "如果", "虽然", "而且", "并且", "以及", "或者", "其中", "可以", "关于", "由于", "通过"),
    *("为了", "根据", "一个", "这个", "那个", "一种", "这种", "一件", "这件"),
}
WEIGHTS = {
    "wide": 1.0,
    "split": 1.0,
    "parted": 1.0,
    "particle": 0.7,
    "function": 0.5,
    "duration": 0.5,
    "pace": 0.5,
    "gap": 0.3,
    "mark": 0.3,
}
"""Points that one violation costs, of one cue."""


@dataclass(frozen=True)
class Seen:
    """One cue as a viewer sees it."""

    start_s: float
    end_s: float
    text: str
    raw: str


def width(text: str) -> float:
    """Width in Han characters."""
    return sum(1.0 if ord(mark) > 0x2E80 else 0.5 for mark in text if mark not in ENDS + MIDDLES)


def violations(cues: Sequence[Seen], lines: Sequence[str], names: Sequence[str]) -> dict[str, float]:
    """Count the violations of each rule over the cues of one script; and ``joints``, ``good``."""
    full = "".join(lines)
    found = dict.fromkeys([*WEIGHTS, "joints", "good"], 0.0)
    _joints(found, cues, full, names)
    for number, one in enumerate(cues):
        seconds = one.end_s - one.start_s
        found["wide"] += width(one.text) > 14
        found["duration"] += not 5 / 6 - 1e-3 <= seconds <= 7
        found["pace"] += width(one.text) / max(seconds, 0.01) > 9.01
        found["mark"] += one.text[-1:] in tuple("，。、；：,;:")
        if number + 1 < len(cues):
            found["gap"] += 1e-3 < cues[number + 1].start_s - one.end_s < 2 / 30 - 1e-3
    return found


def _joints(found: dict[str, float], cues: Sequence[Seen], full: str, names: Sequence[str]) -> None:
    words, starts, ends, phrases, whole = _read(full, names)
    heard = [at for at, mark in enumerate(full) if mark not in MARKS]
    said = 0
    for one in cues:
        said += sum(1 for mark in one.raw if mark not in MARKS)
        end = heard[said - 1] + 1 if said <= len(heard) else len(full)
        after = end
        while after < len(full) and full[after] in MARKS:
            after += 1
        if after >= len(full) or any(mark in ENDS for mark in full[end:after]):
            continue
        found["joints"] += 1
        if after > end:
            found["good"] += 1
            continue
        if end not in words:
            found["split"] += 1
        elif any(start < end < stop for start, stop in whole):
            found["parted"] += 1
        found["particle"] += full[after] in NO_START and starts.get(after, "") in NO_START
        before = ends.get(end, "xx")
        found["function"] += before in NO_END_WORDS or (full[end - 1] in NO_END and len(before) == 1)
        found["good"] += 0.5 * (end in phrases)


@functools.cache
def _dictionary() -> tuple[dict[str, int], int]:
    tokenizer = jieba.Tokenizer()
    return tokenizer.gen_pfdict(tokenizer.get_dict_file())


def _read(
    full: str, names: Sequence[str]
) -> tuple[set[int], dict[int, str], dict[int, str], set[int], list[tuple[int, int]]]:
    tokenizer = jieba.Tokenizer()
    frequencies, tokenizer.total = _dictionary()
    tokenizer.FREQ, tokenizer.initialized = dict(frequencies), True
    for name in names:
        tokenizer.add_word(name, 100_000)
    starts, ends, at = {}, {}, 0
    for word in tokenizer.cut(full, HMM=True):
        starts[at] = word
        at += len(word)
        ends[at] = word
    phrases, at = set(), 0
    for phrase in budoux.load_default_simplified_chinese_parser().parse(full):
        at += len(phrase)
        phrases.add(at)
    number = r"[零一二三四五六七八九十百千万亿两点\d\.]+[多余几]?[\u4e00-\u9fff]?"
    pattern = rf"《[^》]{{1,14}}》|“[^”]{{1,12}}”|[A-Za-z][A-Za-z \-']*[A-Za-z]|{number}"
    whole = [match.span() for match in re.finditer(pattern, full) if match.end() - match.start() > 1]
    whole += [match.span() for name in names for match in re.finditer(re.escape(name), full)]
    return set(ends), starts, ends, phrases, whole


def points(found: dict[str, float], cues: int) -> float:
    """Points, 0 to 100."""
    return max(0.0, 100 * (1 - sum(WEIGHTS[rule] * found[rule] for rule in WEIGHTS) / max(cues, 1)))
