"""A text -> every claim in it, each character claimed once."""

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
    """Give every claim with the sentence in which it is made, in order.

    Args:
        text: What is said or shown.
        today: The year in which it is said.
    """
    for sentence in sentences(text):
        taken = [False] * len(sentence)
        found: list[Claim] = []
        told = (*names(sentence), *told_visitors(sentence, today), *times(sentence, today))
        for claim in (*told, *amounts(sentence), *superlatives(sentence), *rulers(sentence), *stuffs(sentence)):
            if not any(taken[claim.at : claim.end]):
                taken[claim.at : claim.end] = [True] * len(claim.text)
                found.append(claim)
        yield from ((claim, sentence) for claim in sorted(found, key=lambda one: one.at))
