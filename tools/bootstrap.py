"""Make ``.venv`` with the locked libraries and the command ``.venv/bin/fanxing``.

Needs nothing but Python >= 3.11 with ``venv`` or pip; no root, no compiler. Run it as often as you like: it
ends at once when nothing changed, and clears away what an interrupted run left.
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = VENV / "bin" / "fanxing"
UNFINISHED = VENV / ".unfinished"
"""There from the first change to the last: a run that finds it starts over."""
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}
"""The lock file, by whether the developers' tools are wanted. The second holds all of the first."""
MADE_FOR = VENV / ".made-for"
"""Holds the path of the project: scripts in ``.venv`` name it, so a moved project needs a new one."""
STAMPS = {False: VENV / ".setup-default", True: VENV / ".setup-dev"}
"""What was installed from, as a hash."""
TRIES = 3
"""Registries and mirrors drop a connection now and then."""

EXIT_MACHINE = 4
"""The exit code of the command line for "this machine"."""


class SetupError(Exception):
    """The setup cannot go on; the words say why and what to do."""


def main() -> int:
    """Run the setup; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools of the developers (tests, lint)")
    dev = parser.parse_args().dev
    try:
        with _alone():
            _set_up(dev=dev)
    except SetupError as error:
        print(error, file=sys.stderr)
        return EXIT_MACHINE
    except KeyboardInterrupt:
        print("\n已中断；再运行一次 make setup 即可继续。(interrupted; run it again)", file=sys.stderr)
        return 130
    return 0


def _set_up(*, dev: bool) -> None:
    """Make or mend ``.venv``; do nothing where it is as it should be."""
    if _is_current(dev=dev):
        return
    if not _is_sound():
        _remove(VENV)
        print("正在建立 .venv … (making .venv)", flush=True)
        _make_venv()
        MADE_FOR.write_text(str(ROOT), encoding="utf-8")
    UNFINISHED.touch()
    for stamp in STAMPS.values():
        stamp.unlink(missing_ok=True)
    print("正在安装依赖，首次需要几分钟 … (installing, the first time takes minutes)", flush=True)
    _pip("--require-hashes", "-r", str(LOCKS[dev]), tries=TRIES)
    _pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    _check_command()
    for wanted, stamp in STAMPS.items():
        if dev or not wanted:
            stamp.write_text(_wanted(dev=wanted), encoding="ascii")
    UNFINISHED.unlink()
    print(f"就绪：{COMMAND.relative_to(ROOT)} (ready)", flush=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the project for one setup at a time; the lock falls with the last process that has it."""
    with (ROOT / "pyproject.toml").open("rb") as held:
        # A pip whose setup was killed may still be writing: the next setup waits for it too.
        os.set_inheritable(held.fileno(), True)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("另一个 setup 正在运行，等它完成 … (waiting for another setup)", flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _is_sound() -> bool:
    """Say whether ``.venv`` can be built upon: whole, at its place, with pip."""
    if UNFINISHED.exists() or not MADE_FOR.exists() or MADE_FOR.read_text(encoding="utf-8") != str(ROOT):
        return False
    return _runs(PYTHON, "import pip")


def _is_current(*, dev: bool) -> bool:
    """Say whether ``.venv`` was made from these very files and still runs."""
    stamp = STAMPS[dev]
    if UNFINISHED.exists() or not stamp.exists() or not COMMAND.exists():
        return False
    return stamp.read_text(encoding="ascii") == _wanted(dev=dev) and _runs(PYTHON, "pass")


def _wanted(*, dev: bool) -> str:
    """Hash all that decides what is installed, and where."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # Settings of the linters stand in the same file, and install nothing.
    package = [declared["build-system"], declared["project"], declared["tool"]["hatch"]]
    parts = [str(ROOT), json.dumps(package, sort_keys=True), LOCKS[dev].read_text(encoding="utf-8")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _make_venv() -> None:
    """Make ``.venv`` with pip in it, by the first way that works on this machine."""
    told: list[str] = []
    for way in WAYS:
        try:
            way()
        except subprocess.CalledProcessError as error:
            told.append(f"  {way.__name__.strip('_')}: {_last_line(error)}")
        else:
            if _runs(PYTHON, "import pip"):
                return
            told.append(f"  {way.__name__.strip('_')}: .venv has no pip")
        _remove(VENV)
    raise SetupError(
        "\n".join(
            (
                "错误：无法建立 .venv。",
                "    怎么办：检查网络，或安装 python3-venv（apt install python3-venv），再运行一次。各种办法的结果：",
                "error: .venv cannot be made; check the network or install python3-venv. What was tried:",
                *told,
            )
        )
    )


def _venv_with_ensurepip() -> None:
    """Python as it should be."""
    _run([sys.executable, "-m", "venv", str(VENV)])


def _venv_with_pip_from_outside() -> None:
    """Debian's python3 without python3-venv: no ensurepip, but a pip that can work on another Python."""
    _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    _run([sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "-q", "pip"], tries=TRIES)


def _virtualenv_in_a_private_folder() -> None:
    """No venv at all, or a pip older than 22.3: virtualenv brings both, and leaves the system alone."""
    with tempfile.TemporaryDirectory(prefix="fanxing-setup-") as folder:
        _run([sys.executable, "-m", "pip", "install", "-q", "--target", folder, "virtualenv"], tries=TRIES)
        _run([sys.executable, "-m", "virtualenv", "-q", str(VENV)], path=folder)


WAYS: tuple[Callable[[], None], ...] = (
    _venv_with_ensurepip,
    _venv_with_pip_from_outside,
    _virtualenv_in_a_private_folder,
)
"""In the order in which they are tried."""


def _pip(*words: str, tries: int = 1) -> None:
    """Install with the pip of ``.venv``; only errors are shown unless a person is watching."""
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    argv = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *quiet, *words]
    try:
        _run(argv, tries=tries, shown=True)
    except subprocess.CalledProcessError as error:
        raise SetupError(
            "错误：依赖没有装上，原因见上面 pip 的话。\n"
            "    怎么办：检查网络与磁盘空间后再运行一次；也可先指定镜像：export PIP_INDEX_URL=镜像地址。\n"
            "error: pip failed, see above; check network and disk, or name a mirror in PIP_INDEX_URL."
        ) from error


