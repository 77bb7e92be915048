"""``fanxing subtitle``: for people who have only a film, a script or a subtitle file."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

from fanxing.batch.aligning import (
    align_file,
    alignment_json,
    doubts,
    refuse_other_script,
    transcribe_file,
    vocabulary,
    write_subtitles,
)
from fanxing.cli import options, show
from fanxing.cli.options import HOME
from fanxing.media.captions.burn import burn as burn_in
from fanxing.media.captions.foreign import CaptionFile, Form, read_captions, write_captions
from fanxing.media.captions.mend import fix as mended
from fanxing.media.captions.mend import shift as shifted
from fanxing.media.captions.rules import check as judged
from fanxing.media.speech.align import Alignment
from fanxing.media.speech.recognise import recogniser as listening
from fanxing.media.store import write_whole
from fanxing.model.errors import AssetError, Fault, RecipeError
from fanxing.model.words import say

subtitle = typer.Typer(help=say("字幕：对齐、平移、修整、检查、压进画面"), no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help=say("字幕文件：srt、vtt 或 ass"))]
To = Annotated[Path | None, typer.Option("--out", help=say("写到哪里；不写就写在原文件旁边"))]
Written = Annotated[Path | None, typer.Option("--out", help=say("写成 .srt、.vtt 或 .ass"))]
Knowing = Annotated[Path | None, typer.Option("--recipe", help=say("照这份配方的名字和读音"))]
Recognising = Annotated[str, typer.Option("--recogniser", help=say("用哪个识别程序：faster-whisper 或 whisper"))]

FORMS: dict[str, Form] = {".srt": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ass"}
"""Endings of files -> what is written."""


def _write(file: CaptionFile, source: Path, out: Path | None, word: str) -> Path:
    place = out or source.with_name(f"{source.stem}.{word}{source.suffix}")
    form = FORMS.get(place.suffix.lower())
    if form is None:
        raise RecipeError(
            Fault(
                rule="subtitle-form",
                what=say("不会写 {suffix} 格式的字幕", suffix=place.suffix or say("没有扩展名")),
                where=str(place),
                mend=say("用 .srt、.vtt 或 .ass 结尾"),
            )
        )
    write_whole(place, write_captions(file, form))
    return place


@subtitle.command()
def align(
    media: Annotated[Path, typer.Argument(metavar="MEDIA", help=say("录音或影片"))],
    script: Annotated[Path, typer.Option("--script", metavar="TEXT", help=say("讲解词，一句一行"))],
    out: Written = None,
    recipe: Knowing = None,
    model: Annotated[
        str | None,
        typer.Option("--model", help=say("录音和讲解词差得多时，先用本机的识别模型找大致位置：模型的路径或名字")),
    ] = None,
    recogniser: Recognising = "faster-whisper",
    home: options.Home = HOME,
    json: options.Json = False,
) -> None:
    """把讲解词对到录音上：每个字在第几秒。"""
    listener = listening(recogniser, model) if model else None
    told = align_file(media, script, home, vocabulary(recipe), listener)
    try:
        refuse_other_script(told, media, script)
    except AssetError as error:
        if not json:
            raise
        show.as_json(alignment_json(told))  # the one object; why it is nothing to use stands on standard error
        show.faults(error.faults)
        raise typer.Exit(error.exit_code) from None
    _tell(told, out, json=json)


@subtitle.command()
def transcribe(
    media: Annotated[Path, typer.Argument(metavar="MEDIA", help=say("录音或影片"))],
    model: Annotated[str, typer.Option("--model", help=say("本机识别模型的路径或名字；不会自动下载"))],
    recogniser: Recognising = "faster-whisper",
    recipe: Knowing = None,
    name: Annotated[list[str] | None, typer.Option("--name", help=say("会出现的人名、器物名（可写多次）"))] = None,
    language: Annotated[Literal["zh", "en"], typer.Option("--language", help=say("说的是什么话"))] = "zh",
    out: Written = None,
    home: options.Home = HOME,
    json: options.Json = False,
) -> None:
    """没有讲解词时，用本机的识别模型听写。"""
    words = vocabulary(recipe, name or ())
    _tell(transcribe_file(media, home, listening(recogniser, model), words, language), out, json=json)


def _tell(told: Alignment, out: Path | None, *, json: bool) -> None:
    if out is not None:
        write_subtitles(told, out)
    if json:
        show.as_json(alignment_json(told))
        return
    show.faults(doubts(told))
    if out is not None:
        show.line(str(out))
        return
    for line in told.lines:
        show.line(f"{line.start:8.2f} {line.end:8.2f}  {line.text}")


@subtitle.command()
def shift(
    file: File,
    seconds: Annotated[float, typer.Option("--by", help=say("推后几秒；负数是提前"))],
    since: Annotated[float, typer.Option("--since", help=say("只动这一秒以后的"))] = 0.0,
    factor: Annotated[str, typer.Option("--factor", help=say("先把时间乘上这个比，如 25/24（换帧率用）"))] = "1",
    out: To = None,
) -> None:
    """把字幕整体提前或推后。"""
    try:
        ratio = Fraction(factor)
    except (ValueError, ZeroDivisionError):
        raise typer.BadParameter(say("写成 25/24 或 1.001"), param_hint="--factor") from None
    made, told = shifted(read_captions(file), round(seconds * 1000), since_ms=round(since * 1000), factor=ratio)
    show.faults(told)
    show.line(str(_write(made, file, out, "shifted")))


@subtitle.command()
def fix(file: File, out: To = None) -> None:
    """修整：编码、顺序、重叠、太短、太长。"""
    made, told = mended(read_captions(file))
    show.faults(told)
    show.line(str(_write(made, file, out, "fixed")))


@subtitle.command()
def check(file: File, strict: options.Strict = False, json: options.Json = False) -> None:
    """检查一个字幕文件；有错误时退出码是 6。"""
    raise typer.Exit(show.findings(judged(read_captions(file)), as_object=json, strict=strict))


@subtitle.command()
def burn(
    film: Annotated[Path, typer.Argument(metavar="FILM", help=say("影片"))],
    captions: Annotated[Path, typer.Argument(metavar="FILE", help=say("字幕文件"))],
    out: To = None,
) -> None:
    """把字幕压进画面。"""
    place = out or film.with_name(f"{film.stem}.subtitled.mp4")
    burn_in(film, read_captions(captions), place)
    show.line(str(place))
