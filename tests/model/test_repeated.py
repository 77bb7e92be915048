"""Subtitles beside a card that says the same."""

import pytest

from fanxing.model.graphics import HookCard
from fanxing.model.repeated import unrepeated
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import AiNotice, Clip, Timeline
from fanxing.model.timing import FILM_RATE, FrameRange

HOOK = Clip(
    shot="a", part="opening", view="card", move="push", card=HookCard(text="一只玉碗，为什么薄得能透光？"), duration=90
)
REST = HOOK.model_copy(update={"shot": "b", "card": HookCard(text="别的话")})
FILM = Timeline(
    rate=FILM_RATE, duration=180, picture=(HOOK, REST), graphics=(), voice=(), notice=AiNotice(synthetic=False)
)
CUES = {
    "the same words on the card": ("为什么薄得能透光", None, 30, False),
    "other words": ("这是一只碗", None, 30, True),
    "the same words, after the card": ("一只玉碗", None, 100, True),
    "a translation that the card has not": ("一只玉碗", "A jade bowl", 5, True),
}


@pytest.mark.parametrize(("text", "second", "start", "stays"), CUES.values(), ids=CUES.keys())
def test_a_subtitle_stays_out_of_the_picture_only_where_the_card_says_it(text, second, start, stays):
    cue = Cue(line="x", text=text, raw=text, second=second, span=FrameRange(start=start, duration=40))
    assert bool(unrepeated((cue,), FILM)) == stays
