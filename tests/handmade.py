"""Documents made by hand for tests of stages."""

from fanxing.model.document import Blob
from fanxing.model.footage import Item, Moving, Still
from fanxing.model.geometry import FocusBox, Size


def blob(name: str, suffix: str = ".png") -> Blob:
    """A blob of some name; its file is not looked at."""
    return Blob(sha256=name.encode().hex().ljust(64, "0")[:64], suffix=suffix, size=1)


def still(key: str, *, focus: bool = False, made_by: str | None = None) -> Item:
    """A photograph of 1600 × 1200."""
    return Item.model_validate(
        {
            "key": key,
            "path": f"{key.replace('/', '-')}.jpg",
            "source": Still(picture=blob(key), size=Size(width=1600, height=1200)),
            "original": "0" * 64,
            "focus": FocusBox(x=0.3, y=0.3, width=0.2, height=0.3) if focus else None,
            "credit": "某馆",
            "licence": "CC0-1.0",
            "made_by": made_by,
        }
    )


def clip(key: str, frames: int, *, keep_sound: bool = False) -> Item:
    """A clip of so many frames, with sound."""
    source = Moving(
        picture=blob(key, ".mp4"), size=Size(width=1280, height=720), frames=frames, sound=blob(key + "s", ".wav")
    )
    return Item(key=key, path=f"{key}.mp4", source=source, original="1" * 64, keep_sound=keep_sound)
