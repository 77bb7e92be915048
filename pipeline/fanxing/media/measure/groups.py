"""A picture track cut into closed groups of pictures: each decodes alone to the very frames that it gives in its film.

After an IDR picture nothing refers to what was before it, and nothing from before is shown after it. So what was
measured of a group holds wherever the same bytes stand, in this film or in another.

A group is cut and named as its packets go by, and none of them is held: it knows where in the file they stand, and
reads them again when it is to be decoded.

Source: ITU-T H.264, 3.69 (IDR picture) and table 7-1 (types of NAL units); ISO/IEC 14496-15, 5.2.3 (lengths before
them, no start codes). The walk over NAL units is written by hand: PyAV gives packets and no look into them.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from fanxing.media.measure.tracks import AnyPacket

_SLICE, _IDR = 1, 5
"""Coded slices of a picture that may refer to others, and of one that begins anew."""
_APART = {_SLICE, _IDR, 6, 9}
"""All that may stand in a packet: slices, messages, delimiters; parameter sets would reach into later groups."""


class ChangedError(Exception):
    """A file is no longer what it was when its groups were named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Packets from one IDR picture to the next."""

    first: int
    """Index of its first frame in the film."""
    places: NDArray[np.int64]
    """Of each packet, in the order of decoding: pts, dts, its first byte in the file, its bytes; (packets, 4)."""
    header: bytes
    """Parameter sets of its track."""
    sha256: str
    """Of its parameter sets and its packets."""

    @property
    def after(self) -> int:
        """Index of the first frame after it."""
        return self.first + len(self.places)

    @property
    def times(self) -> list[int]:
        """When its frames are shown, one after the other, in ticks of the track."""
        return sorted(self.places[:, 0].tolist())

    def read(self, film: BinaryIO) -> Iterator[AnyPacket]:
        """Its packets, one at a time, from the file again.

        Raises:
            ChangedError: After the last: they are not those that it is named by.
        """
        digest = _Digest(self.header)
        for pts, dts, place, size in self.places.tolist():
            film.seek(place)
            content = film.read(size)
            digest.add(content)
            packet: AnyPacket = av.Packet(content)
            packet.pts, packet.dts = pts, dts
            yield packet
        if digest.told() != self.sha256:
            raise ChangedError


def groups_of(stream: VideoStream, packets: Iterable[AnyPacket]) -> tuple[Group, ...] | None:
    """Cut a picture track; None where anything of it is not as our own engine writes it.

    Args:
        stream: The track.
        packets: All its packets, in the order of the file; none is asked for after one that is not as ours.
    """
    header = bytes(stream.codec_context.extradata or b"")
    if stream.codec_context.name != "h264" or header[:1] != b"\x01":
        return None
    groups: list[Group] = []
    piece = None
    for packet in packets:
        content = bytes(packet)
        kinds = _kinds(content, (header[4] & 3) + 1)
        if not _is_plain(packet) or not kinds or kinds - _APART or len(kinds & {_SLICE, _IDR}) != 1:
            return None
        if _IDR in kinds:
            groups += [piece.closed()] if piece is not None else []
            piece = _Piece(groups[-1].after if groups else 0, header)
        elif piece is None:
            return None
        piece.add(packet, content)
    groups += [piece.closed()] if piece is not None else []
    return tuple(groups) if groups and _in_order(groups) else None


class _Piece:
    """A group whose packets go by."""

    def __init__(self, first: int, header: bytes) -> None:
        self._first = first
        self._header = header
        self._places = array("q")
        self._digest = _Digest(header)

    def add(self, packet: AnyPacket, content: bytes) -> None:
        self._places.extend((packet.pts or 0, packet.dts or 0, packet.pos or 0, len(content)))
        self._digest.add(content)

    def closed(self) -> Group:
        places = np.array(self._places, np.int64).reshape(-1, 4)
        return Group(self._first, places, self._header, self._digest.told())


class _Digest:
    """The name of parameter sets and packets."""

    def __init__(self, header: bytes) -> None:
        self._sha256 = hashlib.sha256()
        self.add(header)

    def add(self, content: bytes) -> None:
        self._sha256.update(len(content).to_bytes(8, "big"))
        self._sha256.update(content)

    def told(self) -> str:
        return self._sha256.hexdigest()


def _is_plain(packet: AnyPacket) -> bool:
    """Whole, to be shown, nothing beside its bytes (other parameter sets), and its place in the file is known."""
    return (
        packet.pts is not None
        and packet.dts is not None
        and packet.pos is not None
        and not packet.is_corrupt
        and not packet.is_discard
        and not any(True for _ in packet.iter_sidedata())
    )


def _kinds(content: bytes, length_bytes: int) -> set[int]:
    """Types of a packet's NAL units; none where their lengths do not add up."""
    kinds, at = set(), 0
    while at + length_bytes < len(content):
        length = int.from_bytes(content[at : at + length_bytes], "big")
        kinds.add(content[at + length_bytes] & 31)
        at += length_bytes + length
    return kinds if at == len(content) else set()


def _in_order(groups: Sequence[Group]) -> bool:
    """Whether each group is shown wholly before the next, its key frame first, and no two frames at once."""
    last = None
    for group in groups:
        times = group.times
        if len(set(times)) != len(times) or (last is not None and times[0] <= last) or times[0] != group.places[0, 0]:
            return False
        last = times[-1]
    return True
