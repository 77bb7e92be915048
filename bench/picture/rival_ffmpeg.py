"""One ffmpeg graph that makes the same film from finished stills: zoompan at twice the size, xfade, overlay."""

import argparse
import json
import subprocess
from pathlib import Path

import cv2
from measure import FFMPEG


def graph(given: dict, size: tuple[int, int]) -> str:
    """The filter graph: shots first, then subtitles, in the order of the inputs."""
    parts, last, before = [], "", 0
    for number, shot in enumerate(given["shots"]):
        frames = shot["frames"] + before + shot["half"]
        zoom = f"1+0.05*on/{frames}" if shot["moves"] else "1"
        parts.append(
            f"[{number}:v]zoompan=z='{zoom}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d={frames}:"
            f"s={size[0]}x{size[1]}:fps=30,format=yuv420p,settb=1/30[s{number}]"
        )
        if last:
            offset = (shot["start"] - before) / 30
            fade = max(1, 2 * before) / 30
            parts.append(f"[{last}][s{number}]xfade=transition=fade:duration={fade}:offset={offset}[x{number}]")
        last, before = f"x{number}" if last else "s0", shot["half"]
    for number, cue in enumerate(given["cues"]):
        start, end = cue["start"] / 30, (cue["start"] + cue["frames"] - 0.5) / 30
        at = len(given["shots"]) + number
        when = f"enable='between(t,{start},{end})'"
        parts.append(f"[{last}][{at}:v]overlay={cue['x']}:{cue['y']}:{when}[c{number}]")
        last = f"c{number}"
    return ";".join(parts) + f";[{last}]format=yuv420p[v]"


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("room", type=Path)
    words.add_argument("film", type=Path)
    told = words.parse_args()
    given = json.loads((told.room / "stills.json").read_text())
    folder = told.room / "stills"
    height, width = cv2.imread(str(folder / "shot-000.png")).shape[:2]
    inputs = [folder / f"large-{number:03d}.png" for number in range(len(given["shots"]))]
    inputs += [folder / f"cue-{number:03d}.png" for number in range(len(given["cues"]))]
    argv: list[str] = [FFMPEG, "-v", "error", "-y"]
    for file in inputs:
        argv += ["-i", str(file)]
    argv += ["-i", given["sound"], "-filter_complex", graph(given, (width, height)), "-map", "[v]"]
    argv += ["-map", f"{len(inputs)}:a", "-c:a", "copy", "-c:v", "libx264"]
    argv += ["-preset", given["preset"], "-crf", str(given["crf"])]
    argv += ["-g", "60", "-frames:v", str(given["frames"]), "-movflags", "+faststart", str(told.film)]
    subprocess.run(argv, check=True)
    print(json.dumps({"frames": given["frames"], "bytes": told.film.stat().st_size}))


if __name__ == "__main__":
    main()
