"""What a finished run leads to."""

from pathlib import Path

import pytest

from fanxing.batch.outcome import Done, Outcome
from fanxing.cli import show


def test_a_package_leads_to_its_checklist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = (Outcome(Path("r.yaml"), (Done("episode", tmp_path, 61.0),)),)
    show.outcomes(told, as_object=False, quiet=False)
    assert "照着发布" not in capsys.readouterr().out
    (tmp_path / show.CHECKLIST).write_text("", "utf-8")
    show.outcomes(told, as_object=False, quiet=False)
    assert f"打开 {tmp_path / 'checklist.html'}，照着发布" in capsys.readouterr().out
