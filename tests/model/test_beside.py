"""Which pictures have type beside them, as far as a plan can tell."""

from typing import Any

import pytest

from fanxing.model.beside import planned_alone
from fanxing.model.graphics import FactCallOut, LowerThird, TitleCard
from fanxing.model.storyboard import CallOut, Shot, Storyboard

STRIP = LowerThird(of="object", name="梅瓶", lines=("明代 · 瓷",), museum="星渚")
LONG = LowerThird(
    of="object", name="青花缠枝莲纹梅瓶", lines=("明代 · 瓷", "高 34.6 厘米，腹径 20.5 厘米"), museum="星渚"
)
FACT = CallOut(line="l", at=0, fact=FactCallOut(value="十瓣", caption="葵口"))


def shot(**told: Any) -> dict[str, Any]:
    return {"part": "object/a", "part_kind": "object", "view": "whole", "move": "push", "seconds": 5.0} | told


def called(words: str, **told: Any) -> dict[str, Any]:
    return shot(call_outs=(FACT,), words=words, **told)


@pytest.mark.parametrize(
    ("shots", "alone"),
    [
        ([shot(lower_third=STRIP), shot()], [False, True]),
        ([shot(lower_third=LONG), shot(), shot()], [False, False, True]),
        ([shot(lower_third=LONG), shot(view="detail"), shot()], [False, True, True]),
        ([shot(lower_third=LONG), shot(part="object/b")], [False, True]),
        ([called("十瓣葵口，像一朵花刚刚打开。"), shot()], [False, True]),
        ([called("像一朵花刚刚打开，十瓣。"), shot(), shot()], [False, False, True]),
        ([called("像一朵花刚刚打开，十瓣。"), shot(view="detail")], [False, False]),
        ([called("花瓣一共有10片。"), shot()], [False, False]),
        ([called("像一朵花刚刚打开，十瓣。"), shot(part="object/b")], [False, True]),
        ([called("像一朵花，十瓣。", seconds=2.5), shot(seconds=1.5), shot()], [False, False, False]),
        ([shot(card=TitleCard(title="梅瓶"), view="card"), shot()], [False, True]),
    ],
    ids=[
        "a short name is read in its shot",
        "a long name goes on beside the next picture",
        "a detail bears no name, nor does what follows it",
        "no name outlasts its part",
        "a fact said early is read in its shot",
        "a fact said late goes on beside the next picture",
        "beside a detail as well",
        "a fact in other words may be said late",
        "no fact outlasts its part",
        "a short shot is outlasted",
        "a card is no picture",
    ],
)
def test_a_plan_tells_beside_which_pictures_type_will_stand(shots: list[dict[str, Any]], alone: list[bool]) -> None:
    made = tuple(Shot.model_validate(one | {"uid": str(at)}) for at, one in enumerate(shots))
    assert list(planned_alone(Storyboard(cut="episode", title="片名", shots=made)).values()) == alone
