"""What of a recording a person should listen to stands on the storyboard, at its shot."""

from storyboards import panels, subject

from fanxing.media.page.heard import heard_findings
from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.model.narration import Doubt, Narration

DOUBTED = "guide.m4a 12.0–14.5 秒：听着不像第 3 句，没有用这一段，也没有上字幕"


def told(*doubts: Doubt) -> Subject:
    made = subject(findings=())
    lines = {part.id: tuple(line.id for line in part.lines) for part in made.script.parts}
    shots = [shot.model_copy(update={"lines": lines[shot.part]}) for shot in made.board.shots]
    board = made.board.model_copy(update={"shots": tuple(shots)})
    found = heard_findings(Narration(takes=(), doubts=doubts), board)
    return Subject(board, made.script, made.story, made.voice, findings=found)


def doubts(*places: tuple[int, int], what: str = DOUBTED) -> tuple[Doubt, ...]:
    """Doubt lines by part and place in it."""
    parts = subject().script.parts
    return tuple(Doubt(line=parts[part].lines[at].id, what=what) for part, at in places)


def test_a_doubt_stands_at_the_first_shot_of_its_line_in_whatever_words() -> None:
    board = told().board
    for part in subject().script.parts:
        for line in part.lines:
            (note,) = told(Doubt(line=line.id, what="A doubt in English.")).notes
            first = next(number for number, shot in enumerate(board.shots, 1) if line.id in shot.lines)
            assert (note.fault.what, note.shot, note.fault.level) == ("A doubt in English.", first, "advice")


def test_a_line_that_is_on_no_shot_speaks_of_the_whole_film() -> None:
    assert [note.shot for note in told(Doubt(line="gone/1", what="guide.m4a：第 9 句没有念")).notes] == [None]


def test_a_recording_without_doubts_has_none_on_the_page() -> None:
    assert told().notes == ()


def test_the_page_leads_from_a_doubt_to_its_shot() -> None:
    made = told(*doubts((2, 0)))
    (note,) = made.notes
    page = storyboard_html(made, panels(len(made.rows))).decode()
    assert "听着不像第 3 句" in page
    assert f'href="#shot-{note.shot}"' in page
