"""Timeline, SubtitleTrack, Soundtrack -> Films."""

from fanxing.media.bench import Bench
from fanxing.media.look.drawn import drawn
from fanxing.media.render.film import Production, make_films
from fanxing.model.film import Films
from fanxing.model.recipe import Look
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.timeline import Timeline


@stage(version=1, tools=("libav", "opencv", "pillow", "fonts", "bold-fonts", "resvg"))
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
    cues = tuple(_as_read(cue, look) for cue in subtitles.cues) if look.subtitles else ()
    return make_films(Production(timeline, cues, soundtrack, delivery), drawn(look, delivery, bench.roots), bench)


def _as_read(cue: Cue, look: Look) -> Cue:
    """A cue with the readings that the look wants."""
    return cue if look.readings else cue.model_copy(update={"readings": ()})
