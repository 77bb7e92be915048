"""The licence, the version, the lock and the setup: what a stranger meets first."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import fanxing

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _pins(lock: str) -> dict[str, str]:
    """Give the locked versions by name."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def _names(requirements: list[str]) -> set[str]:
    """Give the names of requirements as a lock spells them."""
    return {re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-") for line in requirements}


def test_the_licence_is_the_gpl_and_its_text_is_there():
    assert SETTINGS["project"]["license"] == "GPL-3.0-or-later"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 3, 29 June 2007" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_version_is_said_once():
    assert fanxing.__version__ == SETTINGS["project"]["version"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_has_its_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.split()[0] for block in blocks if "==" in block.split("\n")[0] and "--hash=" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_lock_holds_what_the_package_asks_for():
    assert _names(SETTINGS["project"]["dependencies"]) <= set(_pins("requirements.lock"))
    assert _names(SETTINGS["project"]["optional-dependencies"]["dev"]) <= set(_pins("requirements-dev.lock"))


def test_developers_and_users_have_the_same_versions():
    assert _pins("requirements.lock").items() <= _pins("requirements-dev.lock").items()


def test_the_default_install_takes_no_pytorch():
    heavy = {"torch", "openai-whisper", "faster-whisper", "ctranslate2", "onnxruntime"}
    assert heavy & set(_pins("requirements.lock")) == set()


def test_an_old_python_gets_a_clear_word(tmp_path):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"):
        old = tmp_path / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
        old.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "bootstrap.sh")],
        env={"PATH": os.pathsep.join((str(tmp_path), "/usr/bin", "/bin"))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 4
    assert "需要 Python 3.11" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert "make setup PYTHON=" in done.stderr
