"""What must be seen and read: AI label, AI metadata, burned-in subtitles."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import AGAIN, Facts, seconds_at
from fanxing.checks.rules import Judge, clock
from fanxing.model.errors import Fault
from fanxing.model.words import say


def ai_label(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The visible label stands from the first frame for two seconds, tall enough."""
    if expected.is_foreign or not expected.label or "label" not in facts:
        return
    unseen = [str(one["frame"]) for one in facts["label"] if not one["seen"]]
    if unseen:
        what = say("第 {frames} 帧上没有找到 AI 标识“{label}”", frames="、".join(unseen), label=expected.label)
        yield from judge.find("ai-label-missing", what, mend=AGAIN)
    least = judge.limit("ai-label-small")
    share = min((one["ink_share"] for one in facts["label"] if one["seen"]), default=least)
    if share < least:
        what = say("AI 标识的字高是短边的 {share:.1%}，至少 {least:.0%}", share=share, least=least)
        yield from judge.find("ai-label-small", what, mend=say("换一个标识更大的模板"))


def ai_metadata(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The AIGC value is read back where something is synthetic, and only there."""
    if expected.is_foreign or facts.get("aigc") == (expected.aigc or None):
        return
    if expected.aigc:
        yield from judge.find("ai-metadata-missing", say("文件里读不回应有的 AIGC 元数据"), mend=AGAIN)
    else:
        what = say("片子里没有合成内容，文件里却写着 AIGC 元数据")
        yield from judge.find("ai-metadata-unwanted", what, mend=AGAIN)


def subtitles_seen(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Subtitles that are burned in can be seen."""
    del expected
    for one in facts.get("cues", ()):
        if not one["seen"]:
            what = say("画面上看不到字幕“{text}”", text=one["text"])
            yield from judge.find("subtitle-unseen", what, where=clock(seconds_at(facts, one["frame"])), mend=AGAIN)
