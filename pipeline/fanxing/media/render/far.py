"""Why a photograph is not seen from near on a canvas, so that a museum can mend it."""

from fanxing.media.render.framing import comes_near
from fanxing.model.footage import Still
from fanxing.model.geometry import FocusBox, SafeArea, Size
from fanxing.model.showing import Far
from fanxing.model.words import say

LARGER = 8
"""A photograph so many times as large never lacks pixels: what is wrong even then is another thing."""


def why_far(still: Still, focus: FocusBox | None, frame: tuple[Size, SafeArea]) -> Far | None:
    """What keeps a photograph from being shown truly nearer; None where it can be.

    Args:
        still: The photograph.
        focus: Part to bring out.
        frame: The full canvas, and what the platforms cover of it.
    """
    larger = still.model_copy(update={"size": Size(width=LARGER * still.size.width, height=LARGER * still.size.height)})
    if comes_near(still, focus, frame):
        return None
    if comes_near(larger, focus, frame):
        return "pixels"
    faceless = (one.model_copy(update={"faces": ()}) for one in (still, larger))
    return "face" if any(comes_near(one, focus, frame) for one in faceless) else "wide"


def told_far(number: int, still: Still, focus: FocusBox, frame: tuple[Size, SafeArea]) -> str:
    """Say why a shot that was to be a near view shows all of its photograph.

    Args:
        number: Of the shot, as on the storyboard's page.
        still: The photograph.
        focus: Part that was to be brought out.
        frame: The full canvas, and what the platforms cover of it.
    """
    why, across, down = why_far(still, focus, frame), frame[0].width, frame[0].height
    if why == "pixels":
        return say(
            "第 {number} 镜的图片只有 {width}×{height} 像素，放大会失真，细节改为整幅展示",
            number=number,
            width=still.size.width,
            height=still.size.height,
        )
    if why == "face":
        return say(
            "第 {number} 镜在 {across}×{down} 的画面里推近会切到人脸，细节改为整幅展示；让 focus 框住整张脸，或避开它",
            number=number,
            across=across,
            down=down,
        )
    return say(
        "第 {number} 镜的 focus 在 {across}×{down} 的画面里框得太宽或太高，推不近，细节改为整幅展示；把它框小一些",
        number=number,
        across=across,
        down=down,
    )
