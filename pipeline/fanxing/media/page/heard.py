"""What of a recording a person should listen to, on the shots that it belongs to."""

from collections.abc import Iterator

from fanxing.model.errors import Fault
from fanxing.model.narration import Narration
from fanxing.model.script import Line, Script
from fanxing.model.storyboard import Storyboard


def heard_findings(narration: Narration, script: Script, board: Storyboard) -> tuple[Fault, ...]:
    """Give the doubts of an alignment, in the words that the terminal and the checklist use, each with its shot.

    A doubt names its line in quotation marks; one whose line is on no shot speaks of the whole film.
    """
    lines = [line for line in script.lines if _is_read(narration, line)]
    return tuple(_findings(narration, lines, board))


def _findings(narration: Narration, lines: list[Line], board: Storyboard) -> Iterator[Fault]:
    left = list(lines)
    for doubt in narration.doubts:
        line = next((one for one in left if f"“{one.text}”" in doubt), None)
        if line is not None:
            left.remove(line)  # a sentence that is written twice has two doubts, one for each place
        yield Fault(rule="recording", what=doubt, where=None if line is None else _shot(line, board), level="advice")


def _is_read(narration: Narration, line: Line) -> bool:
    return any(take.line == line.id and take.voice == "recorded" for take in narration.takes)


def _shot(line: Line, board: Storyboard) -> str | None:
    uid = next((shot.uid for shot in board.shots if line.id in shot.lines), None)
    return None if uid is None else board.called(uid)
