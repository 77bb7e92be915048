"""Films, Covers, QualityReport and all that belongs to them -> UploadPackage."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fanxing.checks.coach import RULES as COACH
from fanxing.checks.coach import film_findings as coached
from fanxing.checks.expected import expected_of
from fanxing.checks.fit import fit
from fanxing.checks.ledger import attribution, credit_line, duties, grant, ledger, unsettled
from fanxing.checks.limits import cover_problems, declaration, film_problems, schedule_problems
from fanxing.checks.quality import film_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rights import RULES as RIGHTS
from fanxing.checks.rules import Judge
from fanxing.media.bench import Bench
from fanxing.media.captions.files import write_ass, write_srt, write_vtt
from fanxing.media.measure.film import measure_film
from fanxing.media.page.board import board_panels
from fanxing.media.page.filmed import as_filmed
from fanxing.media.page.heard import heard_findings
from fanxing.media.page.outline import outline_markdown
from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.media.papers.checklist import Captions, checklist_html
from fanxing.media.papers.contents import README, readme_text, shelves
from fanxing.media.papers.handover import credits_text, publish_json, uploader_text
from fanxing.media.papers.report import report_html, report_json
from fanxing.media.refit import refitted
from fanxing.media.store import Store
from fanxing.model.blurb import Blurb, blurb
from fanxing.model.cover import Cover, Covers
from fanxing.model.document import Blob, fingerprint
from fanxing.model.errors import Fault, Refused
from fanxing.model.film import Films
from fanxing.model.footage import Footage, Item
from fanxing.model.geometry import SHAPES
from fanxing.model.narration import Narration
from fanxing.model.package import (
    AiSummary,
    Credit,
    FileRole,
    PackedFile,
    PlatformEntry,
    QualitySummary,
    ReviewState,
    UploadPackage,
)
from fanxing.model.platform import CoverWish, PlatformProfile
from fanxing.model.quality import QualityReport
from fanxing.model.recipe import Look, Music, Publish, Voice
from fanxing.model.script import Script
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.story import Delivery, Rules, Story, Wants
from fanxing.model.storyboard import Storyboard
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.synthetic import is_music
from fanxing.model.timeline import Timeline

_TYPE = ("fonts", "bold-fonts", "resvg", "jieba", "budoux")
_PANELS = ("panels", "spans", "stills", "drawing", "opencv", "pillow", *_TYPE)
"""What draws the storyboard's pictures: a film's hands, and those that set its type."""


@stage(version=15, tools=("refit", "gate", *_PANELS, "pages", "libav", "srt", "ass"))
def package(
    story: Story,
    script: Script,
    storyboard: Storyboard,
    timeline: Timeline,
    subtitles: SubtitleTrack,
    films: Films,
    covers: Covers,
    report: QualityReport,
    footage: Footage,
    narration: Narration,
    soundtrack: Soundtrack,
    wants: Wants,
    publish: Publish,
    music: Music,
    voice: Voice,
    look: Look,
    delivery: Delivery,
    rules: Rules,
    *,
    bench: Bench,
) -> UploadPackage:
    """Put together what a person drags into the forms; refused where a gate says no."""
    _gate(report)
    bed = (
        Credit(what=soundtrack.music, credit=music.credit or "", licence=music.licence or "")
        if soundtrack.music
        else None
    )
    credits_ = ledger(_used(storyboard, covers, footage), narration, voice, story.guide.name, bed)
    box = _Box(bench.store)
    pictures = {one.path for one in _used(storyboard, covers, footage)}
    agreed = rules.checks.get("licence-sa") == "off"
    due = (
        *grant(credits_, agreed=agreed),  # first: where a field is short, names go before it
        *attribution(credits_, pictures, unnamed=storyboard.unnamed, due=bool(publish.description)),
    )
    obliged = duties(credits_, agreed=agreed)
    words = blurb(story, publish, due)
    entries = {
        profile.id: _platform(box, profile, words, _Made(films, covers, report, timeline, publish, rules), delivery)
        for profile in wants.platforms
    }
    _subtitles(box, subtitles, delivery, look)
    film = as_filmed(storyboard, script, narration, timeline)
    lessons = tuple(coached(film.board, film.script, Judge(COACH, rules.checks), recorded=narration.is_recorded))
    board = Subject(
        board=storyboard,
        script=script,
        story=story,
        voice=voice,
        platforms=tuple(one.name for one in wants.platforms),
        findings=(*heard_findings(narration, film.board), *lessons),
        music=tuple(one for one in footage.items if is_music(one) and one.path == soundtrack.music),
        filmed=film.board,
    )
    panels = board_panels(board, look, delivery, bench, timeline.notice.label, filmed=timeline)
    box.add("storyboard.html", "storyboard", storyboard_html(board, panels))
    box.add("outline.md", "outline", outline_markdown(film.script, film_seconds=film.board.seconds).encode())
    box.add("timeline.json", "timeline", timeline.model_dump_json(indent=1).encode())
    lines = tuple(credit_line(one, pictures) for one in credits_)
    box.add("credits.txt", "credits", credits_text(story, lines, obliged, timeline.notice.label))
    box.add("publish.json", "publish", publish_json(wants.platforms, entries, publish.schedule))
    told_by = (footage, storyboard, narration, timeline, subtitles, soundtrack, films, covers)
    otherwise = tuple(dict.fromkeys(line for made in told_by for line in made.fallbacks))
    rights = (one.what for one in unsettled(credits_, Judge(RIGHTS, rules.checks)))
    told = (*obliged, *rights, *otherwise, *(one.what for one in narration.doubts))
    _lists(box, wants, _Told(story.title, entries, look.subtitles, told), draft=delivery.draft)
    notes = (*(Fault(rule="fallback", what=line, level="advice") for line in told), *lessons)
    box.add(
        "report.html",
        "report",
        report_html(story.title, _packed(report, films, covers, box), _reader(bench.store), notes),
    )
    box.add("report.json", "report", report_json(report))
    return UploadPackage(
        cut=story.cut,
        title=story.title,
        draft=delivery.draft,
        duration_frames=timeline.duration,
        rate=timeline.rate,
        files=tuple(box.files),
        platforms=entries,
        ai=AiSummary(
            synthetic=timeline.notice.synthetic,
            parts=timeline.notice.parts,
            label=timeline.notice.label,
            metadata=timeline.notice.metadata,
        ),
        credits=credits_,
        quality=_summary(report),
        review=ReviewState(storyboard_sha256=fingerprint(storyboard)),
        fallbacks=otherwise,
    )


@dataclass(frozen=True)
class _Made:
    """What a platform chooses from."""

    films: Films
    covers: Covers
    report: QualityReport
    timeline: Timeline
    publish: Publish
    rules: Rules


@dataclass(frozen=True)
class _Told:
    """What the checklist tells."""

    title: str
    entries: dict[str, PlatformEntry]
    burnt_in: bool
    notes: tuple[str, ...]


class _Box:
    """The files of the package, as they are laid in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files: list[PackedFile] = []

    def add(self, path: str, role: FileRole, content: bytes, platform: str | None = None) -> str:
        """Lay in bytes; give the path back."""
        blob = self.store.keep(content, "." + path.rpartition(".")[2])
        self.files.append(PackedFile(path=path, role=role, platform=platform, blob=blob))
        return path


