"""When call-outs are seen."""

import itertools

from fanxing.model.calling import APART_S, FASTEST_CPS, LATE_S, Calling, call_spans
from fanxing.model.graphics import FactCallOut
from fanxing.model.text import letters

RATE = 30.0


def calling(said: int, value: str = "0.16 厘米", opens: int = 0, closes: int = 900) -> Calling:
    return Calling(FactCallOut(value=value, caption="壁厚"), said, opens, closes)


def test_a_fact_comes_in_just_before_its_word_and_can_be_read() -> None:
    ((fact, span),) = call_spans([calling(100)], RATE)
    assert 90 <= span.start <= 100
    assert span.duration >= letters(fact.value + fact.caption) / FASTEST_CPS * RATE


def test_two_facts_are_never_seen_at_once() -> None:
    for apart in range(0, 200, 7):
        laid = call_spans([calling(100), calling(100 + apart, "16.7 厘米"), calling(110 + 2 * apart, "1781年")], RATE)
        ends = [(span.start, span.start + span.duration) for _, span in laid]
        assert all(after[0] - before[1] >= APART_S * RATE - 1 for before, after in itertools.pairwise(ends))
        assert laid[0][0].value == "0.16 厘米"


def test_a_fact_without_time_to_be_read_is_left_out() -> None:
    assert call_spans([calling(100, closes=140)], RATE) == ()


def test_a_fact_that_would_come_too_late_is_left_out() -> None:
    assert call_spans([calling(100, opens=100 + int(LATE_S * RATE) + 2)], RATE) == ()
    ((_, span),) = call_spans([calling(100, opens=120)], RATE)
    assert span.start == 120


def test_a_fact_is_gone_before_its_part_ends() -> None:
    ((_, span),) = call_spans([calling(100, closes=190)], RATE)
    assert span.start + span.duration <= 190
