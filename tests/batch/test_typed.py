"""A path in a command that a person copies reaches the program as it is."""

import shlex
from pathlib import Path

import pytest

from fanxing.batch.typed import typed


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("灯展/recipe.yaml", "灯展/recipe.yaml"),
        ("玉 器/r.yaml", "'玉 器/r.yaml'"),
        ("$HOME/a;b.yaml", "'$HOME/a;b.yaml'"),
        ("-x/a.yaml", "./-x/a.yaml"),
        ("-x/a b.yaml", "'./-x/a b.yaml'"),
        ("~x/a.yaml", "'~x/a.yaml'"),
        ("/-x/a.yaml", "/-x/a.yaml"),
    ],
)
def test_a_path_is_quoted_only_where_a_shell_needs_it(path: str, text: str) -> None:
    assert typed(Path(path)) == text
    (word,) = shlex.split(text)
    assert Path(word) == Path(path)
    assert not word.startswith("-")
