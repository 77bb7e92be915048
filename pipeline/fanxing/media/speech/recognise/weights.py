"""Where recognition models lie on this machine. They are looked for, never fetched."""

import os
from pathlib import Path

from fanxing.model.errors import Fault, ToolError
from fanxing.model.words import say


def models_folder() -> Path:
    """The folder for models: ``$FANXING_MODELS``, else ``~/.cache/fanxing/models``."""
    named = os.environ.get("FANXING_MODELS")
    return Path(named) if named else Path.home() / ".cache" / "fanxing" / "models"


def find_model(model: str, suffix: str = "", further: tuple[Path, ...] = ()) -> Path:
    """Find a model by its path, or by its name in the models' folder or one of ``further``.

    Args:
        model: Path or name.
        suffix: Ending of the file of a name, with its dot; empty where a model is a folder.
        further: Other folders in which the library itself keeps models.

    Raises:
        ToolError: It is not on this machine.
    """
    places = [Path(model), *(folder / f"{model}{suffix}" for folder in (models_folder(), *further))]
    for place in places:
        if place.exists():
            return place
    raise ToolError(
        Fault(
            rule="recogniser-model",
            what=say("这台电脑上没有识别模型“{model}”", model=model),
            mend=say(
                "fanxing 不会自己下载：把模型放进 {folder}，或写出它的路径（--model 路径）", folder=models_folder()
            ),
        )
    )


def not_installed(package: str, extra: str) -> ToolError:
    """Word that a recogniser's library is missing."""
    return ToolError(
        Fault(
            rule="recogniser-missing",
            what=say("没有安装识别库 {package}", package=package),
            mend=say("运行：pip install 'fanxing[{extra}]'", extra=extra),
        )
    )


def unreadable(model: Path) -> ToolError:
    """Word that a model's files cannot be used."""
    return ToolError(
        Fault(
            rule="recogniser-model",
            what=say("识别模型 {model} 打不开", model=model),
            mend=say("重新复制这个模型，并确认它是所选识别库的格式"),
        )
    )
