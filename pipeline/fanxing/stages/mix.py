"""Timeline, Music, Footage -> Soundtrack."""

from collections.abc import Iterable
from fractions import Fraction

from fanxing.media.bench import Bench
from fanxing.media.sound.loudness import each_second
from fanxing.media.sound.master import mastered
from fanxing.media.sound.mixing import mixed
from fanxing.media.sound.pieces import Piece
from fanxing.media.store import Store
from fanxing.media.wav import read_wav, write_wav
from fanxing.model.bed import bed_of
from fanxing.model.footage import Footage, Sound
from fanxing.model.recipe import Music
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.stage import stage
from fanxing.model.timeline import SoundClip, Timeline
from fanxing.model.timing import samples_for_frames


@stage(version=2, tools=("libav", "soxr"))
def mix(timeline: Timeline, music: Music, footage: Footage, *, bench: Bench) -> Soundtrack:
    """Lay voice, footage's own sound and music, level them, prove the level on the decoded AAC."""
    samples = samples_for_frames(timeline.duration, timeline.rate)
    bed, fallbacks = bed_of(footage, music, samples)
    store = bench.store
    raw = mixed(
        _pieces(timeline.voice, timeline.rate, store),
        _pieces(timeline.sounds, timeline.rate, store),
        read_wav(store.path(bed.source.sound)) if bed and isinstance(bed.source, Sound) else None,
        samples=samples,
        level_db=music.level_db,
    )
    with store.scratch() as room:
        made = mastered(raw.sound, room / "mix.m4a")
        write_wav(room / "mix.wav", made.sound)
        return Soundtrack(
            sound=store.keep(room / "mix.wav"),
            aac=store.keep(room / "mix.m4a"),
            samples=samples,
            loudness_lufs=_rounded(made.after.integrated),
            true_peak_dbtp=_rounded(made.after.true_peak),
            music=bed.path if bed else None,
            voice_to_music_lu=raw.voice_to_music_lu,
            curve=each_second(made.after),
            fallbacks=(*fallbacks, *raw.fallbacks, *made.fallbacks),
        )


def _pieces(clips: Iterable[SoundClip], rate: Fraction, store: Store) -> list[Piece]:
    return [
        Piece(
            name=clip.name,
            sound=read_wav(store.path(clip.sound))[clip.source_in : clip.source_in + clip.samples],
            at=samples_for_frames(clip.start, rate),
        )
        for clip in clips
        if clip.sound is not None
    ]


def _rounded(level: float | None) -> float | None:
    return None if level is None else round(level, 2)
