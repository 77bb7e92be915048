"""Pictures of the store, read back into pixels. One that is damaged is taken out of it, so that it is made anew."""

from pathlib import Path

import cv2
import numpy as np

from fanxing.media.disk import cannot_read
from fanxing.media.layer import Pixels
from fanxing.media.store import discard_damaged


def photograph(file: Path) -> Pixels:
    """A gathered photograph, RGB (H, W, 3).

    Raises:
        ToolError: It is damaged and is removed, or cannot be read.
    """
    return _read(file, cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)


def quarter(file: Path) -> Pixels:
    """A gathered photograph at a quarter of its size, RGB (H, W, 3).

    Raises:
        ToolError: As above.
    """
    bgr = _read(file, cv2.IMREAD_REDUCED_COLOR_4 | cv2.IMREAD_IGNORE_ORIENTATION)
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def with_alpha(file: Path) -> Pixels:
    """A gathered logo, RGB or RGBA (H, W, 3 or 4).

    Raises:
        ToolError: As above.
    """
    read = _read(file, cv2.IMREAD_UNCHANGED)
    code = cv2.COLOR_BGRA2RGBA if read.ndim == 3 and read.shape[2] == 4 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(read, code if read.ndim == 3 else cv2.COLOR_GRAY2RGB), np.uint8)


def _read(file: Path, flags: int) -> Pixels:
    """Decode a PNG of ours; its own checksums tell when it is not what was written."""
    try:
        data = np.fromfile(file, np.uint8)
    except FileNotFoundError as error:  # another run found it damaged just now
        raise discard_damaged(file) from error
    except OSError as error:
        raise cannot_read(file, error) from error
    decoded = cv2.imdecode(data, flags) if data.size else None
    if decoded is None:
        raise discard_damaged(file)
    return np.asarray(decoded, np.uint8)
