"""Help speaks the reader's language, every page of it."""

import re
from collections.abc import Callable

import pytest
import typer

from fanxing.cli.helping import may_show_help
from fanxing.cli.main import app

PROGRAMMERS = re.compile(r"<|\bbool\b|\bint\b|\bUsage\b|OPTIONS|ARGS|\bShow\b|\{|哈希|缓存|指纹|流水线")
"""What a museum's person should not have to read; JSON and PEM stand only where a programmer reads."""


def pages() -> list[tuple[str, ...]]:
    def below(command: object, way: tuple[str, ...]) -> list[tuple[str, ...]]:
        inner = getattr(command, "commands", {})
        return [way, *(page for name, one in inner.items() for page in below(one, (*way, name)))]

    return below(typer.main.get_command(app), ())


@pytest.mark.parametrize("words", pages(), ids=lambda words: " ".join(words) or "fanxing")
def test_every_page_of_help_is_in_the_readers_words(
    cli: Callable, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    ran = cli(*words, "--help")
    assert ran.exit_code == 0, ran.stderr
    assert f"用法：fanxing {' '.join(words)}".rstrip() in ran.stdout
    assert "显示这段说明" in ran.stdout
    body = ran.stdout.replace("一份配方，一条流水线", "").replace("md|json|docx", "")
    assert not PROGRAMMERS.findall(body), body


@pytest.mark.parametrize(
    ("line", "may"),
    [("", True), ("video", True), ("video render", True), ("video render r --help", True), ("video render r -h", True),
     ("video render r.yaml", False), ("video render r --draft", False)],
)  # fmt: skip
def test_what_draws_help_is_loaded_only_where_it_may_be_shown(line: str, *, may: bool) -> None:
    assert may_show_help(line.split()) is may
