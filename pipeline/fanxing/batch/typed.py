"""A path as a person types it behind a command."""

import re
import shlex
from pathlib import Path

from fanxing.model.words import shown


def typed(path: Path) -> str:
    """Quoted only where a shell would take it otherwise: Chinese needs no quotes, spaces and brackets do."""
    text = shown(str(path))
    return text if re.fullmatch(r"[\w./@%+=:，。、《》—·（）-]+", text) else shlex.quote(text)
