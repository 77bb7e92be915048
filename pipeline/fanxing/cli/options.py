"""Options that all commands share, each written once."""

import functools
import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from fanxing.chain.brief import Options
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.reasons import reason
from fanxing.model.words import say

Recipe = Annotated[Path, typer.Argument(metavar="RECIPE", help=say("配方文件，或它所在的文件夹"), show_default=False)]
Recipes = Annotated[list[Path], typer.Argument(metavar="RECIPE...", help=say("一份或多份配方"), show_default=False)]
Out = Annotated[Path, typer.Option("--out", help=say("成品放在哪里"))]
Home = Annotated[Path, typer.Option("--home", help=say("做到一半的东西放在哪里，下次接着用"), envvar="FANXING_HOME")]
Media = Annotated[list[Path] | None, typer.Option("--media", help=say("配方还可以从这个文件夹取素材（可写多次）"))]
Jobs = Annotated[
    int, typer.Option("--jobs", min=0, show_default=False, help=say("同时用几个处理器核心；0 是全部，电脑卡就写 1"))
]
Strict = Annotated[bool, typer.Option("--strict", help=say("有一条提醒，或有一处没能照配方做，就算没有通过"))]
Json = Annotated[bool, typer.Option("--json", help=say("结果写成 JSON，给程序读"))]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help=say("只说错误"))]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help=say("每一步都说，提醒也全部列出"))]
Draft = Annotated[
    bool,
    typer.Option("--draft", help=say("草稿：画面一半大小、带草稿字样；已有做好的，草稿就放在旁边，不会盖掉")),
]
WordLists = Annotated[list[Path] | None, typer.Option("--words", help=say("自己的敏感词表，一行一个（可写多次）"))]
Sign = Annotated[
    Path | None,
    typer.Option(
        "--sign", metavar="CERT", help=say("给影片签内容凭证（C2PA）用的证书文件，PEM 格式"), envvar="FANXING_SIGN"
    ),
]
SignKey = Annotated[
    Path | None,
    typer.Option(
        "--sign-key", metavar="KEY", help=say("和证书配套的私钥文件，PEM 格式（PKCS#8）"), envvar="FANXING_SIGN_KEY"
    ),
]
Cuts = Annotated[
    list[str] | None,
    typer.Option("--cut", metavar="NAME", help=say("只做这一条：episode 是正片，短片写展品的 id（可写多次）")),
]

OUT = Path("out")
HOME = Path(".fanxing")


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Manner:
    """How results are told."""

    json: bool = False
    """One JSON object on standard output and nothing else there."""
    quiet: bool = False
    """Only faults."""
    verbose: bool = False
    """More."""


_COMMON: dict[str, tuple[Any, Any]] = {
    "out": (Out, OUT),
    "home": (Home, HOME),
    "media": (Media, None),
    "jobs": (Jobs, 0),
    "strict": (Strict, False),
    "words": (WordLists, None),
    "json": (Json, False),
    "quiet": (Quiet, False),
    "verbose": (Verbose, False),
}
"""The options of every command of ``video``: name -> type, default."""


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options: it receives them gathered, as ``asked`` and ``manner``.

    Its parameters ``draft``, ``cuts``, ``sign`` and ``sign_key`` are gathered too. Written by hand because
    typer has no shared options.
    """

    @functools.wraps(command)
    def taken(**given: Any) -> None:  # noqa: ANN401 - whatever typer read
        manner = Manner(given.pop("json"), given.pop("quiet"), given.pop("verbose"))
        draft, sign = bool(given.pop("draft", False)), _signing(given.pop("sign", None), given.pop("sign_key", None))
        cuts = tuple(given.pop("cuts", None) or ())
        asked = gathered(draft=draft, sign=sign, cuts=cuts, **{name: given.pop(name) for name in _GATHERED})
        command(**given, asked=asked, manner=manner)

    own = [one for one in inspect.signature(command).parameters.values() if one.name not in {"asked", "manner"}]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in _COMMON.items()
    ]
    signature = inspect.Signature([one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own] + shared)
    taken.__signature__ = signature  # type: ignore[attr-defined]
    taken.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return taken


def _signing(chain: Path | None, key: Path | None) -> tuple[Path, Path] | None:
    """Certificate and key: both, or none.

    Raises:
        RecipeError: One is missing.
    """
    if chain is None and key is None:
        return None
    for file, option in ((chain, "--sign"), (key, "--sign-key")):
        if file is None or not file.is_file():
            what = say("要签内容凭证，却没有给 {option}", option=option)
            if file is not None:
                what = say("找不到 {option} 的文件 {file}", option=option, file=file)
            mend = say("--sign 给证书链，--sign-key 给私钥，都是 PEM；不签就两个都不写")
            raise RecipeError(Fault(rule="sign-files", what=what, mend=mend))
    return (chain, key) if chain is not None and key is not None else None


_GATHERED = ("out", "home", "media", "jobs", "strict", "words")


def gathered(
    out: Path = OUT,
    home: Path = HOME,
    media: list[Path] | None = None,
    *,
    jobs: int = 0,
    strict: bool = False,
    draft: bool = False,
    words: list[Path] | None = None,
    sign: tuple[Path, Path] | None = None,
    cuts: tuple[str, ...] = (),
) -> Options:
    """Gather what was asked for."""
    return Options(
        out=out,
        home=home,
        media=tuple(media or ()),
        jobs=jobs or cores(),
        strict=strict,
        draft=draft,
        sign=sign,
        cuts=cuts,
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
                    why=reason(error) if isinstance(error, OSError) else say("不是 UTF-8"),
                ),
                mend=say("检查路径；词表用 UTF-8 保存，一行一个词"),
            )
        ) from None
    return tuple(word.strip() for word in text.splitlines() if word.strip() and not word.startswith("#"))
