"""Pictures of the store come back as they were kept; a damaged one is refused, and gone so that it is made anew."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from fanxing.media.kept_pictures import photograph, quarter, with_alpha
from fanxing.media.layer import Pixels
from fanxing.media.store import DAMAGED, Store
from fanxing.model.errors import ToolError

READERS = (photograph, quarter, with_alpha)
BYTES = np.random.default_rng(3).integers(0, 256, (40, 64, 4), np.uint8)
HARM: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda png: png[: len(png) // 2],
    "one byte is another": lambda png: png[:200] + bytes([png[200] ^ 0x55]) + png[201:],
    "zeros": lambda png: bytes(len(png)),
    "nothing": lambda _: b"",
}


def kept(store: Store, pixels: Pixels) -> Path:
    """Keep a picture, grey, RGB or RGBA, as a PNG."""
    code = {1: None, 3: cv2.COLOR_RGB2BGR, 4: cv2.COLOR_RGBA2BGRA}[1 if pixels.ndim == 2 else pixels.shape[2]]
    png = cv2.imencode(".png", pixels if code is None else cv2.cvtColor(pixels, code))[1]
    return store.path(store.keep(png.tobytes(), ".png"))


def test_a_picture_comes_back_in_its_colours(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rgb = np.ascontiguousarray(BYTES[:, :, :3])
    assert np.array_equal(photograph(kept(store, rgb)), rgb)
    flat = np.full((40, 64, 3), (200, 120, 10), np.uint8)
    assert np.array_equal(quarter(kept(store, flat)), flat[::4, ::4])


@pytest.mark.parametrize("depth", [1, 3, 4])
def test_a_logo_comes_back_with_its_alpha_where_it_has_one(tmp_path: Path, depth: int) -> None:
    drawn = np.ascontiguousarray(BYTES[:, :, 0] if depth == 1 else BYTES[:, :, :depth])
    read = with_alpha(kept(Store(tmp_path), drawn))
    assert np.array_equal(read, np.dstack([drawn] * 3) if depth == 1 else drawn)


@pytest.mark.parametrize("read", READERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_damaged_picture_is_refused_and_taken_out(
    tmp_path: Path, read: Callable[[Path], Pixels], harm: Callable[[bytes], bytes]
) -> None:
    file = kept(Store(tmp_path), BYTES)
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(ToolError, match="已损坏，已删除") as refused:
        read(file)
    (fault,) = refused.value.faults
    assert fault.rule == DAMAGED
    assert file.name in fault.what
    assert not file.exists()


@pytest.mark.parametrize("read", READERS, ids=lambda one: one.__name__)
def test_a_picture_that_another_run_took_out_is_told_alike(tmp_path: Path, read: Callable[[Path], Pixels]) -> None:
    with pytest.raises(ToolError, match="已损坏，已删除") as refused:
        read(tmp_path / "gone.png")
    assert [one.rule for one in refused.value.faults] == [DAMAGED]
