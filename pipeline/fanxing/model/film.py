"""The finished films of one cut: one for each shape."""

from fanxing.model.document import Blob, Document
from fanxing.model.geometry import Shape, Size
from fanxing.model.timing import Frames


class Film(Document):
    """One finished film."""

    shape: Shape
    """Aspect."""
    size: Size
    """Pixels."""
    video: Blob
    """MP4, H.264 High, yuv420p, BT.709, AAC-LC, faststart; with its AI metadata where due."""
    frames: Frames
    """Length."""
    spans: int
    """How many spans it was joined from."""


class Films(Document):
    """All films of one cut."""

    films: tuple[Film, ...]
    """In the order of the delivery's shapes."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    def of(self, shape: Shape) -> Film:
        """The film of that shape; KeyError where there is none."""
        for film in self.films:
            if film.shape == shape:
                return film
        raise KeyError(shape)
