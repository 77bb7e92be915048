"""A text -> every claim in it, each character claimed once."""

import re
from collections.abc import Iterator

from fanxing.checks.facts.amounts import amounts
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.names import names, superlatives
from fanxing.checks.facts.rulers import rulers
from fanxing.checks.facts.stuffs import stuffs
from fanxing.checks.facts.times import times
from fanxing.checks.facts.visitors import told_visitors
from fanxing.model.text import sentences


def claims(text: str, today: int) -> Iterator[tuple[Claim, str]]:
    """Give every claim with the sentence in which it is made, in order; a question with the answer that follows.

    Args:
        text: What is said or shown.
        today: The year in which it is said.
    """
    for sentence in _answered(sentences(text)):
        taken = [False] * len(sentence)
        found: list[Claim] = []
        told = (*names(sentence), *told_visitors(sentence, today), *times(sentence, today))
        for claim in (*told, *amounts(sentence), *superlatives(sentence), *rulers(sentence), *stuffs(sentence)):
            if not any(taken[claim.at : claim.end]):
                taken[claim.at : claim.end] = [True] * len(claim.text)
                found.append(claim)
        yield from ((claim, sentence) for claim in sorted(found, key=lambda one: one.at))


_ASKS = re.compile(r"(?:多[少高重长大宽厚深久老早]|几|哪[一年天个]|谁|什么时候|啥时候)[^。！？!?]*[？?]$")


def _answered(found: tuple[str, ...]) -> Iterator[str]:
    """Join a question after an amount or a time to its answer, which alone would not say of what it is."""
    asked = ""
    for sentence in found:
        if not asked and _ASKS.search(sentence):
            asked = sentence
            continue
        yield asked + sentence
        asked = ""
    if asked:
        yield asked
