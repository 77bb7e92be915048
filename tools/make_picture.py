"""Lay the README's picture out of the rendered demo: its cover, three frames, its storyboard.

Run after ``make demo`` and ``fanxing video storyboard recipes/demo --contact-sheet``:
``python tools/make_picture.py out/demo/episode out/demo/parts/episode/contact-sheet.png``.
"""

import sys
from pathlib import Path

import av
from PIL import Image

HEIGHT, GAP, GROUND = 640, 18, (244, 240, 232)
MOMENTS = (1.8, 58.0, 49.5)
"""Seconds of the film that are shown."""


def frame_at(film: Path, seconds: float) -> Image.Image:
    """The first frame at or after a moment."""
    with av.open(str(film)) as source:
        stream = source.streams.video[0]
        for frame in source.decode(stream):
            if frame.time is not None and frame.time >= seconds:
                return frame.to_image()
    raise SystemExit(f"{film} is shorter than {seconds} s")


def main() -> None:
    """Write ``docs/picture.jpg``."""
    package, sheet = Path(sys.argv[1]), Path(sys.argv[2])
    pictures = [Image.open(package / "channels" / "cover-3x4.jpg")]
    pictures += [frame_at(package / "channels" / "video.mp4", moment) for moment in MOMENTS]
    board = Image.open(sheet).convert("RGB")
    pictures.append(board.crop((0, 0, board.width, min(board.height, board.width * 4 // 5))))
    scaled = [
        one.resize((round(one.width * HEIGHT / one.height), HEIGHT), Image.Resampling.LANCZOS) for one in pictures
    ]
    width = sum(one.width for one in scaled) + GAP * (len(scaled) + 1)
    canvas = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    x = GAP
    for one in scaled:
        canvas.paste(one, (x, GAP))
        x += one.width + GAP
    canvas.save("docs/picture.jpg", quality=88, optimize=True)


if __name__ == "__main__":
    main()
