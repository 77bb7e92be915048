"""What a command costs: CPU and wall seconds, and memory of all its processes together; how near films are."""

import json
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
COMPILED = Path(__file__).resolve().parents[1] / "results" / "tmp" / "compiled"
"""Where the commands measured keep their compiled modules, whatever the environment says of that."""


@dataclass(frozen=True)
class Cost:
    """What a run took."""

    cpu_s: float
    wall_s: float
    peak_mib: float

    def told(self) -> dict[str, float]:
        """As JSON takes it."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def run(argv: list[str | Path], **environment: str) -> tuple[Cost, str]:
    """Run a command to its end, compiled modules kept as everywhere; its cost and what it wrote to standard output."""
    environment = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)} | environment
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen([str(word) for word in argv], stdout=out, stderr=err, env=os.environ | environment)
        watch = _Watch(child.pid)
        watch.start()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        watch.done.set()
        watch.join()
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise SystemExit(f"{argv[:4]} ended with {child.returncode}:\n{err.read().decode()[-3000:]}")
        return Cost(used.ru_utime + used.ru_stime, wall, watch.peak / 1024), out.read().decode()


class _Watch(threading.Thread):
    """Looks at the memory of a process and all it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.2):
            self.peak = max(self.peak, sum(map(_pss_kib, _family(self.pid))))


def _family(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found, front = [], [pid]
    while front:
        found += front
        front = [child for one in front for child in parents.get(one, [])]
    return found


def _pss_kib(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0


def vmaf(film: Path, finished: Path, seconds: float = 20, every: int = 5) -> float:
    """Mean VMAF of the first ``seconds`` of a film against the finished frames. Source: libvmaf, model vmaf_v0.6.1."""
    with tempfile.TemporaryDirectory() as room:
        log = Path(room) / "vmaf.json"
        graph = (
            "[0:v]setpts=PTS-STARTPTS,format=yuv420p[a];[1:v]setpts=PTS-STARTPTS,format=yuv420p[b];"
            f"[a][b]libvmaf=n_threads={os.cpu_count()}:n_subsample={every}:log_fmt=json:log_path={log}"
        )
        argv = [
            FFMPEG,
            "-v",
            "error",
            "-t",
            seconds,
            "-i",
            film,
            "-t",
            seconds,
            "-i",
            finished,
            "-lavfi",
            graph,
            "-f",
            "null",
            "-",
        ]
        subprocess.run([str(word) for word in argv], check=True)
        return round(json.loads(log.read_text())["pooled_metrics"]["vmaf"]["mean"], 2)
