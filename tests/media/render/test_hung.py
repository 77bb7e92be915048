"""Near views that hang past the canvas's edges: what is seen where they are nearest and where they are farthest."""

import pytest

from fanxing.media.render.framing import in_window, stand_still
from fanxing.media.render.near import FACE_SEEN
from fanxing.media.render.stands import Mounted
from fanxing.model.geometry import SHAPES, FocusBox, SafeArea, Size
from fanxing.model.storyboard import Move

PHOTO = Size(width=4000, height=2200)
FRAME = SHAPES["9:16"], SafeArea(top=240, bottom=480, left=60, right=60)
FOCUS = FocusBox(x=0.3, y=0.35, width=0.4, height=0.3)


def shares_seen(stand: Mounted, face: FocusBox) -> list[float]:
    """Shares of a face's width between the canvas's edges and the picture's, at both ends of the move."""
    assert stand.window is not None
    path = in_window((stand.region.width, stand.region.height), stand.window, stand.move)
    shares = []
    for pose in (path.start, path.end):
        left, right = (
            pose.x + (at * PHOTO.width - stand.region.x) * pose.scale for at in (face.x, face.x + face.width)
        )
        ends = pose.x + stand.region.width * pose.scale
        inside = max(0.0, min(right, FRAME[0].width, ends) - max(left, 0.0, pose.x))
        shares.append(inside / (right - left))
    return shares


@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
def test_a_face_at_the_edge_is_whole_or_out_of_sight_at_both_ends_of_a_move(move: Move):
    hung = 0
    for step in range(280):
        face = FocusBox(x=step / 400, y=0.4, width=0.03, height=0.06)
        stand = stand_still(PHOTO, "detail", move, FOCUS, FRAME, faces=(face,))
        if isinstance(stand, Mounted) and stand.window is not None:
            hung += 1
            assert all(not 1.01 - FACE_SEEN < share < FACE_SEEN - 0.01 for share in shares_seen(stand, face)), step
    assert hung > 200
