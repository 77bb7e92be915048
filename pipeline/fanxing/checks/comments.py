"""Words behind a ``#`` that YAML leaves out without a word: ``title: 走进 #故宫 看展`` is read as 走进."""

from collections.abc import Callable, Iterator, Mapping

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "glued-comment": Rule(about="“#”后面紧跟着字，要么是话题，要么是注释", source="YAML 1.2.2，6.6 节", conf="A"),
}
"""What is looked for in comments."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def comment_findings(left_out: Mapping[str, str], judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge what was left out.

    Args:
        left_out: Key -> the comment behind its value, where words stand directly behind the sign.
        judge: Rules with the recipe's settings.
        where: Place of a key.
    """
    for key, text in left_out.items():
        what = say("“{text}”被当成了注释，没有读进来", text=text[:30])
        mend = say("是要显示的字，就给整段加半角引号；是注释，就在 # 后面空一格")
        yield from judge.find("glued-comment", what, where=where(key), mend=mend)
