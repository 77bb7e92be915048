"""Voices of Microsoft Edge (extra ``edge``): natural, online, word times from the service.

The endpoint is not an official interface: it may change or refuse, so it is never the only way.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fanxing.media import jail
from fanxing.media.probe import probe
from fanxing.media.sound_in import decode_track, to_mono
from fanxing.media.speech.dictation import Dictation, Mark, dictation, shifted, units_of_marks
from fanxing.media.speech.online import PassingError, Patience, audible, not_installed, require_allowed, tried
from fanxing.media.speech.speaker import Order, Speech
from fanxing.model.narration import VoiceKind
from fanxing.model.timing import SAMPLE_RATE

DEFAULT_VOICE = "zh-CN-XiaoxiaoNeural"
_TICKS = 10_000_000
"""Of the service, in a second."""
_CONNECT_S = 10
_RECEIVE_S = 30


@dataclass(frozen=True, slots=True)
class Edge:
    """One of the service's voices."""

    voice: str = DEFAULT_VOICE
    patience: Patience = field(default_factory=Patience)
    kind: VoiceKind = "synthetic"
    version: str = "2"
    at_once: int = 4

    @property
    def name(self) -> str:
        """As the recipe writes it."""
        return f"edge:{self.voice}"

    def __call__(self, order: Order) -> Speech:
        """Read one line."""
        said = dictation(order)
        if not said.units:
            return Speech(np.zeros(0, np.float32), ())
        sound, marks = tried(self.name, lambda: self._ask(said, order.rate), _passing(), self.patience)
        return Speech(sound, units_of_marks(said, shifted(marks, sound), len(sound)))

    def _ask(self, said: Dictation, rate: float) -> tuple[NDArray[np.float32], list[Mark]]:
        # Not the library's stream_sync: where the service fails, that one waits for ever.
        import asyncio  # noqa: PLC0415 - a fortieth of the start, for those who speak online

        coded, marks = asyncio.run(self._collect(said.text, rate))
        return _decoded(coded), marks

    async def _collect(self, text: str, rate: float) -> tuple[bytes, list[Mark]]:
        told = _library().Communicate(
            text,
            self.voice,
            rate=f"{round((rate - 1) * 100):+d}%",
            boundary="WordBoundary",
            connect_timeout=_CONNECT_S,
            receive_timeout=_RECEIVE_S,
        )
        coded, marks = b"", []
        async for part in told.stream():
            if part["type"] == "audio":
                coded += part["data"]
            else:
                start = part["offset"] / _TICKS
                marks.append(Mark(part["text"], start, start + part["duration"] / _TICKS))
        return coded, marks


def edge(voice: str) -> Edge:
    """Make a voice; empty for the usual one.

    Raises:
        ToolError: The library is missing, or this machine does not allow it.
    """
    _library()
    require_allowed("edge")
    return Edge(voice or DEFAULT_VOICE)


def _library() -> Any:  # noqa: ANN401 - the library has no types that we rely on
    try:
        import edge_tts  # noqa: PLC0415 - an extra: loaded only where it is asked for
    except ImportError as error:
        raise not_installed("edge", "edge") from error
    return edge_tts


def _passing() -> tuple[type[Exception], ...]:
    """Faults that another try may mend; the library hands on those of aiohttp, on which it stands."""
    import aiohttp  # noqa: PLC0415 - comes with the extra

    return (_library().exceptions.EdgeTTSException, aiohttp.ClientError, OSError, TimeoutError, PassingError)


def _decoded(coded: bytes) -> NDArray[np.float32]:
    """Decode the service's MP3 as any foreign sound is: in a child with limits."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        file = room / "edge.mp3"
        file.write_bytes(coded)
        try:
            info = probe(file, room)
            sound = decode_track(file, info, keep=(0, SAMPLE_RATE * 600), room=room)
        except (jail.ChildFailed, ValueError) as error:
            raise PassingError(str(error)) from error
        return audible(np.array(to_mono(sound), np.float32))
