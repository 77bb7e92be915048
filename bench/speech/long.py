"""An hour of recording, aligned in a process of its own: seconds, memory, and a digest of every time found.

Run: .venv/bin/python bench/speech/long.py WAV SCRIPT
"""

import hashlib
import json
import resource
import sys
import time
from pathlib import Path

from fanxing.media.speech.align import align
from fanxing.media.wav import read_wav


def main() -> None:
    """Print what it took, as JSON."""
    sound = read_wav(Path(sys.argv[1]))
    script = Path(sys.argv[2]).read_text("utf-8").splitlines()
    cpu, wall = time.process_time(), time.perf_counter()
    found = align(sound, script)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    starts = [line.start for line in found.lines]
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"cpu_s": cpu, "wall_s": wall, "gb": peak, "digest": digest, "starts": starts}))


if __name__ == "__main__":
    main()
