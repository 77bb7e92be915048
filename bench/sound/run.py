"""Mix thirty films from real voices and real music, and print what each measures; beside them, ffmpeg's own way.

Run: .venv/bin/python bench/sound/run.py [folder of shared data]
"""

import itertools
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import av
import numpy as np

from fanxing.media.ffmpeg import executable
from fanxing.media.sound.aac import decode_aac
from fanxing.media.sound.duck import speaking
from fanxing.media.sound.loudness import HOP, mean, measure
from fanxing.media.sound.master import mastered
from fanxing.media.sound.mixing import mixed
from fanxing.media.sound.pieces import Piece, lay
from fanxing.media.sound.voice import even
from fanxing.media.wav import Sound, write_wav

RATE = 48_000
LEVELS = (-20.0, -12.0, -3.0)
"""As a recipe may ask; the last would mask the voice."""

VOICES = {
    "read": ("BAC009S0150W0240.wav", "aishell-BAC009S0724W0121.wav", "funasr_long_8s.wav"),
    "two speakers": ("asr_example.wav", "jfk.flac", "mono.mp3"),
    "radio": ("apollo11.mp3",),
    "bilingual": ("en-us_zh-cn.wav", "librispeech_5703-47212-0000.ogg"),
}


@dataclass(frozen=True)
class Row:
    """What one mix measures."""

    name: str
    lufs: float | None
    peak: float | None
    clear: float | None
    nearest: float | None
    plain_lufs: float
    plain_peak: float
    seconds: float
    work: float


def load(path: Path, *, mono: bool) -> Sound:
    """Decode a sound to 48 kHz."""
    with av.open(str(path)) as opened:
        resampler = av.AudioResampler("fltp", "mono" if mono else "stereo", RATE)
        frames = [piece for frame in opened.decode(audio=0) for piece in resampler.resample(frame)]
        frames += resampler.resample(None)
    sound = np.concatenate([frame.to_ndarray() for frame in frames], axis=1).T.astype(np.float32)
    return np.ascontiguousarray(sound[:, 0] if mono else sound)


