"""``fanxing video``: from the recipe to the package, and each stage by itself."""

from dataclasses import asdict
from typing import Annotated

import typer

from fanxing.batch import parts
from fanxing.batch.planning import plan_recipe
from fanxing.batch.produce import Maker, package, produce
from fanxing.chain.brief import Options
from fanxing.cli import options, show
from fanxing.cli.options import HOME, OUT
from fanxing.media.page.board import BoardForm
from fanxing.model.words import say

video = typer.Typer(help=say("短视频：检查、提纲、分镜、成片、上传包"), no_args_is_help=True)


def _make(
    recipes: list[options.Recipe], asked: Options, maker: Maker, *, json: bool, quiet: bool, verbose: bool
) -> None:
    with show.Watcher(quiet=quiet or json, verbose=verbose) as watcher:
        told = produce(recipes, asked, watcher, maker)
    raise typer.Exit(show.outcomes(told, as_object=json, quiet=quiet))


@video.command()
def render(
    recipes: options.Recipes,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    jobs: options.Jobs = 0,
    strict: options.Strict = False,
    draft: options.Draft = False,
    words: options.WordLists = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """从配方做到上传包：整条流水线。"""
    asked = options.gathered(out, home, media, jobs=jobs, strict=strict, draft=draft, words=words)
    _make(recipes, asked, package, json=json, quiet=quiet, verbose=verbose)


@video.command("package")
def package_command(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    jobs: options.Jobs = 0,
    strict: options.Strict = False,
    words: options.WordLists = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """做出上传包。"""
    asked = options.gathered(out, home, media, jobs=jobs, strict=strict, words=words)
    _make([recipe], asked, package, json=json, quiet=quiet, verbose=verbose)


@video.command()
def outline(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    form: Annotated[parts.OutlineForm, typer.Option("--format", help=say("md、json 或 docx（提词稿）"))] = "md",
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """写出脚本提纲：段落、句子、预计秒数。"""
    _make([recipe], options.gathered(out, home, media), parts.outline(form), json=json, quiet=quiet, verbose=False)


@video.command()
def storyboard(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    pdf: Annotated[bool, typer.Option("--pdf", help=say("另写一份 A4 横版 PDF"))] = False,
    contact_sheet: Annotated[bool, typer.Option("--contact-sheet", help=say("另写一张总览图 PNG"))] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """写出分镜页：一个网页，给教练看和写意见。"""
    asked = options.gathered(out, home, media)
    wanted: dict[BoardForm, bool] = {"html": True, "pdf": pdf, "png": contact_sheet}
    forms = tuple(form for form, asked_for in wanted.items() if asked_for)
    _make([recipe], asked, parts.storyboard(forms), json=json, quiet=quiet, verbose=False)


@video.command()
def assemble(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    jobs: options.Jobs = 0,
    strict: options.Strict = False,
    draft: options.Draft = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """剪好画面和声音，不加字幕。"""
    asked = options.gathered(out, home, media, jobs=jobs, strict=strict, draft=draft)
    _make([recipe], asked, parts.assemble, json=json, quiet=quiet, verbose=verbose)


@video.command()
def subtitle(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    strict: options.Strict = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """写出字幕文件：srt、vtt、ass。"""
    _make(
        [recipe],
        options.gathered(out, home, media, strict=strict),
        parts.subtitle,
        json=json,
        quiet=quiet,
        verbose=False,
    )


@video.command()
def cover(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    choose: Annotated[int, typer.Option("--choose", min=0, max=3, help=say("第几个候选；0 表示全部"))] = 0,
    strict: options.Strict = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """做出各平台比例的封面。"""
    _make(
        [recipe],
        options.gathered(out, home, media, strict=strict),
        parts.cover(choose),
        json=json,
        quiet=quiet,
        verbose=False,
    )


@video.command()
def plan(
    recipe: options.Recipe,
    out: options.Out = OUT,
    home: options.Home = HOME,
    media: options.Media = None,
    draft: options.Draft = False,
    json: options.Json = False,
) -> None:
    """说明会重做什么、沿用什么、为什么。"""
    asked = options.gathered(out, home, media, draft=draft)
    planned = dict(plan_recipe(recipe, asked, show.Watcher(quiet=True, verbose=False)))
    if json:
        stages = {cut: [asdict(one) for one in told] for cut, told in planned.items()}
        show.as_json({"ok": True, "exit": 0, "recipe": str(recipe), "cuts": stages})
    else:
        show.plans(planned)
