"""fanxing subtitle align: a recording of other words writes nothing, and says so in one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from recordings import SCRIPT, told

from fanxing.media.wav import write_wav

OTHER = "春天来了，燕子飞回北方。\n小河边的柳树发了新芽。\n孩子们在操场上放风筝。\n"
ALIGN = ("subtitle", "align", "a.wav", "--script", "a.txt")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    write_wav(tmp_path / "a.wav", told(*SCRIPT[:2])[0])
    (tmp_path / "a.txt").write_text(OTHER, "utf-8")
    return tmp_path


@pytest.mark.slow
def test_another_script_ends_with_three_and_leaves_the_old_file(cli: Callable, other: Path) -> None:
    (other / "a.srt").write_text("old", "utf-8")
    ran = cli(*ALIGN, "--out", "a.srt")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert ran.stderr.count("错误：") == 1
    assert "对不上：3 句里只听到 0 句" in ran.stderr
    assert (other / "a.srt").read_text("utf-8") == "old"


@pytest.mark.slow
def test_as_json_the_lines_stand_alone_on_standard_output(cli: Callable, other: Path) -> None:
    assert other.is_dir()
    ran = cli(*ALIGN, "--json")
    assert ran.exit_code == 3
    assert [line["in_audio"] for line in ran.json()["lines"]] == [False] * 3
    assert ran.stderr.count("对不上") == 1
