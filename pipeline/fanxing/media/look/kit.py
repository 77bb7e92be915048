"""A museum's own template: copied from another one, to be changed with any text and drawing program."""

import re
import shutil
from pathlib import Path

from fanxing.media.look.template import load_template, template_names
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

_NAME = re.compile(r"[\w-]{1,64}")


def new_template(name: str, origin: str, place: Path, search: tuple[Path, ...] = ()) -> Path:
    """Copy a template under a new name.

    Args:
        name: The new one's: letters, digits, ``_`` and ``-``.
        origin: Name of the one to copy.
        place: Folder that holds templates, e.g. ``templates`` beside a recipe; made where it is missing.
        search: Folders asked for ``origin`` before those shipped.

    Returns:
        The new folder.

    Raises:
        RecipeError: The name cannot be one, is taken, or there is no such origin.
    """
    if _NAME.fullmatch(name) is None:
        raise _fault(say("“{name}”不能作模板名", name=name), say("只用文字、数字、下划线和连字符，最多 64 个字"))
    if name in template_names((place,)):
        raise _fault(say("已经有叫“{name}”的模板", name=name), say("换一个名字"))
    source = load_template(origin, search).folder
    folder = place / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    except FileExistsError:
        raise _fault(say("文件夹 {folder} 已存在", folder=folder), say("换一个名字，或先移走它")) from None
    for file in sorted(source.iterdir()):
        if file.suffix in {".svg", ".yaml"}:
            shutil.copyfile(file, folder / file.name)
    return folder


def _fault(what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule="look-new", what=what, mend=mend))
