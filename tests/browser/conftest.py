"""A browser for pages, and axe-core to judge them; tests skip with a word where either is missing."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from browser.chromium import Chromium, executable


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Generator[Chromium]:
    """Give a running Chromium."""
    if os.name != "posix" or executable() is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium, or set FANXING_CHROMIUM to its path")
    with Chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture(scope="session")
def axe() -> str:
    """Give the source of axe-core."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "fanxing" / "node_modules" / "axe-core" / "axe.min.js"
    source = Path(os.environ.get("FANXING_AXE") or place)
    if not source.is_file():
        pytest.skip(f"no axe-core at {source}: npm install --no-save --prefix {cache / 'fanxing'} axe-core@4")
    return source.read_text("utf-8")
