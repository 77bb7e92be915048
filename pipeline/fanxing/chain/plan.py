"""What would be made, what is kept, and why: without touching a file of the recipe beyond reading it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fanxing.chain.brief import Made
from fanxing.chain.nouns import document_name
from fanxing.chain.run import Job, key
from fanxing.media.store import write_whole
from fanxing.model.document import Document, canonical, fingerprint
from fanxing.model.stage import Stage
from fanxing.model.words import say

Verdict = Literal["kept", "make", "depends"]
"""There already · to be made · known only once what it reads is made."""

MOST_REASONS = 3
"""More changes than these are counted, not listed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of one stage."""

    stage: str
    """Name of the stage."""
    verdict: Verdict
    """Kept, make or depends."""
    why: str
    """The reason, for people; empty for what is kept."""


class Record:
    """What the last run of a cut was made from, so that a plan can say what changed since."""

    def __init__(self, home: Path, recipe: Path, cut: str) -> None:
        self.file = home / "runs" / f"{fingerprint([str(recipe.resolve()), cut])}.json"
        self.inputs: dict[str, Any] = {}
        try:
            told = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(told, dict):
            self.inputs = told

    def write(self, made: Made) -> None:
        """Remember all documents of a run."""
        told = {kind.__name__: document.model_dump(mode="json") for kind, document in made.items()}
        write_whole(self.file, canonical(told).encode("utf-8"))


def plan(chain: tuple[Stage, ...], made: Made, job: Job, record: Record) -> Iterator[Planned]:
    """Go through the chain as ``run`` would, making only what needs neither disk nor tools."""
    made = dict(made)
    unsure: set[type[Document]] = set()
    for stage in chain:
        open_inputs = [kind for kind in stage.reads.values() if kind not in made]
        if open_inputs:
            names = "、".join(document_name(kind.__name__) for kind in open_inputs)
            yield Planned(stage.name, "depends", say("要看重做后的 {names} 有没有变", names=names))
            unsure.add(stage.makes)
            continue
        inputs = {name: made[kind] for name, kind in stage.reads.items()}
        kept = job.bench.store.recall(stage.makes, stage.name, key(stage, inputs))
        if kept is not None:
            made[stage.makes] = kept
            yield Planned(stage.name, "kept", "")
            continue
        yield Planned(stage.name, "make", _why(stage, inputs, record))
        if stage.pure:
            made[stage.makes] = stage.function(**inputs, bench=job.bench)


def _why(stage: Stage, inputs: dict[str, Document], record: Record) -> str:
    if not record.inputs:
        return say("还没有做过")
    changed: list[str] = []
    for document in inputs.values():
        kind = type(document).__name__
        before, name = record.inputs.get(kind), document_name(kind)
        ways = differences(before, document.model_dump(mode="json"))
        if name.startswith(document_name("Recipe")):
            changed += [f"{name} {way}".rstrip() for way in ways]  # a key that a person wrote
        elif next(ways, None) is not None:
            changed.append(name)
    if not changed:
        return (
            say("程序或工具升级了，或保存的结果已被清理")
            if stage.makes.__name__ in record.inputs
            else say("还没有做过")
        )
    changed = list(dict.fromkeys(changed))  # a recipe's key may pass through several documents
    shown = "、".join(changed[:MOST_REASONS])
    more = say(" 等 {count} 处", count=len(changed)) if len(changed) > MOST_REASONS else ""
    return say("{shown}{more}变了", shown=shown, more=more)


def differences(before: Any, after: Any, way: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    """Ways at which two JSON values differ, deepest first met: ``objects[1].say``."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in [*after, *(name for name in before if name not in after)]:
            yield from differences(before.get(name), after.get(name), f"{way}.{name}" if way else name)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, f"{way}[{at}]")
    else:
        yield way
