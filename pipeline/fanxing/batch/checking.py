"""Everything that can be known of recipes before any work: all faults and all advice of all recipes at once."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from fanxing.batch.glancing import glanced
from fanxing.batch.outcome import Done, Outcome
from fanxing.batch.preflight import preflight
from fanxing.batch.produce import produce
from fanxing.batch.verdict import stop
from fanxing.batch.work import Report, Work
from fanxing.chain.brief import Options, taken
from fanxing.media.look.cover import Art, try_type
from fanxing.media.look.drawn import own_templates
from fanxing.media.look.fonts import missing
from fanxing.media.look.template import load_template
from fanxing.media.sources import SOUND_ENDINGS, names_in, refuse_text, resolve_file, resolve_folder
from fanxing.media.speech import speaker
from fanxing.media.speech.lexicon import lexicon_faults
from fanxing.model.errors import FanxingError, Fault, RecipeError, ToolError
from fanxing.model.named import Named, named_files
from fanxing.model.recipe import Recipe
from fanxing.model.script import Script
from fanxing.model.story import Story, Wants, cover_words, names_told
from fanxing.model.words import say


def check(recipes: Sequence[Path], options: Options, report: Report) -> tuple[Outcome, ...]:
    """Judge each recipe: its text, its names, its files, its characters, its words.

    An outcome's exit code is 2 or 3 where a fault stands in the way; under ``--strict`` an advice does as well.
    """
    return produce(recipes, options, report, _judge)


def _judge(work: Work) -> Done:
    first = work.cut == work.brief.cuts[0]
    found = tuple(_findings(work)) if first else ()
    stop(found, strict=work.options.strict)
    seconds = taken(Script, work.make(Script)).seconds
    return Done(work.cut, None, seconds, advice=found)


def _findings(work: Work) -> Iterator[Fault]:
    yield from _files(work)
    yield from _characters(work)
    yield from _voice(work)
    yield from lexicon_faults(work.brief.recipe.lexicon, work.brief.places.where)
    yield from _titles(work)
    yield from _seal(work)
    scripts = [taken(Script, replace(work, cut=cut).make(Script)) for cut in work.brief.cuts]
    yield from preflight(work, scripts, ())


def _files(work: Work) -> Iterator[Fault]:
    """Files that are missing, outside the roots, unreadable or empty."""
    where, roots = work.brief.places.where, work.job.bench.roots
    found: list[tuple[Named, Path]] = []
    all_named = tuple(named_files(work.brief.recipe))
    used = frozenset(one.path for one in all_named)
    for named in all_named:
        try:
            file = resolve_file(named.path, roots, used)
            refuse_text(named.path, file)
            found.append((named, file))
        except FanxingError as error:
            yield from (fault.model_copy(update={"where": where(named.key)}) for fault in error.faults)
    yield from glanced(work, found)
    if work.brief.recipe.music.folder:
        try:
            folder = work.brief.recipe.music.folder
            names, _ = names_in(folder, resolve_folder(folder, roots))
            if not any(Path(name).suffix.lower() in SOUND_ENDINGS for name in names):
                what = say("配乐文件夹 {path} 里没有音频文件", path=folder)
                mend = say("放进 MP3、WAV、FLAC、OGG 或 M4A 文件，或去掉 music.folder")
                yield Fault(rule="music-none", what=what, where=where("music.folder"), mend=mend)
        except FanxingError as error:
            yield from (fault.model_copy(update={"where": where("music.folder")}) for fault in error.faults)


def _voice(work: Work) -> Iterator[Fault]:
    """A voice that this machine lacks: another machine may have it, so it is an advice."""
    where = work.brief.places.where("voice.speaker")
    try:
        speaker(work.brief.recipe.voice.speaker, where)
    except ToolError as error:
        yield from (fault.model_copy(update={"where": where, "level": "advice"}) for fault in error.faults)
    except FanxingError as error:
        yield from (fault.model_copy(update={"where": where}) for fault in error.faults)


def _seal(work: Work) -> Iterator[Fault]:
    """Words for a seal that the template has no place for."""
    look = work.brief.recipe.look
    if look.seal and not load_template(look.template, own_templates(work.job.bench.roots)).has_seal:
        yield Fault(
            rule="look-seal",
            what=say("模板 {name} 没有印章，“{seal}”不会出现", name=look.template, seal=look.seal),
            where=work.brief.places.where("look.seal"),
            mend=say("换用水墨模板（template: ink），或删去 seal 这一行"),
            level="advice",
        )


def _titles(work: Work) -> Iterator[Fault]:
    """Titles that no cover holds at their least size: told before the picture is made, which comes first."""
    look = work.brief.recipe.look
    template = load_template(look.template, own_templates(work.job.bench.roots), look.seal)
    for cut in work.brief.cuts:
        given = replace(work, cut=cut).given()
        story = taken(Story, given)
        title, line = cover_words(story)
        art = Art(title=title, line=line, picture=np.zeros((1, 1, 3), np.uint8), kept=names_told(story))
        key = "title" if cut == "episode" else f"objects[{_number(work, story)}].name"
        try:
            for ratio in dict.fromkeys(wish.ratio for one in taken(Wants, given).platforms for wish in one.covers):
                try_type(template, ratio, art)
        except RecipeError as error:
            told = {"where": work.brief.places.where(key), "mend": say("改短：封面上缩到最小也放不下")}
            yield from (fault.model_copy(update=told) for fault in error.faults if fault.rule == "look-too-long")


def _number(work: Work, story: Story) -> int:
    return next(at for at, one in enumerate(work.brief.recipe.objects) if one.id == story.objects[0].id)


def _characters(work: Work) -> Iterator[Fault]:
    """Characters that no font of ours has: they are refused before anything is drawn."""
    for key, text in _shown(work.brief.recipe):
        lacking = missing(text)
        if lacking:
            yield Fault(
                rule="glyph-missing",
                what=say("字体里没有 {lacking}", lacking="、".join(_character(one) for one in dict.fromkeys(lacking))),
                where=work.brief.places.where(key),
                mend=say("生僻字写成〔左木右夬〕这样的拆字说明，读音写进 lexicon；符号就删去"),
            )


def _character(mark: str) -> str:
    """A character and its number; one of a font's own (private use) has no shape that a screen could show."""
    number = f"U+{ord(mark):04X}"
    return number if unicodedata.category(mark) in {"Co", "Cn"} else f"“{mark}”（{number}）"


def _shown(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Every text of the recipe that is set in type."""
    yield "title", recipe.title
    yield from _texts("", recipe.model_dump(include={"hook"}))
    yield from _texts("look", recipe.look.model_dump(include={"seal"}))
    for key in ("museum", "exhibition", "guide", "closing"):
        yield from _texts(
            key, getattr(recipe, key).model_dump(exclude={"media", "facts", "logo", "portrait", "recording"})
        )
    for at, one in enumerate(recipe.objects):
        yield from _texts(f"objects[{at}]", one.model_dump(exclude={"media", "facts", "recording", "id"}))


def _texts(key: str, fields: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, str):
            yield f"{key}.{name}" if key else name, value
