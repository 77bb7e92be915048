"""What of a recording a person should listen to, on the shots that it belongs to."""

from fanxing.model.errors import Fault
from fanxing.model.narration import Narration
from fanxing.model.storyboard import Storyboard


def heard_findings(narration: Narration, board: Storyboard) -> tuple[Fault, ...]:
    """Give the doubts of an alignment, in the words that the terminal and the checklist use, each with its shot.

    A doubt whose line is on no shot speaks of the whole film.
    """
    return tuple(
        Fault(rule="recording", what=one.what, where=_shot(one.line, board), level="advice") for one in narration.doubts
    )


def _shot(line: str, board: Storyboard) -> str | None:
    uid = next((shot.uid for shot in board.shots if line in shot.lines), None)
    return None if uid is None else board.called(uid)
