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


MISSING: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a letter O for a nought": ("jade02O.jpg", ("jade028.jpg",), "是不是 jade020.jpg？"),
    "a letter l for a one": ("leaf-l.jpg", (), "是不是 leaf-1.jpg？"),
    "full-width figures": ("ｊａｄｅ０２８.jpg", (), "是不是 jade028.jpg？"),
    "what the recipe has not named yet comes first": (
        "jade021.jpg",
        ("jade020.jpg",),
        "是不是 jade028.jpg 或 jade020.jpg？",
    ),
    "nothing resembles it": ("碗.jpg", (), "检查文件名和所在文件夹"),
}


@pytest.mark.parametrize(("written", "used", "mend"), MISSING.values(), ids=MISSING)
def test_a_missing_file_is_answered_with_what_was_meant(tmp_path: Path, written: str, used: tuple[str, ...], mend: str):
    for name in ("jade020.jpg", "jade028.jpg", "leaf-1.jpg"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(RecipeError, match="找不到") as caught:
        resolve_file(written, [tmp_path], used)
    assert [one.mend for one in caught.value.faults] == [mend]
