"""What people call the stages."""

from fanxing.model.words import say

STAGE_NAMES: dict[str, str] = {
    "gather": say("素材"),
    "outline": say("提纲"),
    "storyboard": say("分镜"),
    "narrate": say("旁白"),
    "edit": say("剪辑"),
    "subtitle": say("字幕"),
    "mix": say("混音"),
    "picture": say("画面"),
    "cover": say("封面"),
    "inspect": say("质检"),
    "package": say("打包"),
}
"""Name of a stage -> its name for people."""


def stage_name(stage: str) -> str:
    """A stage's name for people, with the name used on the command line."""
    return STAGE_NAMES.get(stage, stage)


def cut_name(cut: str) -> str:
    """A cut's name for people."""
    return say("正片") if cut == "episode" else say("短片 {id}", id=cut.removeprefix("object-"))
