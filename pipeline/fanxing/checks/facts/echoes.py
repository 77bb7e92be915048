"""Facts that only repeat what is said: a line copied from the narration proves nothing of it."""

import re
from collections.abc import Iterator, Sequence

_MARKS = re.compile(r"[，,；;。！？!?：:、\n]")
_SOURCED = re.compile(r"据|见于|著录|登记|编号|报告|图录|档案|[卡载]|《|题[跋款]|铭")
"""Words of a fact that says where it comes from."""
_LEADS = re.compile(
    r"^(?:大家|您|你|我们|今天|其实|原来|据说|也就是|就是|而且|而|但是?|可是?|因为|所以|请?看|在这里|这里)+(?=..)"
)
"""Words with which a guide begins, and which whoever copies leaves out."""
_LONGEST = 6
"""Clauses that are copied together at most."""


def own_facts(facts: Sequence[str], text: str) -> tuple[str, ...]:
    """Leave out the facts that are clauses of a text, word for word, and name no source.

    Args:
        facts: What is known.
        text: What is said.
    """
    said = set(_runs(text))
    return tuple(fact for fact in facts if _SOURCED.search(fact) or _bare(fact) not in said)


def _runs(text: str) -> Iterator[str]:
    clauses = [one for each in _MARKS.split(text) if (one := each.strip())]
    for at in range(len(clauses)):
        for end in range(at + 1, min(len(clauses), at + _LONGEST) + 1):
            run = "".join(clauses[at:end])
            yield _bare(run)
            yield _bare(_LEADS.sub("", run))


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
