"""The chain itself. The only place that knows the stages."""

from fanxing.model.stage import Stage
from fanxing.stages.cover import cover
from fanxing.stages.edit import edit
from fanxing.stages.gather import gather
from fanxing.stages.inspect import inspect
from fanxing.stages.mix import mix
from fanxing.stages.narrate import narrate
from fanxing.stages.outline import outline
from fanxing.stages.package import package
from fanxing.stages.picture import picture
from fanxing.stages.storyboard import storyboard
from fanxing.stages.subtitle import subtitle

STANDARD: tuple[Stage, ...] = (
    gather,
    outline,
    storyboard,
    narrate,
    edit,
    subtitle,
    mix,
    picture,
    cover,
    inspect,
    package,
)
"""In the order it runs; what waits for nothing of each other may run side by side.

To add a stage, write a file in ``stages/`` and add a line.
"""
