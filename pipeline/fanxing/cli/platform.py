"""``fanxing platform``: what each platform asks for, and how well that is known."""

from pathlib import Path
from typing import Annotated

import typer

from fanxing.cli import options, show
from fanxing.cli.limits import limits
from fanxing.media.grid import write_grid
from fanxing.media.profiles import load_profile, profile_id, profile_names
from fanxing.model.words import say

platform = typer.Typer(help=say("平台：清单、规格、出处"), no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help=say("平台名，如 channels 或 视频号"))]


@platform.command("list")
def list_(json: options.Json = False) -> None:
    """列出全部平台。"""
    profiles = [load_profile(name) for name in profile_names()]
    if json:
        show.as_json({"platforms": [profile.model_dump(mode="json") for profile in profiles]})
        return
    for profile in profiles:
        covers = "、".join(cover.ratio for cover in profile.covers)
        show.line(
            say(
                "{id}　{name}　画面 {shape}　封面 {covers}",
                id=profile.id,
                name=profile.name,
                shape=profile.shape,
                covers=covers,
            )
        )


@platform.command("show")
def show_(name: Name, json: options.Json = False) -> None:
    """看一个平台的规格，每个数字都带出处和日期。"""
    profile = load_profile(profile_id(name))
    if json:
        show.as_json(profile.model_dump(mode="json"))
        return
    show.line(f"{profile.name}（{profile.id}）　{profile.url}")
    show.line(
        say(
            "画面 {shape}，界面遮挡：上 {top} 下 {bottom} 左 {left} 右 {right} 像素",
            shape=profile.shape,
            **profile.safe.model_dump(),
        )
    )
    for heading, words, known in limits(profile):
        show.line(say("{heading}　{words}　〔{known}〕", heading=heading, words=words, known=known))
    for cover in profile.covers:
        show.line(
            say("封面　{ratio}　{width}×{height}", ratio=cover.ratio, width=cover.size.width, height=cover.size.height)
        )


@platform.command()
def grid(
    name: Name,
    out: Annotated[Path | None, typer.Option("--out", help=say("写到哪里"))] = None,
) -> None:
    """做一段标尺短片：传到自己的手机上看，量出界面遮住多少。"""
    place = out or Path(f"grid-{profile_id(name)}.mp4")
    write_grid(load_profile(profile_id(name)), place)
    show.line(str(place))
