"""``fanxing recipe``: a first recipe from a folder of pictures, and the schema for editors."""

import json
from pathlib import Path
from typing import Annotated

import typer

from fanxing.batch.fresh import found_in, fresh_recipe
from fanxing.batch.typed import typed
from fanxing.cli import show
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

recipe = typer.Typer(help=say("配方：新建、格式说明"), no_args_is_help=True)


@recipe.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=say("放着图片、视频和录音的文件夹"))],
    name: Annotated[str, typer.Option("--museum", metavar="NAME", help=say("馆名"))] = "",
) -> None:
    """照文件夹里的图片写一份可以直接改的配方；拿不准的写成注释，已有的配方不会被覆盖。"""
    place, laid = fresh_recipe(folder, name)
    show.line(str(place))
    for words in found_in(laid):
        show.line(f"    {words}")
    show.line(say("下一步：改好里面“在这里写……”的地方，运行 fanxing video check {place}", place=typed(place)))


@recipe.command()
def schema() -> None:
    """写出配方格式的 JSON Schema，供编辑器提示和检查。"""
    show.line(json.dumps(Recipe.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
