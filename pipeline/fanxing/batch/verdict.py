"""Whether what was found stops a cut: the one place that decides, for every command."""

from collections.abc import Iterable, Iterator, Sequence

from fanxing.checks.quality_rules import QUALITY
from fanxing.media.intake import REFUSALS
from fanxing.model.document import Document
from fanxing.model.errors import AssetError, FanxingError, Fault, RecipeError, Refused
from fanxing.model.narration import Narration
from fanxing.model.quality import QualityReport
from fanxing.model.words import say

FALLBACK, DOUBT = "fallback", "recording-doubt"
"""Rules of what the chain itself tells: done otherwise than asked; a recording that a person should hear."""

_FILES = REFUSALS | {"path-locked", "folder-unreadable"}


def noted(made: Iterable[Document], recipe: str) -> tuple[Fault, ...]:
    """Give what documents tell beside their result, as advice, each once.

    Args:
        made: Documents of a cut.
        recipe: The recipe's file, for what has no place of its own.
    """
    found: dict[Fault, None] = {}
    for document in made:
        for what in getattr(document, "fallbacks", ()):
            mend = say("改好后重做；这样也行就不用管")
            found[Fault(rule=FALLBACK, what=what, where=recipe, mend=mend, level="advice")] = None
        if isinstance(document, Narration):
            for doubt in document.doubts:
                mend = say("听一遍；不对就重录这一句，或照录音改讲解词")
                found[Fault(rule=DOUBT, what=doubt.what, where=recipe, mend=mend, level="advice")] = None
        if isinstance(document, QualityReport):
            found |= dict.fromkeys(one for one in document.findings if one.level == "advice")
    return tuple(found)


def verdict(found: Sequence[Fault], *, strict: bool) -> FanxingError | None:
    """Give the error that holds all findings where one is a fault; None where nothing stops.

    Args:
        found: Faults and advice.
        strict: Every advice is a fault, and is told as one.
    """
    told = tuple(one.model_copy(update={"level": "fault"}) for one in found) if strict else tuple(found)
    kinds = set(_kinds(told))
    for kind in (RecipeError, AssetError, Refused):  # the lowest exit code counts
        if kind in kinds:
            return kind(*told)
    return None


def stop(found: Sequence[Fault], *, strict: bool) -> None:
    """Stop where a finding is a fault.

    Raises:
        RecipeError: With all findings.
        AssetError: Where nothing but files is at fault.
        Refused: Where nothing but a gate says no.
    """
    error = verdict(found, strict=strict)
    if error is not None:
        raise error


def _kinds(found: Iterable[Fault]) -> Iterator[type[FanxingError]]:
    for one in found:
        if one.level == "advice":
            continue
        if one.rule in QUALITY or one.rule in {FALLBACK, DOUBT}:
            yield Refused
        else:
            yield AssetError if one.rule.startswith("file-") or one.rule in _FILES else RecipeError
