"""The table from which preset and rate factor were chosen: CPU, size and VMAF on the finished frames of a real film."""

import argparse
import json
import sys
from pathlib import Path

from measure import run, vmaf

PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast")
FACTORS = (18, 20, 22)
"""Constant rate factors."""


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("room", type=Path)
    words.add_argument("out", type=Path)
    words.add_argument("--presets", default=",".join(PRESETS))
    words.add_argument("--factors", default=",".join(map(str, FACTORS)))
    told = words.parse_args()
    rows = []
    film = told.out.with_suffix(".mp4")
    for preset in told.presets.split(","):
        for factor in told.factors.split(","):
            floor = Path(__file__).with_name("floor.py")
            _, said = run([sys.executable, floor, told.room, "--preset", preset, "--crf", factor, "--film", film])
            cost = json.loads(said)
            row = {
                "preset": preset,
                "crf": float(factor),
                "cpu_ms_per_frame": round(cost["cpu_s"] / cost["frames"] * 1000, 1),
                "mbit_s": round(cost["bytes"] * 8 / cost["frames"] * 30 / 1e6, 2),
                "vmaf": vmaf(film, told.room / "finished.mkv"),
            }
            rows.append(row)
            print(json.dumps(row), flush=True)
    film.unlink()
    told.out.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
