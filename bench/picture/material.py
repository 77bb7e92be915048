"""What all are given: the documents of one cut, and stills of its shots and subtitles."""

import argparse
import json
import shutil
from pathlib import Path

import cv2
import numpy as np

from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief
from fanxing.media.bench import Bench
from fanxing.media.look.drawn import drawn
from fanxing.media.render.drawing import Studio, name_of, wishes
from fanxing.media.render.encode import encoding_for
from fanxing.media.render.orders import Canvas, SpanOrder
from fanxing.media.render.plan import plan_film
from fanxing.media.render.planes import Planes
from fanxing.media.render.span import frames_of
from fanxing.media.store import Store
from fanxing.model.geometry import SHAPES, SafeArea
from fanxing.model.recipe import Look
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.timeline import Clip, Timeline, Transition

KINDS = {kind.__name__: kind for kind in (Timeline, SubtitleTrack, Soundtrack, Look, Delivery)}
"""What the picture stage reads."""


def gather(recipe: Path, room: Path, seconds: float) -> None:
    """Run the chain up to the sound, and keep the documents in ``room``; the film is cut after ``seconds``."""
    options = Options(out=room / "out", home=room / "home", jobs=2)
    work = Work(read_brief(recipe), "episode", options, lambda _: None)
    made = work.make(Timeline, SubtitleTrack, Soundtrack)
    timeline, track = shorter(made[Timeline], made[SubtitleTrack], round(seconds * 30))
    delivery = made[Delivery].model_copy(update={"shapes": made[Delivery].shapes[:1]})
    for document in (timeline, track, made[Soundtrack], made[Look], delivery):
        (room / f"{type(document).__name__}.json").write_text(document.model_dump_json())


def load(room: Path) -> dict[str, object]:
    """The documents by the names of the stage's parameters."""
    read = {name: kind.model_validate_json((room / f"{name}.json").read_bytes()) for name, kind in KINDS.items()}
    names = {"Timeline": "timeline", "SubtitleTrack": "subtitles", "Soundtrack": "soundtrack"}
    return {names.get(name, name.lower()): document for name, document in read.items()}


def shorter(timeline: Timeline, track: SubtitleTrack, frames: int) -> tuple[Timeline, SubtitleTrack]:
    """The film as far as the last shot that ends within ``frames``."""
    items, at = [], 0
    for item in timeline.picture:
        if isinstance(item, Clip):
            if items and at + item.duration > frames:
                break
            at += item.duration
        items.append(item)
    while isinstance(items[-1], Transition):
        items.pop()
    cues = tuple(cue for cue in track.cues if cue.span.end <= at)
    graphics = tuple(one for one in timeline.graphics if one.span.end <= at)
    cut = timeline.model_copy(update={"picture": tuple(items), "duration": at, "graphics": graphics})
    return cut, track.model_copy(update={"cues": cues})


def orders_of(room: Path, store: Store) -> tuple[tuple[SpanOrder, ...], dict]:
    """The spans of the film, and what the look draws for them."""
    given = load(room)
    delivery, timeline = given["delivery"], given["timeline"]
    shape = delivery.shapes[0]
    designers = drawn(given["look"], delivery, ())
    canvas = Canvas(
        shape=shape,
        full=SHAPES[shape],
        size=SHAPES[shape],
        safe=delivery.safe.get(shape, SafeArea()),
        design=designers(shape).version,
    )
    orders, _ = plan_film(timeline, given["subtitles"].cues, canvas, encoding_for(delivery))
    studio = Studio(store, designers)
    drawings = {
        name_of(wish, canvas): studio.draw(wish, canvas)
        for order in orders
        for wish in wishes(order.scenes, order.laid)
    }
    return orders, drawings


