"""Recordings and music: any file that sounds becomes WAV at 48 kHz, decoded in the jail."""

import re
from pathlib import Path

import numpy as np

from fanxing.media import jail
from fanxing.media.ffmpeg import SOUND, sound_command
from fanxing.media.joined import run_on
from fanxing.media.probe import probe
from fanxing.media.store import Store
from fanxing.media.taken import Taken
from fanxing.media.tracks import MediaInfo
from fanxing.media.wav import Sound as Samples
from fanxing.media.wav import read_wav, write_wav
from fanxing.model.errors import AssetError, Fault
from fanxing.model.footage import Sound
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

VERSION = 2
"""Raised whenever the same file gives another ``Sound``."""
TOOLS = ("ffmpeg", "libav")
"""Names of ``media.tools`` that shape a ``Sound``."""
_SECONDS = 60.0
_MEMORY = 700 << 20
_LONGEST = 3 * 3600
"""Seconds of the longest sound that is taken."""
_SHORTEST = 0.05
"""Seconds below which there is nothing to hear."""
_FAINTEST = 10 ** (-60 / 20)
"""Peak below which a recording is silent: -60 dBFS."""
_BLOCK = 1 << 20
_FEW_LOST = 4
"""Lines of complaint up to which a sound is taken: tags before and after the frames of an MP3 make one or two."""
_TOLD = ("title", "artist", "album", "genre", "mood", "comment", "description", "keywords")
"""Tags that music is picked by."""
_UNKNOWN = re.compile(r"not on whitelist|no decoder|decoder .*not found", re.IGNORECASE)

_WORDS: dict[str, tuple[str, str]] = {
    "sound-none": ("{file} 里没有声音", "换一个有声音的音频或视频文件"),
    "sound-empty": ("{file} 里没有录到内容（长度为 0）", "重新录制，或重新复制这个文件"),
    "sound-silent": ("录音 {file} 全程没有声音", "检查麦克风后重新录制，或换一个文件"),
    "sound-unknown-codec": ("{file} 的声音编码无法解码", "另存为 WAV、MP3 或 M4A（AAC）再用"),
    "sound-broken": ("{file} 的声音有损坏", "重新复制这个文件；能播放的话另存为 WAV 再用"),
    "sound-too-long": ("{file} 超过 {hours} 小时", "剪短后再用"),
    "sound-slow": ("{file} 在 {seconds} 秒内没有读完", "另存为 WAV 或 MP3，或剪短后再用"),
}

REFUSALS = frozenset(_WORDS)
"""Rules by which a file is refused."""


def refused(rule: str, file: Path, **fields: object) -> AssetError:
    """Word the refusal of a sound."""
    what, mend = _WORDS[rule]
    told = {"file": file.name, **fields}
    return AssetError(Fault(rule=rule, what=say(what, **told), mend=say(mend, **told)))


def take_recording(file: Path, store: Store, stop: jail.Stop = None) -> Taken:
    """Decode a recording (of an audio or video file) and keep it: mono.

    Raises:
        AssetError: It cannot be used, or nothing is heard in it.
        ToolError: The child could not be started, or the disk is full.
    """
    return _take(file, store, stop, mono=True)


def take_music(file: Path, store: Store, stop: jail.Stop = None) -> Taken:
    """Decode a bed of music and keep it: stereo.

    Raises:
        AssetError: It cannot be used.
        ToolError: The child could not be started, or the disk is full.
    """
    return _take(file, store, stop, mono=False)


def _take(file: Path, store: Store, stop: jail.Stop, *, mono: bool) -> Taken:
    with store.scratch() as room:
        source, info = run_on(file, _checked(file, probe(file, room)), room, stop=stop)
        info = _checked(file, info)
        try:
            sound = decode_track(source, info, keep=(0, _LONGEST * SAMPLE_RATE), room=room, stop=stop)
        except jail.ChildFailed as failed:
            raise _failure(file, failed.ended) from failed
        if len(sound) < _SHORTEST * SAMPLE_RATE:
            raise refused("sound-empty", file)
        sound = to_mono(sound) if mono else to_stereo(sound)
        if mono and float(np.abs(sound).max()) < _FAINTEST:
            raise refused("sound-silent", file)
        target = room / "whole.wav"
        write_wav(target, sound)
        told = tuple(value for key, value in info.tags if key in _TOLD and value.strip())
        taken = Sound(sound=store.keep(target), samples=len(sound), tags=told)
        return Taken(source=taken, inbound_aigc=info.aigc)


def _checked(file: Path, info: MediaInfo) -> MediaInfo:
    if info.sound is None:
        raise refused("sound-unknown-codec" if "sound" in info.undecodable else "sound-none", file)
    if info.duration > _LONGEST:
        raise refused("sound-too-long", file, hours=_LONGEST // 3600)
    return info


def _failure(file: Path, ended: jail.Ended) -> AssetError:
    if ended.late:
        return refused("sound-slow", file, seconds=round(_SECONDS))
    return refused("sound-unknown-codec" if _UNKNOWN.search(ended.err) else "sound-broken", file)


def decode_track(  # noqa: PLR0913 - a stretch of a file, and where to work
    file: Path, info: MediaInfo, *, keep: tuple[int, int], room: Path, stop: jail.Stop = None, seek: int = 0
) -> Samples:
    """Decode a stretch of a file's sound: 48 kHz, (samples,) of one channel or (samples, 2) of more.

    Sample 0 is where the picture's frame 0 is.

    Args:
        file: The foreign file; it has a sound track.
        info: What it holds.
        keep: First sample kept, and first sample not kept; what lies beyond its end is not there.
        room: Scratch folder; it must outlive what is given back.
        stop: Set by another thread when the whole run is being given up.
        seek: Whole seconds that need not be decoded before a far stretch.

    Raises:
        jail.ChildFailed: It cannot be decoded.
    """
    if info.sound is None:
        raise ValueError("there is no sound track")
    command = sound_command(file.resolve(), info.sound, origin=info.origin, keep=keep, seek=seek)
    limits = jail.Limits(_SECONDS, _MEMORY, stop)
    ended = jail.attempt(command, limits=limits, writable=room, reads=[file])
    lost = [line for line in ended.err.splitlines() if line.strip()]
    if ended.code or ended.late or len(lost) > _FEW_LOST:
        raise jail.ChildFailed(ended)
    sound = read_wav(room / SOUND)
    for start in range(0, len(sound), _BLOCK):  # a file of floats may hold what is no number
        block = sound[start : start + _BLOCK]
        np.nan_to_num(block, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return sound


def to_mono(sound: Samples) -> Samples:
    """Both sides together at half their level; where they cancel out (one is the other upside down), the left."""
    if sound.ndim == 1:
        return sound
    left, right = sound[:, 0], sound[:, 1]
    mono = np.empty(len(sound), np.float32)
    energy = np.zeros(2)
    for start in range(0, len(sound), _BLOCK):
        part = slice(start, start + _BLOCK)
        mono[part] = (left[part] + right[part]) * np.float32(0.5)
        energy += float(np.square(mono[part]).sum()), float(np.square(left[part]).sum())
    return mono if energy[0] > energy[1] * 1e-2 else np.array(left)


def to_stereo(sound: Samples) -> Samples:
    """One channel laid on both sides as it is; two as they are."""
    return np.repeat(sound[:, None], 2, axis=1) if sound.ndim == 1 else sound
