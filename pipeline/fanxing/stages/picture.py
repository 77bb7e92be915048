"""Timeline, SubtitleTrack, Soundtrack -> Films."""

from dataclasses import dataclass

from fanxing.media.bench import Bench
from fanxing.media.look.design import Design
from fanxing.media.render.film import Production, make_films
from fanxing.model.film import Films
from fanxing.model.geometry import SafeArea, Shape
from fanxing.model.recipe import Look
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.timeline import Timeline


@dataclass(frozen=True)
class _Drawn:
    """Loads the look's design of a shape, in whatever process asks."""

    template: str
    safe: tuple[tuple[Shape, SafeArea], ...]

    def __call__(self, shape: Shape) -> Design:
        return Design.load(self.template, shape, dict(self.safe).get(shape))


@stage(version=1, tools=("libav", "opencv", "fonts", "bold-fonts", "resvg"))
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
    designers = _Drawn(look.template, tuple(delivery.safe.items()))
    return make_films(Production(timeline, cues, soundtrack, delivery), designers, bench)


def _as_read(cue: Cue, look: Look) -> Cue:
    """A cue with the readings that the look wants."""
    return cue if look.readings else cue.model_copy(update={"readings": ()})
