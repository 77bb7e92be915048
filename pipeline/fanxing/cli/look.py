"""``fanxing look``: a museum's own templates."""

from pathlib import Path
from typing import Annotated

import typer

from fanxing.batch.sampling import preview_look
from fanxing.cli import options, show
from fanxing.cli.options import HOME, OUT
from fanxing.cli.watching import Watcher
from fanxing.media.look.check import look_faults
from fanxing.media.look.drawn import TEMPLATES
from fanxing.media.look.kit import new_template
from fanxing.media.render.hanging import hanging_advice
from fanxing.model.words import say

look = typer.Typer(help=say("模板：新建、预览、检查"), no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help=say("模板名"))]
Place = Annotated[Path, typer.Option("--dir", help=say("放模板的文件夹；配方旁边的 templates 会被自动找到"))]


@look.command()
def new(
    name: Name,
    origin: Annotated[str, typer.Option("--from", help=say("照哪个模板改"))] = "ink",
    place: Place = Path(TEMPLATES),
) -> None:
    """复制一个模板，改成自己馆的。"""
    show.line(str(new_template(name, origin, place, (place,))))


@look.command()
def preview(
    name: Name,
    recipe: Annotated[Path | None, typer.Option("--recipe", help=say("用这份配方的文字和图片"))] = None,
    place: Place = Path(TEMPLATES),
    out: options.Out = OUT,
    home: options.Home = HOME,
) -> None:
    """画一张图，看模板的每个部分；自己的模板不在当前文件夹时，用 --dir 指出它在哪里。"""
    with Watcher(quiet=True, verbose=False) as watcher:
        show.line(str(preview_look(name, recipe, place, options.gathered(out, home), watcher)))


@look.command()
def check(name: Name, place: Place = Path(TEMPLATES), json: options.Json = False) -> None:
    """检查模板：缺的部分、不安全的 SVG、对比度、安全区；有错误时退出码是 6。"""
    found = look_faults(name, (place,)) or hanging_advice(name, (place,))
    raise typer.Exit(show.findings(found, as_object=json))
