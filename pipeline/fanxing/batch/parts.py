"""The files of one stage, for people who want no package: outline, storyboard, clips, subtitles, covers."""

import shutil
from typing import Literal

from fanxing.batch.board import write_board
from fanxing.batch.outcome import Done
from fanxing.batch.preflight import preflight
from fanxing.batch.produce import Maker, refuse_fallbacks
from fanxing.batch.work import Work
from fanxing.chain.brief import taken
from fanxing.chain.chosen import choose_cover
from fanxing.media.captions.files import write_ass, write_srt, write_vtt
from fanxing.media.page.board import BoardForm
from fanxing.media.page.outline import outline_docx, outline_markdown
from fanxing.media.store import write_whole
from fanxing.model.cover import Covers
from fanxing.model.document import Blob
from fanxing.model.film import Films
from fanxing.model.geometry import SHAPES
from fanxing.model.recipe import Look, Voice
from fanxing.model.script import Script
from fanxing.model.story import Delivery
from fanxing.model.storyboard import Storyboard
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.timeline import Timeline
from fanxing.model.timing import seconds_for_frames

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
            "docx": lambda: outline_docx(script, taken(Voice, made)),
        }[form]()
        name = f"outline.{form}"
        write_whole(work.parts / name, content)
        return Done(work.cut, work.parts, script.seconds, files=(name,))

    return make


def storyboard(forms: tuple[BoardForm, ...]) -> Maker:
    """Write the storyboard as a page, a print, a contact sheet."""

    def make(work: Work) -> Done:
        made = work.make(Storyboard)
        found = preflight(work, [taken(Script, made)], [taken(Storyboard, made)])
        names = write_board(work, made, forms, found)
        return Done(work.cut, work.parts, taken(Storyboard, made).seconds, files=names, advice=found)

    return make


def subtitle(work: Work) -> Done:
    """Write the cues as SRT, VTT and ASS."""
    made = work.make(SubtitleTrack)
    track, delivery = taken(SubtitleTrack, made), taken(Delivery, made)
    refuse_fallbacks(work, made)
    styled = write_ass(track, SHAPES[delivery.shapes[0]], karaoke=taken(Look, made).karaoke)
    written = {"zh.srt": write_srt(track), "zh.vtt": write_vtt(track), "zh.ass": styled}
    for name, content in written.items():
        write_whole(work.parts / name, content)
    return _done(work, taken(Timeline, made), *written)


def assemble(work: Work) -> Done:
    """Render the film without subtitles, one for each shape."""
    made = work.make(Timeline)
    bare = SubtitleTrack(rate=taken(Timeline, made).rate, cues=())
    made = work.make(Films, given={**made, SubtitleTrack: bare})
    refuse_fallbacks(work, made)
    films = {f"clean-{film.shape.replace(':', 'x')}.mp4": film.video for film in taken(Films, made).films}
    for name, video in films.items():
        _copy(work, video, name)
    return _done(work, taken(Timeline, made), *films)


def cover(choose: int) -> Maker:
    """Write the covers of one candidate in every ratio, or of all candidates (``choose`` 0).

    A choice is kept: packages made after it use that candidate.
    """

    def make(work: Work) -> Done:
        if choose:
            choose_cover(work.options.home, work.brief.file, work.cut, choose)
        made = work.make(Covers, Script)
        refuse_fallbacks(work, made)
        names = []
        for one in taken(Covers, made).covers:
            if choose in (0, one.candidate):
                name = f"cover-{one.ratio.replace(':', 'x')}-{one.size.width}.jpg"
                names.append(f"{one.candidate}/{name}" if choose == 0 else name)
                _copy(work, one.picture, names[-1])
        return Done(work.cut, work.parts, taken(Script, made).seconds, files=tuple(names))

    return make


def _done(work: Work, timeline: Timeline, *names: str) -> Done:
    return Done(work.cut, work.parts, seconds_for_frames(timeline.duration, timeline.rate), files=names)


def _copy(work: Work, blob: Blob, name: str) -> None:
    place = work.parts / name
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}")
    shutil.copyfile(work.job.bench.store.path(blob), draft)
    draft.replace(place)
