"""``fanxing doctor``: what this machine has."""

from fanxing.cli import options, show
from fanxing.cli.options import HOME
from fanxing.media.machine import examine
from fanxing.model.words import say

SIGNS = {"good": "✓", "limited": "!", "missing": "–"}
"""How a part stands, at a glance."""


def doctor(home: options.Home = HOME, json: options.Json = False) -> None:
    """看这台电脑有什么：ffmpeg、字体、配音、识别、隔离。"""
    parts = examine(home)
    if json:
        show.as_json({"ok": True, "exit": 0, "parts": [part.model_dump() for part in parts]})
        return
    for part in parts:
        show.line(f"{SIGNS[part.state]} {part.name}　{part.detail}")
        if part.mend:
            show.line(say("    改法：{mend}", mend=part.mend))