def film(data: Path, names: Sequence[str], seconds: float = 30.0) -> tuple[list[Piece], int]:
    """Lay voices one after the other with breaths and pauses between; about ``seconds`` long."""
    pieces, at = [], int(0.5 * RATE)
    for number, name in enumerate(itertools.islice(itertools.cycle(names), 4)):
        sound = load(data / "speech" / name, mono=True)[: 9 * RATE]
        if at + len(sound) > seconds * RATE:
            break
        pieces.append(Piece(f"p/{number}", sound, at))
        at += len(sound) + int((0.4 if number % 2 else 2.5) * RATE)
    return pieces, -(-(at + 2 * RATE) // 1600) * 1600


def mix(name: str, voice: tuple[list[Piece], int], music: Sound | None, level: float, room: Path) -> Row:
    """Mix, master, encode, and measure the decoded AAC."""
    pieces, samples = voice
    began = perf_counter()
    raw = mixed(pieces, [], music, samples=samples, level_db=level)
    made = mastered(raw.sound, room / "a.m4a")
    work = perf_counter() - began
    told = measure(decode_aac(room / "a.m4a"))
    plain = plainly(pieces, samples, music, level, room)
    nearest = nearest_second(pieces, samples, music, level) if music is not None and pieces else None
    assert len(made.sound) == samples
    return Row(name, told.integrated, told.true_peak, raw.voice_to_music_lu, nearest, *plain, samples / RATE, work)


def nearest_second(pieces: list[Piece], samples: int, music: Sound, level: float) -> float | None:
    """The line of speech over which the bed comes nearest to the voice, in LU."""
    voice = lay(even(pieces)[0], samples)
    both = mixed(pieces, [], music, samples=samples, level_db=level).sound
    bed = both - mixed(pieces, [], None, samples=samples, level_db=level).sound
    above, below = measure(voice, true_peak=False).momentary, measure(bed, true_peak=False).momentary
    spoken = speaking(voice).reshape(-1)[:: HOP // 480][: len(above)]
    found = []
    for piece in pieces:
        where = spoken.copy()
        where[: piece.at // HOP + 4] = False
        where[(piece.at + len(piece.sound)) // HOP :] = False
        one, other = mean(above, where), mean(below, where)
        if one is not None and other is not None:
            found.append(one - other)
    return min(found, default=None)


def plainly(pieces: list[Piece], samples: int, music: Sound | None, level: float, room: Path) -> tuple[float, float]:
    """What most tools do: amix at a fixed level, loudnorm in one pass, AAC."""
    write_wav(room / "v.wav", lay(pieces, samples))
    bed = np.zeros((RATE, 2), np.float32) if music is None else music
    write_wav(room / "m.wav", bed)
    graph = f"[1]volume={level}dB[m];[0][m]amix=duration=first:normalize=0,loudnorm=I=-15:TP=-1.5:LRA=11"
    command = [str(executable()), "-y", "-i", "v.wav", "-stream_loop", "-1", "-i", "m.wav", "-filter_complex", graph]
    command += ["-t", str(samples / RATE), "-ar", "48000", "-c:a", "aac", "-b:a", "192k", "b.m4a"]
    subprocess.run(command, cwd=room, check=True, capture_output=True)
    meter = [str(executable()), "-i", "b.m4a", "-filter_complex", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(meter, cwd=room, check=True, capture_output=True, text=True).stderr
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", said)[-1])
    return float(re.findall(r"I:\s+(-[\d.]+) LUFS", said)[-1]), peak


def mixes(data: Path, room: Path) -> list[Row]:
    """Make all thirty."""
    music = {path.name[:12]: load(path, mono=False) for path in sorted((data / "music").iterdir())}
    rows = []
    for number, ((voice, names), (bed, sound)) in enumerate(itertools.product(VOICES.items(), music.items())):
        level = LEVELS[number % 3]
        rows.append(mix(f"{voice} + {bed} {level:g}", film(data, names), sound, level, room))
    rows += [mix(f"{voice} alone", film(data, names), None, -20.0, room) for voice, names in VOICES.items()]
    rows += [mix(f"{bed} alone", ([], 20 * RATE), sound, -20.0, room) for bed, sound in music.items()]
    quiet = [Piece(one.name, one.sound * np.float32(0.01), one.at) for one in film(data, VOICES["read"])[0]]
    rows.append(mix("a whisper + Kevin", (quiet, 30 * RATE), music["Kevin_MacLeo"], -20.0, room))
    return rows


def main() -> int:
    """Print the table; 0 where the goals are met."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "shared" / "data")
    print(f"{'mix':34}{'LUFS':>8}{'dBTP':>7}{'clear LU':>10}{'line LU':>9}{'work':>7}   ffmpeg: {'LUFS':>6}{'dBTP':>7}")
    with tempfile.TemporaryDirectory() as folder:
        rows = mixes(data, Path(folder))
    missed = 0
    for row in rows:
        clear = "" if row.clear is None else f"{row.clear:.1f}"
        near = "" if row.nearest is None else f"{row.nearest:.1f}"
        figures = f"{row.lufs:8.2f}{row.peak:7.2f}{clear:>10}{near:>9}{row.work / row.seconds:7.3f}"
        print(f"{row.name:34}{figures}           {row.plain_lufs:6.1f}{row.plain_peak:7.1f}")
        missed += row.lufs is None or abs(row.lufs + 15) > 0.5 or (row.peak or 0) > -1.0 or (row.clear or 99) < 9
    worst = max(abs((row.lufs or 0) + 15) for row in rows)
    highest = max(row.peak or 0 for row in rows)
    print(f"{len(rows)} mixes; furthest from -15 LUFS: {worst:.2f}; highest peak: {highest:.2f} dBTP")
    print("goals met" if not missed else f"goals missed by {missed}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
