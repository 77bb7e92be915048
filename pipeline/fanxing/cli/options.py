"""Options that all commands share, each written once."""

import os
from pathlib import Path
from typing import Annotated

import typer

from fanxing.chain.brief import Options
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

Recipe = Annotated[Path, typer.Argument(help=say("配方文件，或它所在的文件夹"), show_default=False)]
Recipes = Annotated[list[Path], typer.Argument(help=say("一份或多份配方"), show_default=False)]
Out = Annotated[Path, typer.Option("--out", help=say("成品放在哪里"))]
Home = Annotated[Path, typer.Option("--home", help=say("中间结果放在哪里"), envvar="FANXING_HOME")]
Media = Annotated[list[Path] | None, typer.Option("--media", help=say("配方还可以从这个文件夹取素材（可写多次）"))]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help=say("同时用几个核；0 表示全部"))]
Strict = Annotated[bool, typer.Option("--strict", help=say("任何退让和提醒都算错误"))]
Json = Annotated[bool, typer.Option("--json", help=say("只在标准输出写一个 JSON"))]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help=say("只说错误"))]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help=say("说得更细"))]
Draft = Annotated[bool, typer.Option("--draft", help=say("半尺寸草稿，画面带草稿字样"))]
WordLists = Annotated[list[Path] | None, typer.Option("--words", help=say("自己的敏感词表，一行一个（可写多次）"))]

OUT = Path("out")
HOME = Path(".fanxing")


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def gathered(
    out: Path = OUT,
    home: Path = HOME,
    media: list[Path] | None = None,
    *,
    jobs: int = 0,
    strict: bool = False,
    draft: bool = False,
    words: list[Path] | None = None,
) -> Options:
    """Gather what was asked for."""
    return Options(
        out=out,
        home=home,
        media=tuple(media or ()),
        jobs=jobs or cores(),
        strict=strict,
        draft=draft,
        words=tuple(word for file in words or () for word in _word_list(file)),
    )


def _word_list(file: Path) -> tuple[str, ...]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecipeError(
            Fault(
                rule="words-file",
                what=say(
                    "读不了词表 {file}：{why}",
                    file=file,
                    why=getattr(error, "strerror", None) or say("不是 UTF-8"),
                ),
                mend=say("检查路径；词表用 UTF-8 保存，一行一个词"),
            )
        ) from None
    return tuple(word.strip() for word in text.splitlines() if word.strip() and not word.startswith("#"))
