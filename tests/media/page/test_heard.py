"""What of a recording a person should listen to stands on the storyboard, at its shot."""

from storyboards import panels, subject

from fanxing.media.page.heard import heard_findings
from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.model.narration import Narration, Take

DOUBT = "guide.m4a 12.0–14.5 秒：听着不像第 3 句，没有用这一段，也没有上字幕：“一棵老松，虬枝盘曲。”"
UNSAID = "guide.m4a：第 2 句没有念：“我是林月。”"


def take(line: str, *, said: bool) -> Take:
    confidence = 1.0 if said else 0.0
    return Take(
        line=line,
        voice="recorded",
        speaker="guide.m4a",
        sound=None,
        samples=0,
        units=(),
        confidence=confidence,
        said=said,
    )


def told(*doubts: str, recorded: bool = True) -> Subject:
    made = subject(findings=())
    lines = {part.id: tuple(line.id for line in part.lines) for part in made.script.parts}
    shots = [shot.model_copy(update={"lines": lines[shot.part]}) for shot in made.board.shots]
    board = made.board.model_copy(update={"shots": tuple(shots)})
    takes = tuple(take(line.id, said=False) for line in made.script.lines) if recorded else ()
    found = heard_findings(Narration(takes=takes, doubts=doubts), made.script, board)
    return Subject(board, made.script, made.story, made.voice, findings=found)


def test_a_doubt_stands_at_the_first_shot_of_its_line() -> None:
    notes = told(UNSAID, DOUBT).notes
    assert [(note.fault.what, note.shot, note.fault.level) for note in notes] == [
        (UNSAID, 2, "advice"),
        (DOUBT, 3, "advice"),
    ]


def test_a_doubt_of_no_line_speaks_of_the_whole_film() -> None:
    assert [note.shot for note in told("guide.m4a 太轻").notes] == [None]
    assert [note.shot for note in told(DOUBT, recorded=False).notes] == [None]


def test_a_recording_without_doubts_has_none_on_the_page() -> None:
    assert told().notes == ()


def test_the_page_leads_from_a_doubt_to_its_shot() -> None:
    made = told(DOUBT)
    page = storyboard_html(made, panels(len(made.rows))).decode()
    assert "听着不像第 3 句" in page
    assert 'href="#shot-3"' in page
