"""A quick look at the files of a recipe before any work: all of them in one child, each kept until it changes."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fanxing.media import jail
from fanxing.media.ffmpeg import FORMATS
from fanxing.media.intake import Use
from fanxing.media.photo import picture_kind
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Document, fingerprint

_VERSION = 1
"""Raised whenever the same file gives another ``Seen``."""
_LIMITS = jail.Limits(seconds=60.0, memory_bytes=1 << 30)


class Seen(Document):
    """What a quick look found in a file."""

    suspect: bool
    """It may not be what it is wanted for: the intake tells."""
    film: bool
    """It moves."""
    sound: bool
    """It sounds."""
    seconds: float
    """Length; 0 for a picture."""


@dataclass(frozen=True)
class Look:
    """A file to look at."""

    file: Path
    """Resolved."""
    use: Use
    """What it is wanted for."""


def glance(looks: Sequence[Look], store: Store) -> list[Seen | None]:
    """Look at files; None for one that a look cannot tell of (a vector drawing, or the child ended).

    Args:
        looks: In any order; outcomes stand in the same.
        store: Where what was seen is kept.

    Raises:
        ToolError: A child could not be started.
    """
    kinds = [_kind(one) for one in looks]
    keys = [_key(one, kind) for one, kind in zip(looks, kinds, strict=True)]
    seen = {key: known for key in keys if (known := store.recall(Seen, "glance", key)) is not None}
    new = {
        key: (one.file, kind)
        for key, one, kind in zip(keys, looks, kinds, strict=True)
        if key not in seen and kind != "other"
    }
    for key, found in zip(new, _looked(list(new.values())), strict=False):
        store.remember("glance", key, found)
        seen[key] = found
    return [seen.get(key) for key in keys]


def _looked(files: Sequence[tuple[Path, str]]) -> list[Seen]:
    if not files:
        return []
    pairs = [[str(file), kind] for file, kind in files]
    with tempfile.TemporaryDirectory(prefix="fanxing-") as room:
        try:
            told = jail.call(
                "fanxing.media._glance:glance",
                {"files": pairs, "formats": FORMATS},
                limits=_LIMITS,
                writable=Path(room),
                reads=[file for file, _ in files],
            )
        except jail.ChildFailed:
            return []
    return [Seen.model_validate(one) for one in told]


def _kind(look: Look) -> str:
    """How a file is looked at: what it is wanted for, or that it is a picture."""
    if look.use in ("recording", "music"):
        return look.use
    with look.file.open("rb") as stream:
        kind = picture_kind(stream.read(1024))
    return {"raster": "raster", None: look.use}.get(kind, "other")


def _key(look: Look, kind: str) -> str:
    about = look.file.stat()
    marks = [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
    return fingerprint([str(look.file), kind, *marks, _VERSION, tool_version("libav"), tool_version("pillow")])
