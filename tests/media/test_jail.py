"""What a child in the jail cannot do, and that it goes when it should."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from fanxing.media import jail
from fanxing.media.bench import Bench
from fanxing.media.intake import Order, take_in
from fanxing.media.store import Store
from fanxing.model.errors import ToolError

LIMITS = jail.Limits(seconds=30, memory_bytes=256 << 20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has these walls")


def python(code: str, room: Path, *, limits: jail.Limits = LIMITS) -> jail.Ended:
    """Run a piece of Python in the jail."""
    return jail.attempt(
        [sys.executable, "-I", "-S", "-c", code],
        limits=limits,
        writable=room,
        reads=[Path(sys.base_prefix), Path(sys.prefix)],
    )


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The one folder in which a child may write."""
    place = tmp_path / "间 'a\" b"
    place.mkdir()
    return place


def test_the_walls_of_this_machine_are_told(room):
    walls = jail.walls(room)
    assert walls[0] == "rlimits"
    assert set(walls) <= {"rlimits", "netns", "landlock", "parent"}


def test_output_and_exit_code_come_back(room):
    ended = python("import sys; print('out'); print('词', file=sys.stderr); sys.exit(7)", room)
    assert (ended.code, ended.out, ended.err, ended.late) == (7, b"out\n", "词\n", False)
    assert jail.run(["/bin/echo", "a"], seconds=9, memory_bytes=64 << 20, writable=room, reads=[]) == b"a\n"
    with pytest.raises(jail.ChildFailed) as failed:
        jail.run(["/bin/false"], seconds=9, memory_bytes=64 << 20, writable=room, reads=[])
    assert failed.value.ended.code == 1


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd').read()",
        "open('{outside}').read()",
        "open('{outside}', 'w')",
        "open('/tmp/of-a-child', 'w')",
        "import os; os.mkdir('{outside}.d')",
        "import os; os.unlink('{outside}')",
        "import socket; socket.create_connection(('127.0.0.1', {port}), 2)",
        "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('1.1.1.1', 53))",
        "import os; os.kill(os.getppid(), 9)",
    ],
)
def test_a_child_reaches_nothing_else(room, tmp_path, deed):
    needed = "netns" if "DGRAM" in deed else "landlock"
    if needed not in jail.walls(room):
        pytest.skip(f"this machine has no {needed}")
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = python(deed.format(outside=outside, port=server.getsockname()[1]), room)
    assert ended.code == 1
    assert "Error" in ended.err
    assert outside.read_text() == "secret"


def test_a_child_reads_what_it_was_given_and_writes_its_room(room, tmp_path):
    given = tmp_path / "given.txt"
    given.write_text("words")
    code = f"open('made.txt', 'w').write(open({str(given)!r}).read())"
    argv = [sys.executable, "-I", "-S", "-c", code]
    reads = [given, Path(sys.base_prefix), Path(sys.prefix)]
    assert jail.attempt(argv, limits=LIMITS, writable=room, reads=reads).code == 0
    assert (room / "made.txt").read_text() == "words"


