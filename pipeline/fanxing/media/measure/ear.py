"""Listens to a film's sound while its picture is looked at: packets as they come, in a thread of its own."""

import contextlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from av.audio.stream import AudioStream

from fanxing.media.measure.heard import Listener
from fanxing.media.measure.tracks import AnyPacket

_AT_ONCE, _AHEAD = 256, 32
"""Packets that are handed over together, five seconds of sound, and how many such wait at most: five megabytes."""


class Ear:
    """Hands packets of sound to a listener, in their order."""

    def __init__(self, sound: AudioStream | None, listener: Listener | None, thread: ThreadPoolExecutor | None) -> None:
        self._sound = sound
        self._listener = listener
        self._thread = thread
        self._held: list[AnyPacket | None] = []
        self._coming: deque[Future[None]] = deque()

    def hear(self, packet: AnyPacket) -> None:
        """Take the next packet.

        Raises:
            av.FFmpegError: One before it does not decode.
        """
        self._held.append(packet)
        if len(self._held) >= _AT_ONCE:
            self._hand_over()

    def end(self) -> None:
        """Wait until everything is heard.

        Raises:
            av.FFmpegError: Something does not decode.
        """
        self._held.append(None)
        self._hand_over()
        while self._coming:
            self._coming.popleft().result()

    def _hand_over(self) -> None:
        packets, self._held = self._held, []
        if self._thread is None:
            self._listen(packets)
            return
        self._coming.append(self._thread.submit(self._listen, packets))
        while len(self._coming) > _AHEAD:
            self._coming.popleft().result()

    def _listen(self, packets: "list[AnyPacket | None]") -> None:
        """Decode and hear packets; None: there are no more."""
        if self._sound is None or self._listener is None:
            return
        for packet in packets:
            for frame in self._sound.codec_context.decode(packet):
                self._listener.hear(frame)
            if packet is None:
                self._listener.hear(None)


@contextlib.contextmanager
def listening(sound: AudioStream | None, listener: Listener | None, *, beside: bool) -> Iterator[Ear]:
    """Give an ear for a track; nothing of it runs any more afterwards.

    Args:
        sound: The track; None where there is none.
        listener: Takes its decoded frames.
        beside: In a thread of its own, not in this one.
    """
    thread = ThreadPoolExecutor(1, thread_name_prefix="ear") if beside else None
    try:
        yield Ear(sound, listener, thread)
    finally:
        if thread is not None:
            thread.shutdown(cancel_futures=True)
