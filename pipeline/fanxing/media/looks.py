"""Films whose pictures change their size, turn or colours on the way: which of them a piece has."""

from dataclasses import replace
from pathlib import Path

from fanxing.media import jail
from fanxing.media.ffmpeg import FORMATS, MATRICES
from fanxing.media.tracks import Colour, FilmTrack

_HALF = 1 / 60
"""Seconds by which a picture may stand before the frame that shows it first."""

_ALIKE = 1.02
"""Proportions that differ by less are one shape."""

Looks = list[tuple[float, FilmTrack]]
"""From which second of the film on its pictures are like this."""


def looks(  # noqa: PLR0913 - a stretch of a file, and where to work
    source: Path,
    film: FilmTrack,
    stretch: tuple[float, float | None],
    *,
    origin: float,
    room: Path,
    limits: jail.Limits,
) -> Looks:
    """Decode a stretch of a film and tell how its pictures look, and from when on.

    Args:
        source: The foreign file, absolute.
        film: Its picture track.
        stretch: Seconds of the film that need not be decoded, and after which nothing is wanted (None: to the end).
        origin: Second of the container's clock at which the film begins.
        room: Scratch folder.
        limits: What the child may use.

    Raises:
        jail.ChildFailed: It cannot be decoded in that time.
    """
    seek, until = stretch
    arguments = {
        "source": str(source),
        "formats": FORMATS,
        "index": film.index,
        "rate": film.rate or 25.0,
        "stretch": [origin + seek if seek else 0, None if until is None else origin + until],
    }
    told = jail.call("fanxing.media._changing:looks", arguments, limits=limits, writable=room, reads=[source])
    found: Looks = []
    for one in told:
        colour = Colour(matrix=one["matrix"], primaries=one["primaries"], transfer=one["transfer"], full=one["full"])
        plain = {name: one[name] for name in ("width", "height", "swaps", "pixels", "bits", "rgb")}
        # What a container says of the shape of pixels outweighs the codec, unless the codec changes its mind.
        sar = film.sar if one["sar"] == told[0]["sar"] or not 1 / 8 <= one["sar"] <= 8 else one["sar"]
        found.append((one["at"] - origin, replace(film, **plain, sar=sar, colour=colour)))
    return found


def within(found: Looks, start: float, end: float | None) -> Looks:
    """Those that are seen from one second of the film to another."""
    after = [at for at, _ in found[1:]] + [None]
    return [
        (at, film)
        for (at, film), until in zip(found, after, strict=True)
        if (until is None or until - _HALF > start) and (end is None or at < end - _HALF)
    ]


def upright_size(film: FilmTrack) -> tuple[float, float]:
    """Width and height as shown: square pixels, nothing made smaller for them, turned upright."""
    width = film.width * max(film.sar, 1.0)
    height = film.height * max(1 / film.sar, 1.0)
    return (height, width) if film.swaps else (width, height)


def settled(film: FilmTrack) -> Colour:
    """How the film is coded where it does not tell: BT.601 for the sizes of standard definition, else BT.709."""
    told = film.colour
    matrix = told.matrix
    if film.rgb:
        matrix = 0
    elif matrix not in MATRICES - {0}:
        wide = told.primaries == 9 or told.is_hdr
        matrix = 9 if wide else 1 if film.width >= 1280 or film.height > 576 else 6
    return Colour(matrix=matrix, primaries=told.primaries, transfer=told.transfer, full=told.full or film.rgb)


def alike(one: FilmTrack, other: FilmTrack) -> bool:
    """Whether pictures of both fill one frame in the same colours, each brought to its size."""
    (width, height), (across, down) = upright_size(one), upright_size(other)
    shape = width / height / (across / down)
    return 1 / _ALIKE < shape < _ALIKE and settled(one) == settled(other) and one.rgb == other.rgb
