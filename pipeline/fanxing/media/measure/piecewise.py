"""A film of our own, measured group by group on all cores: each group once, and its figures kept.

What a group gives does not depend on the film around it (see ``groups``), so a changed line costs the groups that show
it. The figures are those of one pass over the whole film, to the last bit; whatever is not as our engine writes it, or
does not decode cleanly, is left to that pass.
"""

import itertools
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fanxing.media.bench import Bench
from fanxing.media.measure.ear import Ear, listening
from fanxing.media.measure.glimpse import Eye, Glimpse, Plane
from fanxing.media.measure.groups import ChangedError, Group, groups_of
from fanxing.media.measure.heard import Listener
from fanxing.media.measure.passed import Keep, Passed
from fanxing.media.measure.seen import Watch
from fanxing.media.measure.tracks import AnyPacket, Tracks
from fanxing.media.measure.whole import UNFILTERED
from fanxing.media.render.drawing import keep_arrays, load_arrays
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document, fingerprint
from fanxing.model.errors import ToolError
from fanxing.model.words import say

_NAME = "seen"
"""Under which figures of groups are kept."""
_TOOLS = ("gate", "libav", "opencv")
"""What shapes them."""
_AHEAD = 4
"""Groups a thread that are begun before the first of them is done."""


class SeenGroup(Document):
    """What was measured of one group; figures a frame."""

    mean: tuple[float, ...]
    """Mean luma."""
    moved: tuple[float, ...]
    """Difference to the frame before; of the first it is worth nothing."""
    black: tuple[bool, ...]
    """Whether it is black."""
    spread: float
    """Standard deviation of the first frame's luma."""
    arrays: Blob
    """``head`` and ``tail``, the first and the last frame as they are looked at; and what was taken of frames."""


class _UncleanError(Exception):
    """Something did not decode as it should, or is no longer what was read first."""


def pass_piecewise(film: Path, keep: Keep, bench: Bench) -> Passed | None:
    """Measure a film group by group; None where it must be passed through as a whole.

    Its packets are read once to cut and name its groups and to listen, and those of a group that is not kept once
    more; what is held of them between is where they stand.
    """
    with av.open(str(film)) as container:
        tracks = Tracks(container)
        if tracks.picture is None:
            return None
        listener = Listener(holds=keep.sound) if tracks.sound is not None else None
        try:
            with listening(tracks.sound, listener, beside=bench.jobs > 1) as ear:
                groups = groups_of(tracks.picture, _pictures(tracks, ear))
                if groups is None:
                    return None
                glimpses = keep.glimpses(tracks, [(one.first, one.after) for one in groups])
                watch, taken = _together(groups, glimpses, _Crew(film, tracks.picture, bench.store), bench)
                ear.end()
        except (_UncleanError, av.FFmpegError):
            return None
        return Passed.of(tracks, watch, listener, taken, broken=0)


def _pictures(tracks: Tracks, ear: Ear) -> Iterator[AnyPacket]:
    """The picture's packets as they come; all are noted, and the sound among them is heard.

    Raises:
        _UncleanError: The file ends too early.
    """
    try:
        for packet in tracks.film.demux(tracks.all()):
            if packet.is_corrupt:
                raise _UncleanError
            tracks.note(packet)
            if packet.dts is None:
                continue
            if packet.stream is tracks.picture:
                yield packet
            else:
                ear.hear(packet)
    except av.FFmpegError as error:
        raise _UncleanError from error


