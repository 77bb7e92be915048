"""``fanxing video``: from the recipe to the package, and each stage by itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fanxing.batch import parts
from fanxing.batch.checking import check as judged
from fanxing.batch.inspecting import REFUSED, inspect, write_reports
from fanxing.batch.outcome import Outcome
from fanxing.batch.packing import package
from fanxing.batch.planning import plan_recipe
from fanxing.batch.produce import Maker, produce
from fanxing.batch.told import Known, told_before
from fanxing.chain.brief import Options
from fanxing.cli import options, show
from fanxing.cli.options import Manner, common
from fanxing.cli.watching import Watcher
from fanxing.media.page.board import BoardForm
from fanxing.model.errors import FanxingError
from fanxing.model.words import say

video = typer.Typer(help=say("短视频：检查、提纲、分镜、成片、上传包"), no_args_is_help=True)


def _make(name: str, recipes: list[Path], asked: Options, manner: Manner, maker: Maker) -> None:
    with Watcher(quiet=manner.json, verbose=manner.verbose, silent=manner.quiet) as watcher:
        told = produce(recipes, asked, watcher, maker)
    teller = " ".join((name, *("--draft",) * asked.draft, *asked.cuts))
    known: Known = frozenset() if manner.json or manner.quiet else told_before(told, asked.home, teller)
    raise typer.Exit(
        show.outcomes(told, as_object=manner.json, quiet=manner.quiet, known=frozenset() if manner.verbose else known)
    )


@video.command()
@common
def check(recipes: options.Recipes, *, asked: Options, manner: Manner) -> None:
    """动手之前先查：写错的、缺的文件、生僻字、讲解词里对不上的数字。"""
    with Watcher(quiet=True, verbose=False, silent=manner.quiet) as watcher:
        told = judged(recipes, asked, watcher)
    code = show.outcomes(told, as_object=manner.json, quiet=manner.quiet)
    if not manner.json and not manner.quiet:
        told_before(told, asked.home, "check")
        show.checked(told)
    raise typer.Exit(code)


@video.command()
@common
def render(
    recipes: options.Recipes,
    *,
    asked: Options,
    manner: Manner,
    draft: options.Draft = False,
    cuts: options.Cuts = None,
    sign: options.Sign = None,
    sign_key: options.SignKey = None,
) -> None:
    """从配方做到上传包，一条命令做完；以后改一句，只重做那几秒。"""
    del draft, cuts, sign, sign_key
    _make("render", recipes, asked, manner, package)


@video.command("package")
@common
def package_command(
    recipe: options.Recipe,
    *,
    asked: Options,
    manner: Manner,
    draft: options.Draft = False,
    cuts: options.Cuts = None,
    sign: options.Sign = None,
    sign_key: options.SignKey = None,
) -> None:
    """做出上传包；和 render 一样，一次一份配方。"""
    del draft, cuts, sign, sign_key
    _make("render", [recipe], asked, manner, package)


@video.command()
@common
def outline(
    recipe: options.Recipe,
    *,
    asked: Options,
    manner: Manner,
    form: Annotated[
        parts.OutlineForm, typer.Option("--format", help=say("md 是文本，docx 是提词稿，json 给程序读"))
    ] = "md",
) -> None:
    """写出脚本提纲：段落、句子、预计秒数。"""
    _make("outline", [recipe], asked, manner, parts.outline(form))


@video.command()
@common
def storyboard(
    recipe: options.Recipe,
    *,
    asked: Options,
    manner: Manner,
    pdf: Annotated[bool, typer.Option("--pdf", help=say("另写一份 A4 横版 PDF"))] = False,
    contact_sheet: Annotated[bool, typer.Option("--contact-sheet", help=say("另写一张总览图 PNG"))] = False,
) -> None:
    """写出分镜页：一个网页，给教练看和写意见。"""
    wanted: dict[BoardForm, bool] = {"html": True, "pdf": pdf, "png": contact_sheet}
    _make("storyboard", [recipe], asked, manner, parts.storyboard(tuple(form for form, wish in wanted.items() if wish)))


@video.command()
@common
def assemble(recipe: options.Recipe, *, asked: Options, manner: Manner, draft: options.Draft = False) -> None:
    """剪好画面和声音，不加字幕。"""
    del draft
    _make("assemble", [recipe], asked, manner, parts.assemble)


@video.command()
@common
def subtitle(recipe: options.Recipe, *, asked: Options, manner: Manner) -> None:
    """写出字幕文件：srt、vtt、ass。"""
    _make("subtitle", [recipe], asked, manner, parts.subtitle)


@video.command()
@common
def cover(
    recipe: options.Recipe,
    *,
    asked: Options,
    manner: Manner,
    choose: Annotated[
        int,
        typer.Option(
            "--choose",
            min=0,
            max=3,
            show_default=False,
            help=say("选定第几个（1 到 3），以后的成品包都用它；有正片就只管正片，短片另用 --cut 选；不写就做出全部"),
        ),
    ] = 0,
    cuts: options.Cuts = None,
) -> None:
    """做出各平台比例的封面；用 --choose 选定以后再 render 一次，成品包才换上。"""
    del cuts
    _make("cover", [recipe], asked, manner, parts.cover(choose))


@video.command()
@common
def plan(recipe: options.Recipe, *, asked: Options, manner: Manner, draft: options.Draft = False) -> None:
    """再运行一次会重做什么、沿用什么、为什么。"""
    del draft
    with Watcher(quiet=True, verbose=False, silent=manner.quiet) as watcher:
        planned = dict(plan_recipe(recipe, asked, watcher))
    if manner.json:
        stages = {cut: [asdict(one) for one in told] for cut, told in planned.items()}
        show.as_json({"ok": True, "exit": 0, "recipe": str(recipe), "cuts": stages})
    else:
        show.plans(planned)


@video.command("inspect")
@common
def inspect_command(
    film: Annotated[Path, typer.Argument(metavar="FILE|PACKAGE", help=say("影片，或成品包的文件夹、package.json"))],
    *,
    asked: Options,
    manner: Manner,
    html: Annotated[Path | None, typer.Option("--report", help=say("另写一页报告（HTML）"))] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help=say("另写一份 JUnit XML，给程序读"))] = None,
) -> None:
    """质检任何影片或成品包，谁做的都行；通过时退出码是 0，不通过是 6。"""
    try:
        outcome, report = inspect(film, asked.home, strict=asked.strict)
        write_reports(film, report, asked.home, html, junit)
    except FanxingError as error:
        outcome = Outcome(film, faults=error.faults, exit_code=error.exit_code)
    code = show.outcomes((outcome,), as_object=manner.json, quiet=manner.quiet, places=False)
    if not manner.json and not manner.quiet and code in {0, REFUSED}:
        show.line(say("通过") if code == 0 else say("没有通过"))
    raise typer.Exit(code)