def test_the_environment_holds_nothing_of_ours(room, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    ended = python("import os; print(sorted(os.environ))", room)
    assert b"API_KEY" not in ended.out
    assert b"PROXY" not in ended.out


def test_standard_input_is_shut(room):
    assert python("import sys; print(repr(sys.stdin.read()))", room).out == b"''\n"


def test_a_child_that_takes_too_long_is_killed(room):
    ended = python("while True: pass", room, limits=jail.Limits(seconds=0.3, memory_bytes=64 << 20))
    assert ended.late
    assert ended.code == -signal.SIGKILL


def test_a_child_is_killed_when_the_run_is_given_up(room):
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    ended = python("import time; time.sleep(60)", room, limits=jail.Limits(60, 64 << 20, stop))
    assert ended.late


@linux
def test_a_child_that_wants_too_much_memory_gets_none(room):
    ended = python("x = bytearray(512 << 20)", room)
    assert ended.code == 1
    assert "MemoryError" in ended.err
    with pytest.raises(jail.ChildFailed) as failed:
        jail.call("builtins:bytearray", {"source": 512 << 20}, limits=LIMITS, writable=room, reads=[])
    assert failed.value.ended.burst
    with pytest.raises(jail.ChildFailed) as refused:
        jail.call("json:loads", {"s": "{"}, limits=LIMITS, writable=room, reads=[])
    assert not refused.value.ended.burst


def test_a_child_that_talks_without_end_is_stopped(room):
    ended = python("while True: print('x' * 1000)", room)
    assert ended.code < 0
    assert len(ended.out) < 16 << 20


def test_a_program_that_is_not_there_is_this_machines_fault(room):
    with pytest.raises(ToolError, match="无法启动"):
        jail.attempt(["/no/such/program"], limits=LIMITS, writable=room, reads=[])


def test_a_function_answers_in_json(room):
    assert jail.call("json:loads", {"s": '{"a": [1]}'}, limits=LIMITS, writable=room, reads=[]) == {"a": [1]}
    with pytest.raises(jail.ChildFailed) as failed:
        jail.call("json:loads", {"s": "{"}, limits=LIMITS, writable=room, reads=[])
    assert "JSONDecodeError" in failed.value.ended.err


@linux
def test_children_die_with_their_parent(room, cli_environment):
    os.mkfifo(room / "pid")
    code = f"""
from pathlib import Path
from fanxing.media import jail
jail.attempt(["/bin/sh", "-c", "echo $$ > pid; while :; do :; done"],
             limits=jail.Limits(60, 64 << 20), writable=Path({str(room)!r}), reads=[Path("/bin"), Path("/usr/bin")])
"""
    parent = subprocess.Popen([sys.executable, "-c", code], env=cli_environment)
    try:
        child = os.pidfd_open(int((room / "pid").read_text()))
    finally:
        parent.kill()
        parent.wait()
    gone, _, _ = select.select([child], [], [], 30)
    os.close(child)
    assert gone


def test_the_launcher_imports_nothing_of_ours():
    launcher = Path(jail.__file__).with_name("_jailed.py")
    code = f"import runpy, sys; runpy.run_path({str(launcher)!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert not {"fanxing", "numpy", "pydantic", "subprocess", "site"} & set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import os; raise OSError(28, os.strerror(28))",
        "import sys; sys.exit('av_interleaved_write_frame(): No space left on device')",
        "import sys; sys.exit('[info] x\\n[out#0/mp4 @ 0x5a] [error] Error writing trailer: Disk quota exceeded')",
        "import os; raise OSError(27, os.strerror(27))",
    ],
)
def test_a_child_that_fails_for_a_full_disk_blames_the_machine(room, code):
    with pytest.raises(ToolError, match="无法写入") as refused:
        python(code, room)
    assert refused.value.faults[0].rule == "disk"


TITLES = {
    "in one line": "    [info] title : No space left on device, Cannot allocate memory",
    "in several": "[info] title : x\n      : No space left on device\n      : [error] Cannot allocate memory",
    "with a line's end of Unicode's": "[info] title : x\u2028[error] No space left on device\x85[error] File too large",
}


@pytest.mark.parametrize("code", [0, 1])
@pytest.mark.parametrize("told", TITLES.values(), ids=TITLES)
def test_a_title_that_reads_like_an_error_blames_nobody(room, told, code):
    """News of a film hold its own words."""
    more = "\n[vist#0:0/h264 @ 0x5a] [dec:h264 @ 0x5b] [error] corrupt" if code else ""
    ended = python(f"import sys; sys.stderr.buffer.write({(told + more).encode()!r}); sys.exit({code})", room)
    assert ended.code == code
    assert not ended.burst


def test_what_is_done_lacked_nothing(room):
    told = "No space left on device, Cannot allocate memory"
    assert not python(f"import sys; print({told!r}, file=sys.stderr)", room).burst


def test_a_child_that_the_system_kills_lacked_memory(room):
    with pytest.raises(ToolError, match="内存不够") as refused:
        python("import os; os.kill(os.getpid(), 9)", room)
    assert refused.value.faults[0].rule == "memory"


def test_a_child_that_says_too_much_is_stopped_and_lacks_nothing(room):
    assert python("while True: print('x' * 65536)", room).loud


@pytest.mark.slow
def test_a_full_disk_is_the_machines_fault_and_not_the_files(small_disk, tmp_path, tiny_media):
    """Files that are sound, and a home with too little room for what they become."""
    noise = tmp_path / "noise.png"
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(noise)
    files = {"picture": noise, "recording": tiny_media.tone(seconds=30.0), "shot": tiny_media.clip(seconds=3.0)}
    store = Store(small_disk)
    (small_disk / "ballast").write_bytes(bytes(2_000_000))
    for use, file in files.items():
        order = Order(file=file, sha256="0" * 64, use=use)
        with pytest.raises(ToolError, match="无法写入") as refused:
            take_in([order], Bench(store=store))
        assert (use, refused.value.exit_code) == (use, 4)