def finish(room: Path) -> None:
    """Write the finished frames without loss, and for the rivals a still of every shot and subtitle."""
    import av  # noqa: PLC0415

    store = Store(room / "home")
    orders, drawings = orders_of(room, store)
    size = orders[0].canvas.size
    with av.open(str(room / "finished.mkv"), "w") as out:
        stream = out.add_stream("libx264", rate=30, options={"qp": "0", "preset": "ultrafast", "g": "30"})
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
        number = 0
        for order in orders:
            for planes in frames_of(order, drawings, store):
                frame = av.VideoFrame.from_numpy_buffer(planes.buffer, format="yuv420p")
                frame.pts = number
                number += 1
                out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    stills(room, orders, drawings, store)


def stills(room: Path, orders: tuple[SpanOrder, ...], drawings: dict, store: Store) -> None:
    """Each shot as it looks at its middle, without type over it; each subtitle as a picture with alpha."""
    folder = room / "stills"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    told = {"shots": [], "cues": []}
    given = load(room)
    starts = [at for at, _ in given["timeline"].clips]
    items = given["timeline"].picture
    for number, (at, clip) in enumerate(given["timeline"].clips):
        index = items.index(clip)
        fade = items[index + 1] if index + 1 < len(items) else None
        order, inside = order_at(orders, at + clip.duration // 2)
        planes = frame_at(order.model_copy(update={"laid": ()}), drawings, store, inside)
        bgr = cv2.cvtColor(planes.buffer, cv2.COLOR_YUV2BGR_I420)
        cv2.imwrite(str(folder / f"shot-{number:03d}.png"), bgr)
        large = cv2.resize(bgr, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"large-{number:03d}.png"), large)
        half = fade.in_offset if isinstance(fade, Transition) else 0
        moves = clip.move != "hold"
        told["shots"].append({"start": starts[number], "frames": clip.duration, "half": half, "moves": moves})
    designer = drawn(given["look"], given["delivery"], ())(given["delivery"].shapes[0])
    for number, cue in enumerate(given["subtitles"].cues):
        layer = designer.cue(cue.text, cue.second)[0]
        cv2.imwrite(str(folder / f"cue-{number:03d}.png"), cv2.cvtColor(layer.rgba, cv2.COLOR_RGBA2BGRA))
        told["cues"].append({"start": cue.span.start, "frames": cue.span.duration, "x": layer.x, "y": layer.y})
    encoding = encoding_for(given["delivery"])
    told |= {"frames": given["timeline"].duration, "preset": encoding.preset, "crf": encoding.crf}
    told["sound"] = str(store.path(given["soundtrack"].aac))
    (room / "stills.json").write_text(json.dumps(told))


def order_at(orders: tuple[SpanOrder, ...], frame: int) -> tuple[SpanOrder, int]:
    """The span that holds a frame of the film, and its place there."""
    at = 0
    for order in orders:
        if frame < at + order.frames:
            return order, frame - at
        at += order.frames
    raise IndexError(frame)


def frame_at(order: SpanOrder, drawings: dict, store: Store, number: int) -> Planes:
    """One frame of a span."""
    for at, planes in enumerate(frames_of(order, drawings, store)):
        if at == number:
            return planes
    raise IndexError(number)


def copied(room: Path, home: Path) -> Store:
    """A home that holds what the stage is given and nothing of what it makes."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(room / "home" / "blobs", home / "blobs", copy_function=_linked)
    keep = {name for document in load(room).values() for name in names_of(document)}
    for blob in (home / "blobs").iterdir():
        if blob.name not in keep:
            blob.unlink()
    return Store(home)


def _linked(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def names_of(document: object) -> set[str]:
    """Names of the media files of a document."""
    from fanxing.media.store import blobs_of  # noqa: PLC0415

    return {blob.name for blob in blobs_of(document)}


def bench_of(store: Store, jobs: int) -> Bench:
    """A bench there."""
    return Bench(store, jobs=jobs)


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("recipe", type=Path)
    words.add_argument("room", type=Path)
    words.add_argument("--seconds", type=float, default=1000)
    told = words.parse_args()
    told.room.mkdir(parents=True, exist_ok=True)
    gather(told.recipe, told.room, told.seconds)
    finish(told.room)


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")  # washes of ink fade into nothing
    main()
