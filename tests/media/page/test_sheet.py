"""What the storyboard's papers tell of each shot."""

import pytest
from storyboards import subject

from fanxing.media.page.sheet import clock, shot_of
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Voice


def test_a_row_tells_number_time_look_and_source():
    row = subject().rows[3]
    assert (row.number, row.starts, row.look, row.path) == (4, 10.5, "细部，平移", "object-a-media-0.jpg")


def test_footage_is_told_apart_from_stills():
    assert subject().rows[5].look == "影像片段，全貌，静止"


def test_parts_of_the_same_heading_stay_apart():
    rows = subject().rows
    assert rows[3].part == rows[4].part
    assert rows[3].group != rows[4].group


@pytest.mark.parametrize(
    ("number", "words", "missing"),
    [
        (3, "某馆，CC0 1.0", False),
        (5, "缺来源和授权", True),
        (6, "本馆自有", False),
        (7, "", False),
    ],
)
def test_rights_are_told_and_missing_ones_stand_out(number: int, words: str, *, missing: bool):
    row = subject().rows[number - 1]
    assert (row.rights, row.rights_missing) == (words, missing)


def test_files_without_rights_come_first_in_the_summary():
    summary = subject().rights
    assert [one.missing for one in summary] == [True, False, False]
    assert summary[0].files == {"b-0.jpg": 5}


@pytest.mark.parametrize(
    ("voice", "reader", "marked"),
    [
        (Voice(), "AI 合成语音", True),
        (Voice(speaker="piper:huayan"), "AI 合成语音", True),
        (Voice(speaker="silent"), "无声", False),
        (Voice(take="take.wav"), "真人录音", False),
    ],
)
def test_a_machine_that_speaks_is_marked(voice: Voice, reader: str, *, marked: bool):
    told = subject(voice=voice)
    assert told.reader == reader
    assert ("AI 配音" in told.rows[0].marks) is marked


def test_a_picture_made_by_a_machine_is_marked():
    assert "AI 画面" in subject().rows[4].marks
    assert "AI 画面" not in subject().rows[2].marks


def test_faults_come_before_advice():
    assert [note.fault.level for note in subject().notes] == ["fault", "advice", "advice"]


def test_a_shot_is_called_by_its_number_and_what_its_part_is_about():
    board = subject().board
    names = [board.called(shot.uid) for shot in board.shots]
    assert [name.partition("（")[0] for name in names] == [f"第 {at} 镜" for at in range(1, len(names) + 1)]
    assert names[3] == "第 4 镜（松下高士）"
    assert names[-1] == f"第 {len(names)} 镜（片尾）"
    assert board.called("nobody") == "nobody"
    found = [shot_of(Fault(what="x", where=name), board, subject().story) for name in names]
    assert found == list(range(1, len(names) + 1))


@pytest.mark.parametrize(
    ("where", "shot"),
    [
        ("镜头 object/a:object/a/media/0:detail", 4),
        ("objects[0].say", 3),
        ("objects[1].media[1].file", 6),
        ("objects[9].say", None),
        ("guide.say", 2),
        ("hook", 1),
        ("title", None),
        (None, None),
    ],
)
def test_a_finding_leads_to_its_shot(where: str | None, shot: int | None):
    one = subject()
    assert shot_of(Fault(what="x", where=where), one.board, one.story) == shot
    placed = Location(file="recipe.yaml", key=where or "")
    assert shot_of(Fault(what="x", where=placed), one.board, one.story) == shot


def test_the_fingerprint_changes_with_the_storyboard():
    assert subject().sha256 != subject("一").sha256
    assert subject().sha256 == subject(findings=()).sha256


@pytest.mark.parametrize(("seconds", "told"), [(0, "0:00.0"), (7.25, "0:07.2"), (59.97, "1:00.0"), (83.5, "1:23.5")])
def test_running_time_is_told_in_minutes_and_tenths(seconds: float, told: str):
    assert clock(seconds) == told
