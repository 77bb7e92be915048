"""Runs every measurement of ``bench/`` in turn: ``make bench``, or ``python bench/run.py cues sound``."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the measurements named, or all; the exit code is that of the first that fails."""
    wanted = sys.argv[1:] or sorted(script.parent.name for script in HERE.glob("*/run.py"))
    for name in wanted:
        print(f"== {name}", flush=True)
        code = subprocess.run([sys.executable, str(HERE / name / "run.py")], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