def _run(argv: list[str], *, tries: int = 1, shown: bool = False, path: str | None = None) -> None:
    """Run a command; try again after a pause where it may have been the network.

    Raises:
        subprocess.CalledProcessError: The last try failed.
    """
    environment = os.environ | {
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        # jieba and pysrt come as source: an older pip would run their setup.py, and compile nothing.
        "PIP_USE_PEP517": "1",
    }
    if path:
        environment["PYTHONPATH"] = path
    for tries_left in reversed(range(tries)):
        done = subprocess.run(argv, env=environment, check=False, close_fds=False, capture_output=not shown, text=True)
        if done.returncode == 0:
            return
        if tries_left:
            print(f"没有成功，稍后再试（还有 {tries_left} 次）… (trying again)", flush=True)
            time.sleep(3)
    raise subprocess.CalledProcessError(done.returncode, argv, done.stdout, done.stderr)


def _runs(python: Path, code: str) -> bool:
    """Say whether this Python starts and can run ``code``."""
    try:
        return subprocess.run([python, "-c", code], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _check_command() -> None:
    """Make sure that the command is there: the one thing that everybody needs from the setup."""
    if not COMMAND.exists():
        raise SetupError(f"错误：安装完成，但没有 {COMMAND}。(the command is missing)")


def _last_line(error: subprocess.CalledProcessError) -> str:
    """Give the last thing that a failed command said."""
    lines = [*(error.stdout or "").split("\n"), *(error.stderr or "").split("\n")]
    return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {error.returncode}")


def _remove(folder: Path) -> None:
    """Remove a folder or a link to one."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sysconfig.get_platform().startswith("win"):
        sys.exit("fanxing runs on Linux and macOS; on Windows use WSL.")
    sys.exit(main())
