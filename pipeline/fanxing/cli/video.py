"""``fanxing video``: from the recipe to the package, and each stage by itself."""

from dataclasses import asdict
from typing import Annotated

import typer

from fanxing.batch import parts
from fanxing.batch.planning import plan_recipe
from fanxing.batch.produce import Maker, package, produce
from fanxing.chain.brief import Options
from fanxing.cli import common, show
from fanxing.cli.common import HOME, OUT
from fanxing.model.words import say

video = typer.Typer(help=say("短视频：检查、提纲、分镜、成片、上传包"), no_args_is_help=True)


def _make(
    recipes: list[common.Recipe], asked: Options, maker: Maker, *, json: bool, quiet: bool, verbose: bool
) -> None:
    with show.Watcher(quiet=quiet or json, verbose=verbose) as watcher:
        told = produce(recipes, asked, watcher, maker)
    raise typer.Exit(show.outcomes(told, as_object=json, quiet=quiet))


@video.command()
def render(
    recipes: common.Recipes,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    jobs: common.Jobs = 0,
    strict: common.Strict = False,
    draft: common.Draft = False,
    words: common.WordLists = None,
    json: common.Json = False,
    quiet: common.Quiet = False,
    verbose: common.Verbose = False,
) -> None:
    """从配方做到上传包：整条流水线。"""
    asked = common.options(out, home, media, jobs=jobs, strict=strict, draft=draft, words=words)
    _make(recipes, asked, package, json=json, quiet=quiet, verbose=verbose)


@video.command("package")
def package_command(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    jobs: common.Jobs = 0,
    strict: common.Strict = False,
    words: common.WordLists = None,
    json: common.Json = False,
    quiet: common.Quiet = False,
    verbose: common.Verbose = False,
) -> None:
    """做出上传包。"""
    asked = common.options(out, home, media, jobs=jobs, strict=strict, words=words)
    _make([recipe], asked, package, json=json, quiet=quiet, verbose=verbose)


@video.command()
def outline(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    form: Annotated[parts.OutlineForm, typer.Option("--format", help=say("md、json 或 docx（提词稿）"))] = "md",
    json: common.Json = False,
    quiet: common.Quiet = False,
) -> None:
    """写出脚本提纲：段落、句子、预计秒数。"""
    _make([recipe], common.options(out, home, media), parts.outline(form), json=json, quiet=quiet, verbose=False)


@video.command()
def assemble(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    jobs: common.Jobs = 0,
    strict: common.Strict = False,
    draft: common.Draft = False,
    json: common.Json = False,
    quiet: common.Quiet = False,
    verbose: common.Verbose = False,
) -> None:
    """剪好画面和声音，不加字幕。"""
    asked = common.options(out, home, media, jobs=jobs, strict=strict, draft=draft)
    _make([recipe], asked, parts.assemble, json=json, quiet=quiet, verbose=verbose)


@video.command()
def subtitle(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    strict: common.Strict = False,
    json: common.Json = False,
    quiet: common.Quiet = False,
) -> None:
    """写出字幕文件：srt、vtt、ass。"""
    _make(
        [recipe],
        common.options(out, home, media, strict=strict),
        parts.subtitle,
        json=json,
        quiet=quiet,
        verbose=False,
    )


@video.command()
def cover(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    choose: Annotated[int, typer.Option("--choose", min=0, max=3, help=say("第几个候选；0 表示全部"))] = 0,
    strict: common.Strict = False,
    json: common.Json = False,
    quiet: common.Quiet = False,
) -> None:
    """做出各平台比例的封面。"""
    _make(
        [recipe],
        common.options(out, home, media, strict=strict),
        parts.cover(choose),
        json=json,
        quiet=quiet,
        verbose=False,
    )


@video.command()
def plan(
    recipe: common.Recipe,
    out: common.Out = OUT,
    home: common.Home = HOME,
    media: common.Media = None,
    draft: common.Draft = False,
    json: common.Json = False,
) -> None:
    """说明会重做什么、沿用什么、为什么。"""
    asked = common.options(out, home, media, draft=draft)
    planned = dict(plan_recipe(recipe, asked, show.Watcher(quiet=True, verbose=False)))
    if json:
        stages = {cut: [asdict(one) for one in told] for cut, told in planned.items()}
        show.as_json({"ok": True, "exit": 0, "recipe": str(recipe), "cuts": stages})
    else:
        show.plans(planned)
