"""Recordings that tests make: the built-in voice plays the guide, with a room, other words, lines left out."""

import numpy as np

from fanxing.media.speech import Order, speaker

SECOND = 48_000
SCRIPT = (
    "这本册页，作于一七四五年。",
    "一棵老松，虬枝盘曲。",
    "树下坐着一位高士，他背对着我们。",
    "画家用最淡的墨，画出最远的山。",
    "愿你也有这样悠长的一天。",
)
ADLIB = "哎呀，等一下，我先喝一口水。"


def told(*sentences, pause=0.6, noise=0.0005):
    """Give sound at 48 kHz of sentences one after the other, and the seconds at which each is heard."""
    rng = np.random.default_rng(7)
    parts, spans, length = [np.zeros(SECOND // 2, np.float32)], [], SECOND // 2
    for sentence in sentences:
        speech = speaker("espeak")(Order(sentence))
        first, last = speech.units[0].start, speech.units[-1].end
        spans.append(((length + first) / SECOND, (length + last) / SECOND))
        quiet = np.zeros(round(pause * SECOND), np.float32)
        parts += [speech.sound, quiet]
        length += len(speech.sound) + len(quiet)
    sound = np.concatenate(parts)
    return (sound * 0.4 + rng.normal(0, noise, len(sound))).astype(np.float32), spans