def _packed(report: QualityReport, films: Films, covers: Covers, box: _Box) -> QualityReport:
    """The report without covers that were only offered: people read of what lies in the package."""
    inside = {one.blob.sha256 for one in box.files if one.role == "cover"}
    first = len(films.films)
    pairs = zip(report.measured[first:], covers.covers, strict=False)
    kept = (figures for figures, cover in pairs if cover.picture.sha256 in inside)
    return report.model_copy(update={"measured": (*report.measured[:first], *kept)})


def _reader(store: Store) -> Callable[[Blob], bytes]:
    return lambda blob: store.path(blob).read_bytes()


def _gate(report: QualityReport) -> None:
    faults = [one for one in report.findings if one.level == "fault"]
    if faults:
        raise Refused(*faults)


def _used(storyboard: Storyboard, covers: Covers, footage: Footage) -> Iterator[Item]:
    """Pictures and clips that are seen, in the film or on a cover."""
    seen = {shot.item.key for shot in storyboard.shots if shot.item is not None}
    seen |= {cover.item for cover in covers.covers if cover.item and cover.candidate == covers.chosen}
    return (item for item in footage.items if item.key in seen)


def _platform(box: _Box, profile: PlatformProfile, words: Blurb, made: _Made, delivery: Delivery) -> PlatformEntry:
    """Lay in what one platform gets, and say what it would not take."""
    fitted = fit(profile, words)
    blob, facts = _film(box.store, profile, made)
    video = f"{profile.id}/video.mp4"
    box.files.append(PackedFile(path=video, role="video", platform=profile.id, blob=blob))
    problems = [*fitted.problems, *film_problems(profile, facts)]
    paths = []
    for wish in profile.covers:
        cover = _cover(made.covers, wish)
        problems += cover_problems(wish, cover)
        if cover is not None:
            paths.append(f"{profile.id}/cover-{wish.ratio.replace(':', 'x')}{cover.picture.suffix}")
            box.files.append(PackedFile(path=paths[-1], role="cover", platform=profile.id, blob=cover.picture))
    extra = {"cut": list(fitted.cut), "own": made.publish.own.get(profile.id, {})}
    if made.publish.schedule:
        extra["schedule"] = made.publish.schedule
        problems += schedule_problems(profile, made.publish.schedule, None)
    entry = PlatformEntry(
        title=fitted.title,
        description=fitted.description,
        tags=fitted.tags,
        declaration=declaration(profile, made.timeline.notice),
        video=video,
        covers=tuple(paths),
        problems=() if delivery.draft else tuple(problems),
        extra=extra,
    )
    box.add(f"{profile.id}/video.txt", "publish", uploader_text(entry), profile.id)
    return entry


