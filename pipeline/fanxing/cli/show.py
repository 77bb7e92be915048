"""All printing: results on standard output, progress and faults on standard error."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from fanxing.batch.outcome import Done, Outcome, fault_json, overall
from fanxing.batch.told import Known
from fanxing.chain.plan import Planned
from fanxing.cli.names import cut_name, stage_name
from fanxing.model.errors import Fault, Location
from fanxing.model.words import say, shown
from fanxing.publish.manifest import read_manifest

CHECKLIST = "checklist.html"
"""What a package's reader opens first."""
MOST_FILES = 6
"""More files of a cut than these are counted, not listed."""


def errors() -> Console:
    """Standard error, for what stands beside the result."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def line(words: str = "") -> None:
    """One line of a result."""
    sys.stdout.write(f"{shown(words)}\n")


def as_json(value: object) -> None:
    """One JSON object, and nothing else, on standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write(re.sub("[\ud800-\udfff]", lambda half: json.dumps(shown(half[0]))[1:-1], text) + "\n")


def faults(told: Iterable[Fault]) -> None:
    """All faults and advice on standard error; a mend that serves several of one rule stands once, below them."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for one in told:
        alone = () if one.rule and one.mend else (str(len(groups)),)
        groups.setdefault((one.rule, one.level, one.mend, *alone), []).append(one)
    for group in groups.values():
        advice = group[0].level == "advice"
        text = Text()
        for one in group:
            text.append(say("提醒：") if advice else say("错误："), style="bold yellow" if advice else "bold red")
            place = one.where.told if isinstance(one.where, Location) else one.where
            text.append(counted(f"{place}：{one.what}" if place else one.what) + "\n")
        if group[0].mend:
            text.append(say("    改法：{mend}", mend=counted(group[0].mend)) + "\n")
        errors().print(text, end="")


def counted(words: str) -> str:
    """Call objects within a sentence as people count them: 第 4 件的 facts for ``objects[3].facts``."""
    return _OBJECT.sub(
        lambda found: say("第 {number} 件{what}", number=int(found[1]) + 1, what=f"的 {found[2]}" if found[2] else ""),
        words,
    )


_OBJECT = re.compile(r" ?objects\[(\d+)\](?:\.(\w+))?")


def failure(told: Iterable[Fault], code: int, *, as_object: bool) -> int:
    """A command that came to nothing; its exit code.

    Args:
        told: Why.
        code: Exit code.
        as_object: ``--json``: one object, as ``outcomes`` writes it, with the faults of no recipe beside.
    """
    told = tuple(told)
    if as_object:
        as_json({"ok": False, "exit": code, "recipes": [], "faults": [fault_json(one) for one in told]})
    faults(told)
    return code


def outcomes(
    told: tuple[Outcome, ...],
    *,
    as_object: bool,
    quiet: bool,
    places: bool = True,
    known: Known = frozenset(),
) -> int:
    """What became of each recipe, advice first and where it all lies last; the exit code.

    Args:
        told: One a recipe.
        as_object: ``--json``.
        quiet: Only faults.
        places: Say where each cut lies.
        known: Advice that was read before: it is counted, not told again.
    """
    code = overall(told)
    if as_object:
        as_json({"ok": code == 0, "exit": code, "recipes": [one.as_json() for one in told]})
        return code
    found = [(one.recipe, fault) for one in told for fault in one.faults if fault.level == "fault" or not quiet]
    made = [done for outcome in told for done in outcome.cuts if places and not quiet and done.place is not None]
    if found and made and not code:
        _aside(_headline(made))
    _judged(found, known)
    for done in made:
        _place(done)
    for step in _next([one for outcome in told if not outcome.exit_code for one in outcome.cuts if one in made]):
        line(step)
    if len(told) > 1:
        good = sum(1 for one in told if not one.exit_code)
        _aside(say("{good} 份完成，{bad} 份没有完成", good=good, bad=len(told) - good))
    return code


def _aside(words: str) -> None:
    """A line beside the result, on standard error."""
    errors().print(Text(shown(words)))


def _headline(made: Sequence[Done]) -> str:
    folders = dict.fromkeys(str(done.place.parent) for done in made if done.place is not None)
    places = say("、").join(folders)
    if any(done.files for done in made):
        return say("做好了，在 {places}", places=places)
    return say("做好了：{count} 条片子，在 {places}", count=len(made), places=places)


def _judged(found: Sequence[tuple[Path, Fault]], known: Known) -> None:
    """Advice, as far as it is new, then faults: what stops stands nearest to the end. Recipe by recipe, named."""
    advice = [one for one in found if one[1].level == "advice"]
    fresh = [one for one in advice if one not in known]
    wrong = [one for one in found if one[1].level == "fault"]
    stopped = {recipe for recipe, _ in wrong}
    recipes = sorted(dict.fromkeys(recipe for recipe, _ in (*fresh, *wrong)), key=lambda one: one in stopped)
    several = len(dict.fromkeys(recipe for recipe, _ in found)) > 1
    for recipe in recipes:
        if several:
            _aside(say("—— {recipe}", recipe=recipe))
            faults(dict.fromkeys(fault for of, fault in fresh if of == recipe))
            faults(fault for of, fault in wrong if of == recipe)
        else:
            faults(dict.fromkeys(fault for _, fault in fresh))
    before = len(advice) - len(fresh)
    if before and fresh:
        _aside(say("另有 {count} 条提醒和上次一样，不再写出；加 -v 全部列出", count=before))
    elif before:
        _aside(say("没有新的提醒；{count} 条和上次一样，不再写出，加 -v 全部列出", count=before))
    if not several:
        faults(fault for _, fault in wrong)


def _place(done: Done) -> None:
    """Where a cut lies, and how long it is."""
    place = done.place or Path()
    kept = say("（未变）") if done.kept else ""
    draft = say("（草稿）") if _is_draft(done) else ""
    where = place / done.files[0] if len(done.files) == 1 else place
    cut = cut_name(done.cut) + draft
    length = say("{seconds:.1f} 秒　", seconds=done.seconds) if done.seconds else ""
    line(say("{cut}　{length}{place}{kept}", cut=cut, length=length, place=where, kept=kept))
    if done.note:
        line(f"    {done.note}")
    if len(done.files) > 1:
        for name in done.files[:MOST_FILES]:
            line(f"    {name}")
        if len(done.files) > MOST_FILES:
            line(say("    …… 共 {count} 个文件", count=len(done.files)))


def _is_draft(done: Done) -> bool:
    return not done.files and done.place is not None and (read_manifest(done.place) or {}).get("draft") is True


def _next(made: Sequence[Done]) -> Iterator[str]:
    """What a person does with what was made: one sentence a kind, however many films there are."""
    drafts = [done for done in made if _is_draft(done)]
    packages = [done.place for done in made if done not in drafts and done.place is not None and not done.files]
    pages = [place / CHECKLIST for place in packages if (place / CHECKLIST).is_file()]
    if len(pages) == 1:
        yield say("下一步：打开 {page}，照着发布", page=pages[0])
    elif pages:
        yield say("下一步：打开每个文件夹里的 {page}，照着发布", page=CHECKLIST)
    if drafts:
        yield say("下一步：看看草稿；满意了，去掉 --draft 再运行一次，做成可以发布的成品包")
    yield from dict.fromkeys(say("下一步：{hint}", hint=done.hint) for done in made if done.hint)


def checked(told: tuple[Outcome, ...]) -> None:
    """How a check of recipes ended, in one line below all that it found."""
    found = [fault for outcome in told for fault in outcome.faults]
    wrong = sum(one.level == "fault" for one in found)
    if wrong:
        line(say("检查完了：{wrong} 处错误要改，{advice} 条提醒", wrong=wrong, advice=len(found) - wrong))
    elif found:
        line(say("检查完了：没有错误，可以做了；{advice} 条提醒，看过觉得可以就不用管", advice=len(found)))
    else:
        line(say("检查完了：没有问题"))


def findings(found: tuple[Fault, ...], *, as_object: bool, strict: bool = False) -> int:
    """What a check found; the exit code: 6 where something does not pass."""
    code = 6 if any(one.level == "fault" or strict for one in found) else 0
    if as_object:
        as_json({"ok": code == 0, "exit": code, "faults": [fault_json(one) for one in found]})
        return code
    faults(found)
    if not found:
        line(say("没有问题"))
    return code


VERDICTS = {"kept": say("沿用"), "make": say("要做"), "depends": say("待定")}
"""Words for a plan's verdicts."""


def plans(planned: dict[str, tuple[Planned, ...]]) -> None:
    """What would be made, cut by cut."""
    for cut, told in planned.items():
        line(cut_name(cut))
        for one in told:
            line(f"  {stage_name(one.stage)}　{VERDICTS[one.verdict]}　{one.why}".rstrip())
