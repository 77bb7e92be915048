"""How much of a picture a shot shows: another shape of the film may crop it otherwise."""

from fanxing.media.render.near import seen_of
from fanxing.media.render.orders import FootageScene, Scene, StillScene
from fanxing.model.footage import Item, Sound
from fanxing.model.geometry import Size


def share_seen(scene: Scene, canvas: Size, item: Item | None) -> float | None:
    """Share of a picture's area that is seen where the camera is nearest, 0 to 1; None where a shot shows no picture.

    Args:
        scene: The shot as it is planned for one shape.
        canvas: The full canvas of that shape.
        item: What it shows.
    """
    if not isinstance(scene, StillScene | FootageScene) or item is None or isinstance(item.source, Sound):
        return None
    picture, stand = item.source.size, scene.stand
    if stand.kind == "bleed":
        nearest = max(stand.path.start.scale, stand.path.end.scale)
        wide, high = canvas.width / nearest, canvas.height / nearest
    elif stand.kind == "mounted":
        left, top, right, bottom = seen_of(stand)
        wide, high = right - left, bottom - top
    else:
        return 1.0
    return min(1.0, wide / picture.width) * min(1.0, high / picture.height)
