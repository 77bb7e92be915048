"""What a finished run leads to."""

import json
from pathlib import Path

import pytest

from fanxing.batch.outcome import Done, Outcome
from fanxing.cli import show


@pytest.mark.parametrize(("draft", "leads"), [(False, True), (True, False)])
def test_a_package_leads_to_its_checklist_and_a_draft_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, draft: bool, leads: bool
) -> None:
    listed = {"path": show.CHECKLIST, "role": "checklist", "sha256": "0" * 64, "bytes": 0}
    told = {"schema": "fanxing.package/1", "files": [listed], "draft": draft}
    (tmp_path / "package.json").write_text(json.dumps(told), "utf-8")
    (tmp_path / show.CHECKLIST).write_text("", "utf-8")
    show.outcomes((Outcome(Path("r.yaml"), (Done("episode", tmp_path, 61.0),)),), as_object=False, quiet=False)
    assert (f"打开 {tmp_path / 'checklist.html'}，照着发布" in capsys.readouterr().out) is leads
