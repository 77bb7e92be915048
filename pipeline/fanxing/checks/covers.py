"""Covers judged by their figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from fanxing.checks.rules import Judge
from fanxing.model.cover import Cover
from fanxing.model.errors import Fault
from fanxing.model.words import say

LEAST_SPREAD = 8.0
"""Standard deviation of luma: a plain ground with a title has 20 and more."""


def cover_findings(cover: Cover, facts: Mapping[str, Any], judge: Judge, *, is_ai: bool) -> Iterator[Fault]:
    """Judge a cover.

    Args:
        cover: What it claims to be.
        facts: ``width``, ``height``, ``format``, ``spread``, ``aigc`` of the file.
        judge: Rules with the recipe's settings.
        is_ai: Whether an AI picture is in it.
    """
    where = say("{ratio} 封面", ratio=cover.ratio)
    mend = say("重新渲染；再次出现时请报告这个缺陷")
    size = (facts["width"], facts["height"])
    if facts["format"] not in {"JPEG", "PNG"} or size != (cover.size.width, cover.size.height):
        what = say("文件是 {format} {width}×{height}", format=facts["format"], width=size[0], height=size[1])
        yield from judge.find("cover-format", what, where=where, mend=mend)
    if facts["spread"] < LEAST_SPREAD:
        yield from judge.find("cover-blank", say("封面几乎是空白的"), where=where, mend=say("换一张图作封面"))
    if is_ai and not facts["aigc"]:
        what = say("封面用了 AI 图片，却没有 AIGC 元数据")
        yield from judge.find("cover-ai-metadata", what, where=where, mend=mend)
    if facts["aigc"] and not is_ai:
        what = say("封面里没有 AI 图片，却写着 AIGC 元数据")
        yield from judge.find("cover-ai-metadata", what, where=where, mend=mend)
