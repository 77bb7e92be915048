"""Everything that will be shipped -> QualityReport: measured on the finished files, never assumed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fanxing.checks.captions import caption_findings, glyph_findings
from fanxing.checks.covers import cover_findings
from fanxing.checks.expected import expected_of
from fanxing.checks.quality import film_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rights import RULES as RIGHTS
from fanxing.checks.rights import adaptation_findings
from fanxing.checks.rules import Judge
from fanxing.media.bench import Bench
from fanxing.media.captions.named import with_names
from fanxing.media.look.drawn import drawn
from fanxing.media.look.fonts import missing
from fanxing.media.measure.ours import Drawn, measure_ours
from fanxing.media.measure.picture import measure_picture
from fanxing.media.measure.planned import Pictures, Recalled, planned
from fanxing.media.render.drawing import Studio
from fanxing.media.render.orders import Canvas
from fanxing.model.cover import Cover, Covers
from fanxing.model.errors import Fault
from fanxing.model.film import Film, Films
from fanxing.model.footage import Footage
from fanxing.model.geometry import SHAPES, SafeArea
from fanxing.model.quality import Measured, QualityReport
from fanxing.model.recipe import Look
from fanxing.model.repeated import unrepeated
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.story import Delivery, Rules, Wants
from fanxing.model.storyboard import Storyboard
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.timeline import Timeline
from fanxing.model.words import say


@stage(version=7, tools=("drawing", "gate", "libav", "opencv", "pillow"))
def inspect(
    films: Films,
    covers: Covers,
    subtitles: SubtitleTrack,
    timeline: Timeline,
    soundtrack: Soundtrack,
    storyboard: Storyboard,
    footage: Footage,
    wants: Wants,
    delivery: Delivery,
    look: Look,
    rules: Rules,
    *,
    bench: Bench,
) -> QualityReport:
    """Measure films and covers, and judge them."""
    made = _Made(
        timeline, subtitles, soundtrack, storyboard, wants, delivery, look, Judge(QUALITY, rules.checks), bench
    )
    shares = [bench.share(at, len(films.films)) for at in range(len(films.films))]
    judged = [_film(film, replace(made, bench=share)) for film, share in zip(films.films, shares, strict=True)]
    synthetic = {item.key for item in footage.items if item.made_by == "ai" or item.inbound_aigc}
    judged += [_cover(cover, made, is_ai=cover.item in synthetic) for cover in covers.covers]
    findings = [finding for _, found in judged for finding in found]
    findings += caption_findings(subtitles, timeline, made.judge)
    findings += adaptation_findings(storyboard, Judge(RIGHTS, rules.checks))
    findings += glyph_findings(_without_glyph(timeline, subtitles), made.judge)
    first = judged[0][0].facts if judged else {}
    return QualityReport(
        passed=not any(one.level == "fault" for one in findings),
        measured=tuple(figures for figures, _ in judged),
        findings=tuple(findings),
        loudness_lufs=first.get("loudness_lufs"),
        true_peak_dbtp=first.get("true_peak_dbtp"),
    )


@dataclass(frozen=True)
class _Made:
    """What the finished files are held against."""

    timeline: Timeline
    subtitles: SubtitleTrack
    soundtrack: Soundtrack
    storyboard: Storyboard
    wants: Wants
    delivery: Delivery
    look: Look
    judge: Judge
    bench: Bench


_Judged = tuple[Measured, tuple[Fault, ...]]


def _film(film: Film, made: _Made) -> _Judged:
    store, name = made.bench.store, say("{shape} 成片", shape=film.shape)
    sounds = made.soundtrack.loudness_lufs is not None
    design = drawn(made.look, made.delivery, made.bench.roots)(film.shape)
    cues = (
        tuple(_as_read(cue, made.look) for cue in with_names(unrepeated(made.subtitles.cues, made.timeline)))
        if made.look.subtitles
        else ()
    )
    canvas = Canvas(
        shape=film.shape,
        full=SHAPES[film.shape],
        size=film.size,
        safe=made.delivery.safe.get(film.shape, SafeArea()),
        design=design.version,
    )
    pictures = Pictures(store, Studio(store, lambda _: design), canvas)
    laid = Drawn(Recalled(design, pictures), made.timeline, cues, planned(made.timeline, pictures))
    mixed = store.path(made.soundtrack.sound) if sounds else None
    figures = measure_ours(store.path(film.video), laid, mixed, made.bench)
    for one in figures.facts.get("likeness", ()):
        one["called"] = made.storyboard.called(one["shot"])
    figures.facts["template"] = made.look.template  # tells a later inspection where to look first
    expected = expected_of(made.timeline, film.size, sounds=sounds, max_kbps=_most_kbps(film, made.wants))
    measured = Measured(
        name=name,
        facts=figures.facts,
        loudness=figures.loudness,
        peaks=figures.peaks,
        thumbnails=tuple(store.keep(picture, ".jpg") for picture in figures.thumbnails),
    )
    return measured, film_findings(figures.facts, expected, made.judge, name)


def _as_read(cue: Cue, look: Look) -> Cue:
    """A cue as it is burned in: with readings only where the look wants them."""
    return cue if look.readings else cue.model_copy(update={"readings": ()})


def _most_kbps(film: Film, wants: Wants) -> int | None:
    limits = [one.video.max_kbps for one in wants.platforms if one.shape == film.shape]
    return min((limit for limit in limits if limit is not None), default=None)


def _cover(cover: Cover, made: _Made, *, is_ai: bool) -> _Judged:
    facts = measure_picture(made.bench.store.path(cover.picture))
    name = say("{ratio} 封面", ratio=cover.ratio)
    return Measured(name=name, facts=facts), tuple(cover_findings(cover, facts, made.judge, is_ai=is_ai))


def _without_glyph(timeline: Timeline, subtitles: SubtitleTrack) -> dict[str, str]:
    """Words that are set in the picture -> their characters without a glyph."""
    texts = [text for _, clip in timeline.clips if clip.card is not None for text in _texts(clip.card.model_dump())]
    texts += [text for one in timeline.graphics for text in _texts(one.graphic.model_dump())]
    texts += [text for cue in subtitles.cues for text in (cue.text, cue.second or "")]
    return {text: without for text in dict.fromkeys(texts) if (without := missing(text))}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in {"kind", "of"}:
                yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