def _film(store: Store, profile: PlatformProfile, made: _Made) -> tuple[Blob, dict[str, Any]]:
    """The master and its figures; where it is too heavy for this platform, encoded anew and judged anew."""
    film = made.films.of(profile.shape)
    facts = next(one.facts for one in made.report.measured if one.facts.get("sha256") == film.video.sha256)
    most = profile.video.max_kbps
    if most is None or facts["kbps"] <= most:
        return film.video, facts
    blob = refitted(film.video, most, store)
    again = measure_film(store.path(blob)).facts
    sounds = facts.get("loudness_lufs") is not None
    expected = expected_of(made.timeline, film.size, sounds=sounds, max_kbps=most)
    found = film_findings(again, expected, Judge(QUALITY, made.rules.checks), profile.name)
    faults = [one for one in found if one.level == "fault"]
    if faults:
        raise Refused(*faults)
    return blob, again


def _cover(covers: Covers, wish: CoverWish) -> Cover | None:
    """The cover of that very size, else of that ratio."""
    for size in (wish.size, None):
        try:
            return covers.of(wish.ratio, size)
        except KeyError:
            continue
    return None


def _subtitles(box: _Box, track: SubtitleTrack, delivery: Delivery, look: Look) -> None:
    if track.cues:
        name = "zh-en" if any(cue.second for cue in track.cues) else "zh"
        box.add(f"subtitles/{name}.srt", "subtitles", write_srt(track))
        box.add(f"subtitles/{name}.vtt", "subtitles", write_vtt(track))
        styled = write_ass(track, SHAPES[delivery.shapes[0]], karaoke=look.karaoke)
        box.add(f"subtitles/{name}.ass", "subtitles", styled)


def _subtitle_file(box: _Box) -> str:
    return next((one.path for one in box.files if one.path.endswith(".srt")), "")


def _lists(box: _Box, wants: Wants, told: _Told, *, draft: bool) -> None:
    """Lay in what a person does with the package, and what lies in it."""
    captions = Captions(_subtitle_file(box), burnt_in=told.burnt_in)
    inside = shelves(wants.platforms, subtitles=bool(captions.path))
    page = checklist_html(told.title, wants.platforms, told.entries, captions, told.notes, contents=inside, draft=draft)
    box.add("checklist.html", "checklist", page)
    box.add(README, "checklist", readme_text(told.title, inside, draft=draft))


def _summary(report: QualityReport) -> QualitySummary:
    return QualitySummary(
        passed=report.passed,
        loudness_lufs=report.loudness_lufs,
        true_peak_dbtp=report.true_peak_dbtp,
        findings=tuple(one.model_dump(mode="json") for one in report.findings),
    )
