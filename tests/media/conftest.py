"""What tests of media lean on beside the common fixtures."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fanxing.media.clip_in import Cut, take_clip
from fanxing.media.store import Store
from fanxing.model.footage import Moving


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where this machine lets one be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Where gathered media are kept; its name is no plain one."""
    return Store(tmp_path / "家 home")


@pytest.fixture
def take(store: Store) -> Callable[..., Moving]:
    """Gather a clip, from an in point to an out point."""

    def take(path: Path, start: float = 0.0, end: float | None = None, *, sound: bool = False) -> Moving:
        source = take_clip(path, store, Cut(start, end, sound)).source
        assert isinstance(source, Moving)
        return source

    return take
