"""Paths as people write them: what is wrong is said with the very words to write instead."""

from pathlib import Path

import pytest

from fanxing.media.sources import resolve_file
from fanxing.model.errors import RecipeError

FULL = (r"C:\Users\chen\玉杯.jpg", "D:/图片/玉杯.jpg", r"\\nas\share\玉杯.jpg")


@pytest.mark.parametrize("written", FULL)
def test_a_full_path_of_windows_is_answered_with_the_bare_name(tmp_path: Path, written: str):
    with pytest.raises(RecipeError, match=r"玉杯\.jpg") as caught:
        resolve_file(written, [tmp_path])
    (fault,) = caught.value.faults
    assert fault.rule == "path-missing"
    assert fault.mend.endswith("只写文件名：玉杯.jpg")
