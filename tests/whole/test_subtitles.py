"""``fanxing subtitle``: for people who have only a recording and a script."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def recording(shared_data: Path, tmp_path: Path) -> tuple[Path, Path, list[dict]]:
    folder = shared_data / "speech" / "aligned" / "clean"
    truth = json.loads((folder / "a00.json").read_text("utf-8"))["lines"]
    script = tmp_path / "讲解词.txt"
    script.write_text("\n".join(line["text"] for line in truth), "utf-8")
    return folder / "a00.flac", script, truth


def test_a_script_is_found_in_its_recording(recording: tuple, cli: Callable) -> None:
    media, script, truth = recording
    told = cli("subtitle", "align", media, "--script", script, "--json").json()["lines"]
    assert [line["text"] for line in told] == [line["text"] for line in truth]
    for line, true in zip(told, truth, strict=True):
        assert line["in_audio"]
        assert line["start"] == pytest.approx(true["start"], abs=0.1)
        assert "".join(char for char, _, _ in line["chars"]) == re.sub(r"[\W_]", "", line["text"])
        times = [moment for _, start, end in line["chars"] for moment in (start, end)]
        assert times == sorted(times)


@pytest.mark.parametrize("ending", ["srt", "vtt", "ass"])
def test_an_alignment_becomes_a_subtitle_file(recording: tuple, cli: Callable, tmp_path: Path, ending: str) -> None:
    media, script, truth = recording
    out = tmp_path / f"a.{ending}"
    assert cli("subtitle", "align", media, "--script", script, "--out", out).exit_code == 0
    assert cli("subtitle", "check", out).exit_code == 0
    assert truth[0]["text"][:4] in out.read_text("utf-8-sig")


def test_what_is_missing_is_said(recording: tuple, cli: Callable, tmp_path: Path) -> None:
    media, script, _ = recording
    assert cli("subtitle", "align", tmp_path / "none.wav", "--script", script).exit_code == 2
    assert cli("subtitle", "align", media, "--script", tmp_path / "none.txt").exit_code == 2
    assert cli("subtitle", "align", media, "--script", script, "--out", tmp_path / "a.docx").exit_code == 2
    (tmp_path / "empty.txt").write_text("\n \n")
    assert "讲解词是空的" in cli("subtitle", "align", media, "--script", tmp_path / "empty.txt").stderr
