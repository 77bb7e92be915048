"""A storyboard as it was filmed: real lengths, the words that are heard over each shot, the plan's fingerprint."""

from typing import Any

import pytest
from storyboards import panels, subject

from fanxing.media.page.contact import contact_sheet
from fanxing.media.page.filmed import Filmed, as_filmed
from fanxing.media.page.outline import outline_markdown
from fanxing.media.page.printed import storyboard_pdf
from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.model.graphics import EndCard
from fanxing.model.narration import Narration, Spoken, Take
from fanxing.model.script import Line, Part, Script
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.timeline import AiNotice, Clip, SoundClip, Timeline, Transition
from fanxing.model.timing import FILM_RATE

LINE = "鼎腹上，“一双兽目”正望着你。"
UNITS = tuple(at for at, mark in enumerate(LINE) if mark not in "，“”。")


def _shot(uid: str, **more: Any) -> Shot:
    told = {"uid": uid, "part": "object/a", "part_kind": "object", "view": "whole", "move": "hold", "seconds": 9.0}
    return Shot.model_validate(told | more)


BOARD = Storyboard(
    cut="episode",
    title="册页",
    shots=(
        _shot("a", words="鼎腹上，“一双", lines=("l", "lost")),
        _shot("b", view="detail", words="兽目”正望着你。", lines=("l",)),
        _shot("end", part="closing", part_kind="closing", view="card", card=EndCard(museum="某馆")),
    ),
)
PART = Part(
    id="object/a",
    kind="object",
    heading="铜鼎",
    lines=(Line(id="l", text=LINE), Line(id="lost", text="没有念到。")),
    seconds=18.0,
)
SCRIPT = Script(cut="episode", title="册页", parts=(PART,))


def filmed(first: int, *, units: tuple[Spoken, ...] | None = None) -> Filmed:
    """The film of two shots and an end card; the first lasts so many frames, each unit of the line three."""
    spoken = tuple(
        Spoken(at=at, length=1, start=number * 4800, end=number * 4800 + 4800) for number, at in enumerate(UNITS)
    )
    take = Take(line="l", voice="recorded", speaker="a.wav", sound=None, samples=len(UNITS) * 4800, units=spoken)
    take = take if units is None else take.model_copy(update={"units": units})
    clips = [
        Clip(shot=uid, part=part, view="whole", move="hold", duration=frames)
        for uid, part, frames in (("a", "object/a", first), ("b", "object/a", 90 - first), ("end", "closing", 60))
    ]
    film = Timeline(
        rate=FILM_RATE,
        duration=150,
        picture=(clips[0], Transition(in_offset=5, out_offset=5), *clips[1:]),
        graphics=(),
        voice=(SoundClip(name="l", sound=None, samples=take.samples, start=10),),
        notice=AiNotice(synthetic=False),
    )
    return as_filmed(BOARD, SCRIPT, Narration(takes=(take,)), film)


def test_lengths_are_the_films_and_add_up_to_it():
    made = filmed(30)
    assert [shot.seconds for shot in made.board.shots] == [1.0, 2.0, 2.0]
    assert made.board.seconds == 5.0
    assert [part.seconds for part in made.script.parts] == [3.0]  # the end card is no part of the script


@pytest.mark.parametrize(
    ("frames", "first", "second"),
    [
        (17, "鼎腹", "上，“一双兽目”正望着你。"),
        (20, "鼎腹上，", "“一双兽目”正望着你。"),
        (31, "鼎腹上，“一双兽目”", "正望着你。"),
        (89, LINE, ""),
    ],
)
def test_words_stand_over_the_shot_in_which_they_are_heard(frames: int, first: str, second: str):
    assert [shot.words for shot in filmed(frames).board.shots] == [first, second, ""]


def test_a_take_without_times_is_spread_evenly():
    words = [shot.words for shot in filmed(30, units=()).board.shots]
    assert "".join(words) == LINE
    assert all(words[:2])


def test_a_line_that_nobody_said_keeps_its_place():
    assert [shot.lines for shot in filmed(89).board.shots] == [("l", "lost"), (), ()]


@pytest.mark.slow
def test_an_approval_still_belongs_to_the_plan():
    plan = subject()
    longer = tuple(shot.model_copy(update={"seconds": shot.seconds + 1.2}) for shot in plan.board.shots)
    told = Subject(plan.board, plan.script, plan.story, filmed=plan.board.model_copy(update={"shots": longer}))
    assert told.sha256 == plan.sha256
    page = storyboard_html(told, panels(7)).decode()
    for words in ("成片全长", "都按成片写", "4.7 秒", f'data-sha256="{plan.sha256}"'):
        assert words in page
    assert "预计" not in page
    assert storyboard_pdf(told, panels(7)) != storyboard_pdf(plan, panels(7))
    assert contact_sheet(told, panels(7)) != contact_sheet(plan, panels(7))


def test_before_there_is_a_film_times_are_said_to_be_planned():
    page = storyboard_html(subject(), panels(7)).decode()
    assert "预计全长" in page
    assert "本页的时间都是预计的" in page
    assert "预计 18 秒（片尾不算在内），2 句" in outline_markdown(SCRIPT)


def test_the_outline_in_a_package_has_the_films_own_seconds():
    made = filmed(30)
    text = outline_markdown(made.script, film_seconds=made.board.seconds)
    assert "成片全长 5.0 秒，2 句；片尾的字卡占 2.0 秒" in text
    assert "## 1. 铜鼎（3.0 秒）" in text
    assert "预计" not in text
