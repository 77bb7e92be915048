"""A plain moviepy program that makes the same film from finished stills."""

import argparse
import json
from pathlib import Path

from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, vfx


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("room", type=Path)
    words.add_argument("film", type=Path)
    words.add_argument("--seconds", type=float, default=1000)
    told = words.parse_args()
    given = json.loads((told.room / "stills.json").read_text())
    clips, before = [], 0
    for number, shot in enumerate(given["shots"]):
        start, seconds = (shot["start"] - before) / 30, (shot["frames"] + before + shot["half"]) / 30
        clip = ImageClip(str(told.room / "stills" / f"shot-{number:03d}.png")).with_duration(seconds)
        if shot["moves"]:
            clip = clip.resized(lambda t, seconds=seconds: 1 + 0.05 * t / seconds).with_position("center")
        clip = clip.with_start(start)
        clips.append(clip.with_effects([vfx.CrossFadeIn(2 * before / 30)]) if before else clip)
        before = shot["half"]
    for number, cue in enumerate(given["cues"]):
        image = ImageClip(str(told.room / "stills" / f"cue-{number:03d}.png"), transparent=True)
        image = image.with_start(cue["start"] / 30).with_duration(cue["frames"] / 30)
        clips.append(image.with_position((cue["x"], cue["y"])))
    size = ImageClip(str(told.room / "stills" / "shot-000.png")).size
    seconds = min(told.seconds, given["frames"] / 30)
    film = CompositeVideoClip(clips, size=size).with_duration(seconds)
    film = film.with_audio(AudioFileClip(given["sound"]).subclipped(0, seconds))
    film.write_videofile(
        str(told.film), fps=30, codec="libx264", preset=given["preset"], threads=2, audio_codec="aac",
        ffmpeg_params=["-crf", str(given["crf"]), "-g", "60", "-pix_fmt", "yuv420p"], logger=None,
    )  # fmt: skip
    print(json.dumps({"frames": round(seconds * 30), "bytes": told.film.stat().st_size}))


if __name__ == "__main__":
    main()
