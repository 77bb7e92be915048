"""Timeline, SubtitleTrack, Soundtrack -> Films."""

from fanxing.media.bench import Bench
from fanxing.media.captions.named import with_names
from fanxing.media.captions.said import as_said
from fanxing.media.look.drawn import drawn
from fanxing.media.render.film import Production, make_ahead, make_films
from fanxing.model.film import Films
from fanxing.model.recipe import Look
from fanxing.model.repeated import unrepeated
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.timeline import Timeline

_TYPE = ("fonts", "bold-fonts", "resvg", "jieba", "budoux")
"""What sets type, and breaks its lines."""


def spans(timeline: Timeline, subtitles: SubtitleTrack, look: Look, delivery: Delivery, *, bench: Bench) -> None:
    """Make the spans while the sound is mixed."""
    make_ahead(timeline, _cues(timeline, subtitles, look), delivery, drawn(look, delivery, bench.roots), bench)


@stage(version=5, ahead=spans, tools=("spans", "stills", "drawing", "libav", "opencv", "pillow", *_TYPE))
def picture(
    timeline: Timeline,
    subtitles: SubtitleTrack,
    soundtrack: Soundtrack,
    look: Look,
    delivery: Delivery,
    *,
    bench: Bench,
) -> Films:
    """Draw and encode the spans that are not kept, join them, lay the sound beside them: a film for each shape."""
    cues = _cues(timeline, subtitles, look)
    return make_films(Production(timeline, cues, soundtrack, delivery), drawn(look, delivery, bench.roots), bench)


def _cues(timeline: Timeline, subtitles: SubtitleTrack, look: Look) -> tuple[Cue, ...]:
    """What is burnt in."""
    shown = with_names(unrepeated(subtitles.cues, timeline)) if look.subtitles else ()
    return tuple(one for cue in shown for one in _as_wanted(cue, look))


def _as_wanted(cue: Cue, look: Look) -> tuple[Cue, ...]:
    """A cue with the readings that the look wants, in as many pieces as its words are highlighted in."""
    read = cue if look.readings else cue.model_copy(update={"readings": ()})
    return as_said(read) if look.karaoke else (read,)
