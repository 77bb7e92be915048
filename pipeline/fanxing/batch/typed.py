"""A path as a person types it behind a command."""

import re
import shlex
from pathlib import Path

from fanxing.model.words import shown


def typed(path: Path) -> str:
    """Quoted only where a shell would take it otherwise: Chinese needs no quotes, spaces and brackets do.

    A name that begins with a dash is given its folder: a command would take it for an option.
    """
    text = shown(str(path))
    text = f"./{text}" if text.startswith("-") else text
    return text if re.fullmatch(r"[\w./@%+=:，。、《》—·（）-]+", text) else shlex.quote(text)
