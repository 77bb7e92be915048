"""A picture track cut into closed groups of pictures: each decodes alone to the very frames that it gives in its film.

After an IDR picture nothing refers to what was before it, and nothing from before is shown after it. So what was
measured of a group holds wherever the same bytes stand, in this film or in another.

Source: ITU-T H.264, 3.69 (IDR picture) and table 7-1 (types of NAL units); ISO/IEC 14496-15, 5.2.3 (lengths before
them, no start codes). The walk over NAL units is written by hand: PyAV gives packets and no look into them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from av.video.stream import VideoStream

from fanxing.media.measure.tracks import AnyPacket

_SLICE, _IDR = 1, 5
"""Coded slices of a picture that may refer to others, and of one that begins anew."""
_APART = {_SLICE, _IDR, 6, 9}
"""All that may stand in a packet: slices, messages, delimiters; parameter sets would reach into later groups."""


@dataclass(frozen=True)
class Group:
    """Packets from one IDR picture to the next."""

    first: int
    """Index of its first frame in the film."""
    packets: tuple[AnyPacket, ...]
    """In the order of decoding."""
    sha256: str
    """Of its parameter sets and its packets."""

    @property
    def after(self) -> int:
        """Index of the first frame after it."""
        return self.first + len(self.packets)


def groups_of(stream: VideoStream, packets: Sequence[AnyPacket]) -> tuple[Group, ...] | None:
    """Cut a picture track; None where anything of it is not as our own engine writes it.

    Args:
        stream: The track.
        packets: All its packets, in the order of the file.
    """
    header = bytes(stream.codec_context.extradata or b"")
    if stream.codec_context.name != "h264" or header[:1] != b"\x01" or not packets:
        return None
    pieces: list[list[AnyPacket]] = []
    for packet in packets:
        kinds = _kinds(bytes(packet), (header[4] & 3) + 1)
        if not _is_plain(packet) or not kinds or kinds - _APART or len(kinds & {_SLICE, _IDR}) != 1:
            return None
        if _IDR in kinds:
            pieces.append([])
        elif not pieces:
            return None
        pieces[-1].append(packet)
    groups, first = [], 0
    for piece in pieces:
        groups.append(Group(first, tuple(piece), _hash(header, piece)))
        first += len(piece)
    return tuple(groups) if _in_order(pieces) else None


def _is_plain(packet: AnyPacket) -> bool:
    """Whole, to be shown, and with the track's own parameter sets."""
    return (
        packet.pts is not None
        and not packet.is_corrupt
        and not packet.is_discard
        and not packet.has_sidedata("new_extradata")
    )


def _kinds(content: bytes, length_bytes: int) -> set[int]:
    """Types of a packet's NAL units; none where their lengths do not add up."""
    kinds, at = set(), 0
    while at + length_bytes < len(content):
        length = int.from_bytes(content[at : at + length_bytes], "big")
        kinds.add(content[at + length_bytes] & 31)
        at += length_bytes + length
    return kinds if at == len(content) else set()


def _in_order(pieces: Sequence[Sequence[AnyPacket]]) -> bool:
    """Whether each group is shown wholly before the next, and no two frames at once."""
    last = None
    for piece in pieces:
        times = sorted(packet.pts or 0 for packet in piece)
        if len(set(times)) != len(times) or (last is not None and times[0] <= last) or times[0] != piece[0].pts:
            return False
        last = times[-1]
    return True


def _hash(header: bytes, packets: Sequence[AnyPacket]) -> str:
    digest = hashlib.sha256(len(header).to_bytes(8, "big") + header)
    for packet in packets:
        content = bytes(packet)
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
