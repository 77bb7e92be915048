"""The files of one stage, for people who want no package: outline, storyboard, clips, subtitles, covers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from fanxing.batch.board import write_board
from fanxing.batch.finished import film_name
from fanxing.batch.outcome import Done
from fanxing.batch.papers import copy_paper, write_paper
from fanxing.batch.preflight import preflight
from fanxing.batch.produce import Maker
from fanxing.batch.typed import typed
from fanxing.batch.verdict import noted, stop
from fanxing.batch.work import Work
from fanxing.chain.brief import Made, taken
from fanxing.chain.chosen import choose_cover
from fanxing.media.captions.files import write_ass, write_srt, write_vtt
from fanxing.media.page.board import BoardForm
from fanxing.media.page.outline import outline_docx, outline_markdown
from fanxing.model.cover import CoverChoice, Covers
from fanxing.model.document import Blob
from fanxing.model.errors import Fault
from fanxing.model.film import Films
from fanxing.model.footage import Footage
from fanxing.model.geometry import SHAPES
from fanxing.model.recipe import Look, Voice
from fanxing.model.script import Script
from fanxing.model.story import Delivery, Story
from fanxing.model.storyboard import Storyboard
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.timeline import Timeline
from fanxing.model.timing import seconds_for_frames
from fanxing.model.words import say
from fanxing.publish.manifest import read_manifest

OutlineForm = Literal["md", "json", "docx"]
"""Forms of the outline."""


def outline(form: OutlineForm) -> Maker:
    """Write the script outline in one form."""

    def make(work: Work) -> Done:
        made = work.make(Script)
        script = taken(Script, made)
        content = {
            "md": lambda: outline_markdown(script).encode("utf-8"),
            "json": lambda: script.model_dump_json(indent=2).encode("utf-8"),
            "docx": lambda: outline_docx(script, taken(Voice, made), taken(Story, made).museum.name),
        }[form]()
        name = f"outline.{form}"
        found = preflight(work, [script], ())
        return _written(work, script.seconds, {name: write_paper(work.parts / name, content)}, found)

    return make


def storyboard(forms: tuple[BoardForm, ...]) -> Maker:
    """Write the storyboard as a page, a print, a contact sheet."""

    def make(work: Work) -> Done:
        made = work.make(Storyboard)
        found = preflight(work, [taken(Script, made)], [taken(Storyboard, made)])
        written = write_board(work, made, forms, found)  # with its faults: the coach should see them
        return _written(work, taken(Storyboard, made).seconds, written, found)

    return make


def subtitle(work: Work) -> Done:
    """Write the cues as SRT, VTT and ASS."""
    made = work.make(SubtitleTrack)
    track, delivery = taken(SubtitleTrack, made), taken(Delivery, made)
    found = _settled(work, made)
    styled = write_ass(track, SHAPES[delivery.shapes[0]], karaoke=taken(Look, made).karaoke)
    contents = {"zh.srt": write_srt(track), "zh.vtt": write_vtt(track), "zh.ass": styled}
    written = {name: write_paper(work.parts / name, content) for name, content in contents.items()}
    return _written(work, _length(taken(Timeline, made)), written, found)


def assemble(work: Work) -> Done:
    """Render the film without subtitles, one for each shape."""
    made = work.make(Timeline)
    bare = SubtitleTrack(rate=taken(Timeline, made).rate, cues=())
    made = work.make(Films, given={**made, SubtitleTrack: bare})
    found = _settled(work, made)
    films = {film_name(film.shape): film.video for film in taken(Films, made).films}
    return _written(work, _length(taken(Timeline, made)), _copied(work, films), found)


def cover(choose: int) -> Maker:
    """Write the covers of one candidate in every ratio, or of all candidates (``choose`` 0).

    A choice is kept: packages made after it use that candidate; one that is there already keeps its own till then.
    It is one film's: the episode's where the recipe has one, unless films are named; the others keep theirs.
    """

    def make(work: Work) -> Done:
        if choose and _is_meant(work):
            choose_cover(work.options.home, work.brief.file, work.cut, choose)
        given = work.given()
        wish = taken(CoverChoice, given).model_copy(update={"others": choose == 0})
        made = work.make(Covers, given={**given, CoverChoice: wish})
        found = _settled(work, made)
        pictures: dict[str, Blob] = {}
        covers = taken(Covers, made)
        for one in covers.covers:
            if not choose or one.candidate == covers.chosen:
                name = f"cover-{one.ratio.replace(':', 'x')}-{one.size.width}.jpg"
                pictures[f"{one.candidate}/{name}" if choose == 0 else name] = one.picture
        done = _written(work, 0.0, _copied(work, pictures), found)
        told = _chosen_picture(covers, taken(Footage, made))
        return replace(done, note=told, hint=_after_choice(work, pictures.values()) if choose else "")

    return make


def _is_meant(work: Work) -> bool:
    """Whether a choice is for this film: the same number is another picture in the next."""
    return bool(work.options.cuts) or work.cut == "episode" or "episode" not in work.brief.cuts


def _chosen_picture(covers: Covers, footage: Footage) -> str:
    """Which candidate a film's package takes, and what it shows."""
    key = next((one.item for one in covers.covers if one.candidate == covers.chosen), None)
    path = next((one.path for one in footage.items if one.key == key), say("只有文字"))
    return say("封面用第 {number} 个：{path}", number=covers.chosen, path=path)


def _after_choice(work: Work, chosen: Iterable[Blob]) -> str:
    """What is to be done so that the package has the chosen cover; empty where it has it already."""
    command = f"fanxing video render {typed(work.brief.file)}"
    manifest = read_manifest(work.place)
    if manifest is None:
        return say("运行 {command}，成品包就用选定的封面", command=command)
    packed = {one["sha256"] for one in manifest["files"] if one["role"] == "cover"}
    if packed <= {blob.sha256 for blob in chosen}:
        return ""
    return say("成品包里还是原来的封面，再运行一次 {command} 才会换成选定的", command=command)


def _settled(work: Work, made: Made) -> tuple[Fault, ...]:
    """What was done otherwise than asked, and what a person should hear; under ``--strict`` it stops the work."""
    found = noted(made.values(), str(work.brief.file))
    stop(found, strict=work.options.strict)
    return found


def _length(timeline: Timeline) -> float:
    return seconds_for_frames(timeline.duration, timeline.rate)


def _copied(work: Work, blobs: Mapping[str, Blob]) -> dict[str, bool]:
    store = work.job.bench.store
    return {name: copy_paper(store, blob, work.parts / name) for name, blob in blobs.items()}


def _written(work: Work, seconds: float, written: Mapping[str, bool], found: tuple[Fault, ...]) -> Done:
    kept = not any(written.values())
    return Done(work.cut, work.parts, seconds, kept=kept, files=tuple(written), advice=found)
