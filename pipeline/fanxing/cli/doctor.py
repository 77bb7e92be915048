"""``fanxing doctor``: whether this machine can make films, and what it lacks."""

from collections.abc import Sequence

from fanxing.cli import options, show
from fanxing.cli.options import HOME
from fanxing.media.machine import Part, examine
from fanxing.model.words import say

SIGNS = {"good": "✓", "limited": "!", "missing": "✗"}
"""How a part stands, at a glance."""
WITHOUT = "–"
"""A part that is not there, and that only few need."""


def doctor(home: options.Home = HOME, json: options.Json = False) -> None:
    """看这台电脑能不能做片子，缺什么、怎么补。"""
    parts = examine(home)
    if json:
        show.as_json({"ok": True, "exit": 0, "parts": [part.model_dump() for part in parts]})
        return
    for part in parts:
        sign = WITHOUT if part.optional and part.state == "missing" else SIGNS[part.state]
        show.line(f"{sign} {part.name}　{part.detail}")
        if part.mend:
            show.line(say("    改法：{mend}", mend=part.mend))
    show.line(summary(parts))


def summary(parts: Sequence[Part]) -> str:
    """The answer, in one sentence."""
    lacking = [part.name for part in parts if part.state == "missing" and not part.optional]
    limited = [part.name for part in parts if part.state == "limited"]
    if lacking:
        return say("现在还不能做片子，先补上：{names}", names="、".join(lacking))
    if limited:
        return say("可以做片子；留意：{names}（带 – 的是可选的，不装也行）", names="、".join(limited))
    return say("可以做片子；带 – 的是可选的，不装也行")
