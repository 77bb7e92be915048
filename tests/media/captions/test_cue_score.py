"""Forty narrations keep their score: no word, name or number split."""

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_forty_scripts_meet_the_goals(root):
    command = [sys.executable, "bench/cues/run.py"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "goals met" in done.stdout
