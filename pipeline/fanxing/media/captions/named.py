"""Cues with the name of whoever speaks, as film and files show them: at each change of speaker, before the words."""

from collections.abc import Iterable, Iterator

from fanxing.model.subtitle import Cue
from fanxing.model.words import say


def with_names(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Put the speaker's name before the first cue of each change; units and readings keep their characters."""
    before = None
    for cue in cues:
        name = name_before(cue, before)
        before = cue.speaker
        yield _named(cue, name) if name else cue


def name_before(cue: Cue, before: str | None) -> str:
    """What stands before a cue: the name and a colon where another spoke before; else nothing."""
    return say("{name}：", name=cue.speaker) if cue.speaker and cue.speaker != before else ""


def _named(cue: Cue, name: str) -> Cue:
    return cue.model_copy(
        update={
            "text": name + cue.text,
            "units": tuple(one.model_copy(update={"at": one.at + len(name)}) for one in cue.units),
            "readings": tuple(one.model_copy(update={"at": one.at + len(name)}) for one in cue.readings),
        }
    )
