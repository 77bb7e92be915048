"""What is finished: a draft never takes its place (decision 0055)."""

from pathlib import Path

from fanxing.media.probe import probe
from fanxing.media.store import Store
from fanxing.model.errors import FanxingError
from fanxing.model.geometry import SHAPES, Shape
from fanxing.publish.manifest import read_manifest


def film_name(shape: Shape) -> str:
    """What the film without subtitles is called among the parts."""
    return f"clean-{shape.replace(':', 'x')}.mp4"


def finished_package(place: Path) -> bool:
    """Whether a folder is a package that is no draft."""
    there = read_manifest(place)
    return there is not None and there.get("draft") is not True


def finished_film(place: Path, store: Store) -> bool:
    """Whether a film lies among the parts of a folder that is no draft.

    Parts have no manifest: a draft is known by its picture, half as large. What cannot be read may be anything, and
    counts as finished.
    """
    return any(_is_whole(place / film_name(shape), shape, store) for shape in SHAPES)


def _is_whole(file: Path, shape: Shape, store: Store) -> bool:
    if not file.exists():
        return False
    try:
        with store.scratch() as room:
            film = probe(file, room).film
    except FanxingError:
        return True
    full = SHAPES[shape]
    return film is None or (film.width, film.height) != (full.width // 2, full.height // 2)
