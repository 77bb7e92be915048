"""Write the AIGC value (``model/aigc.py``) into films, sounds and pictures, and read it back.

``ffmpeg -metadata AIGC=…`` loses it without a word unless ``use_metadata_tags`` is set, and again on every
later remux; so every writing is followed by a reading, and there is no function that takes a label away.
Chunks of WAV and segments of JPEG are written by hand: ffmpeg drops the former, Pillow would re-encode.
"""

import struct
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import av
import defusedxml.ElementTree as ET  # noqa: N817  the name under which everyone knows it
from PIL import Image, PngImagePlugin

from fanxing.model.errors import Fault, Refused, ToolError
from fanxing.model.words import say

MP4_OPTIONS = {"movflags": "+faststart+use_metadata_tags"}
"""Options of the MP4 muxer without which the key is dropped (libavformat/movenc.c, seen with 5.1 to 8.0)."""

KEY = "AIGC"
"""Metadata key, element name and chunk id."""

_NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
"""TC260-PG-202559A."""

_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"
"""XMP specification part 3, 1.1.3: head of the APP1 segment."""


def write_aigc(source: Path, place: Path, value: str) -> None:
    """Copy a finished file with the value in its metadata, nothing re-encoded, and read it back.

    Args:
        source: MP4, MOV, M4A, WAV, JPEG or PNG of our own.
        place: The new file; its ending says the format.
        value: Text made by ``model.aigc.aigc_text``; replaces one that is there (GB 45438-2025 6.1 c).

    Raises:
        ToolError: The format has no place for it.
        Refused: It was not found in the file afterwards.
    """
    write = _WRITERS.get(place.suffix.lower())
    if write is None:
        raise ToolError(
            Fault(
                rule="aigc-container",
                what=say("{suffix} 文件里没有写 AI 标识元数据的位置", suffix=place.suffix),
                mend=say("改用 MP4、M4A、WAV、JPEG 或 PNG"),
            )
        )
    write(source, place, value)
    if read_aigc(place) != value:
        raise Refused(
            Fault(
                rule="aigc-missing",
                what=say("写入 {name} 的 AI 标识元数据读不回来", name=place.name),
                mend=say("运行 fanxing doctor 检查音视频组件，然后重新运行"),
            )
        )


def read_aigc(path: Path) -> str | None:
    """Find the value in a file of our own; None where there is none.

    A stranger's file is read by the walled-in probe, which hands its tags over; never here.
    """
    read = _READERS.get(path.suffix.lower())
    return read(path) if read else None


def xmp_packet(value: str) -> bytes:
    """Build the XMP packet that holds the value, for ``Image.save(..., xmp=...)``."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:TC260="{_NAMESPACE}"><TC260:{KEY}>'
        f"{escape(value, quote=False)}</TC260:{KEY}>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def from_xmp(packet: bytes) -> str | None:
    """Find the value in an XMP packet, as element or attribute; None where there is none or it is no XML."""
    try:
        tree = ET.fromstring(packet.strip(b"\x00 \n"))
    except (ET.ParseError, ValueError):
        return None
    name = f"{{{_NAMESPACE}}}{KEY}"
    for element in tree.iter():
        if element.tag == name:
            return "".join(element.itertext()).strip() or None
        if name in element.attrib:
            return str(element.attrib[name])
    return None


def _write_film(source: Path, place: Path, value: str) -> None:
    with av.open(str(source)) as old, av.open(str(place), "w", options=MP4_OPTIONS) as new:
        new.metadata.update({**old.metadata, KEY: value})
        streams = {one.index: new.add_stream_from_template(one) for one in old.streams if one.type in _COPIED}
        for packet in old.demux([old.streams[index] for index in streams]):
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                new.mux(packet)


_COPIED = ("video", "audio")


def _read_film(path: Path) -> str | None:
    with av.open(str(path)) as film:
        return film.metadata.get(KEY)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _write_wave(source: Path, place: Path, value: str) -> None:
    kept = [(name, body) for name, body in _chunks(source.read_bytes()) if name != KEY.encode()]
    body = b"".join(
        struct.pack("<4sI", name, len(part)) + part + b"\x00" * (len(part) % 2)
        for name, part in [*kept, (KEY.encode(), value.encode())]
    )
    place.write_bytes(struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WAVE") + body)


def _read_wave(path: Path) -> str | None:
    found = [body for name, body in _chunks(path.read_bytes()) if name == KEY.encode()]
    return found[0].decode("utf-8", "replace") if found else None


def _write_jpeg(source: Path, place: Path, value: str) -> None:
    content = source.read_bytes()
    body = _XMP_HEAD + xmp_packet(value)
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    kept, rest = _jpeg_head(content)
    place.write_bytes(b"\xff\xd8" + b"".join(kept) + segment + content[rest:])


def _jpeg_head(content: bytes) -> tuple[list[bytes], int]:
    """Give the APP segments at the head but the XMP packet, and where the rest begins."""
    at, kept = 2, []
    while content[at : at + 1] == b"\xff" and 0xE0 <= content[at + 1] <= 0xEF:
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if content[at + 4 : at + 4 + len(_XMP_HEAD)] != _XMP_HEAD:
            kept.append(content[at:end])
        at = end
    return kept, at


def _write_png(source: Path, place: Path, value: str) -> None:
    with Image.open(source) as picture:
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp_packet(value).decode())
        picture.save(place, "PNG", pnginfo=info, icc_profile=picture.info.get("icc_profile"))


def _read_picture(path: Path) -> str | None:
    with Image.open(path) as picture:
        packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if packet is None:
        return None
    return from_xmp(packet if isinstance(packet, bytes) else str(packet).encode())


_WRITERS: dict[str, Callable[[Path, Path, str], None]] = {
    ".mp4": _write_film,
    ".mov": _write_film,
    ".m4a": _write_film,
    ".wav": _write_wave,
    ".jpg": _write_jpeg,
    ".jpeg": _write_jpeg,
    ".png": _write_png,
}
"""To add a container, write two functions and add a line here and below."""

_READERS: dict[str, Callable[[Path], str | None]] = {
    ".mp4": _read_film,
    ".mov": _read_film,
    ".m4a": _read_film,
    ".wav": _read_wave,
    ".jpg": _read_picture,
    ".jpeg": _read_picture,
    ".png": _read_picture,
}