def _together(
    groups: Sequence[Group], glimpses: Sequence[Glimpse], crew: "_Crew", bench: Bench
) -> tuple[Watch, dict[Glimpse, Plane]]:
    """What was seen of all groups, one after the other; few are begun ahead, so that no more than theirs is held."""
    watch = Watch()
    taken: dict[Glimpse, Plane] = {}
    jobs = max(1, bench.jobs)
    begun: deque[Future[Eye]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            coming = iter(groups)
            for group in groups:
                for one in itertools.islice(coming, _AHEAD * jobs - len(begun)):
                    begun.append(pool.submit(crew.see, one, _inside(glimpses, one)))
                eye = begun.popleft().result()
                watch.follow(eye.watch)
                bench.progress(group.after, groups[-1].after, say("帧"))
                taken |= {one.counted_from(-group.first): plane for one, plane in eye.taken.items()}
        finally:
            pool.shutdown(cancel_futures=True)
    return watch, taken


def _inside(glimpses: Sequence[Glimpse], group: Group) -> tuple[Glimpse, ...]:
    return tuple(one.counted_from(group.first) for one in glimpses if group.first <= one.frame < group.after)


class _Crew:
    """Sees groups, each thread with a decoder of its own; finds what is kept."""

    def __init__(self, film: Path, stream: VideoStream, store: Store) -> None:
        self._film = film
        self._size = (stream.codec_context.width, stream.codec_context.height)
        self._store = store
        self._own = threading.local()

    def see(self, group: Group, wanted: Sequence[Glimpse]) -> Eye:
        """See a group, or recall it."""
        key = fingerprint([group.sha256, *(tool_version(tool) for tool in _TOOLS)])
        held = self._held(key)
        if held is not None and all(one.name in held[1] for one in wanted):
            return _recalled(*held, wanted)
        eye = self._seen(group, wanted)
        self._keep(key, eye, held[1] if held is not None else {})
        return eye

    def _held(self, key: str) -> "tuple[SeenGroup, dict[str, Plane]] | None":
        kept = self._store.recall(SeenGroup, _NAME, key)
        if kept is None:
            return None
        try:
            return kept, dict(load_arrays(self._store.path(kept.arrays)))
        except ToolError:
            return None  # it was damaged and is gone

    def _seen(self, group: Group, wanted: Sequence[Glimpse]) -> Eye:
        eye, times = Eye(wanted), group.times
        decoder = self._decoder(group.header)
        try:
            with self._film.open("rb") as film:
                for packet in itertools.chain(group.read(film), (None,)):
                    for frame in decoder.decode(packet):
                        at = len(eye.watch.mean)
                        if at >= len(times) or not self._is_sound(frame, times[at]):
                            raise _UncleanError
                        eye.see(frame)
        except (av.FFmpegError, OSError, ChangedError) as error:
            raise _UncleanError from error
        finally:
            decoder.flush_buffers()
        if len(eye.watch.mean) != len(times):
            raise _UncleanError
        return eye

    def _is_sound(self, frame: VideoFrame, time: int) -> bool:
        return not frame.is_corrupt and frame.pts == time and (frame.width, frame.height) == self._size

    def _decoder(self, header: bytes) -> VideoCodecContext:
        """The thread's own; one for many groups, because its frames are not fetched anew then."""
        if not hasattr(self._own, "decoder"):
            decoder = VideoCodecContext.create("h264", "r")
            decoder.extradata = header
            decoder.thread_count = 1
            decoder.options = dict(UNFILTERED)
            self._own.decoder = decoder
        own: VideoCodecContext = self._own.decoder
        return own

    def _keep(self, key: str, eye: Eye, before: "dict[str, Plane]") -> None:
        watch = eye.watch
        if watch.head is None or watch.tail is None:
            raise _UncleanError
        arrays = before | {one.name: plane for one, plane in eye.taken.items()}
        arrays |= {"head": watch.head, "tail": watch.tail}
        seen = SeenGroup(
            mean=tuple(watch.mean),
            moved=tuple(watch.moved),
            black=tuple(watch.black),
            spread=watch.spread,
            arrays=keep_arrays(self._store, arrays),
        )
        self._store.remember(_NAME, key, seen)


def _recalled(seen: SeenGroup, arrays: "dict[str, Plane]", wanted: Sequence[Glimpse]) -> Eye:
    watch = Watch(
        mean=list(seen.mean),
        moved=list(seen.moved),
        black=list(seen.black),
        spread=seen.spread,
        head=arrays["head"],
        tail=arrays["tail"],
    )
    return Eye(wanted, watch, {one: arrays[one.name] for one in wanted})
