"""The script outline for people: Markdown for screens, DOCX as the guide's prompter sheet."""

import io
import zipfile

from fanxing.model.recipe import Voice
from fanxing.model.script import Part, Script
from fanxing.model.words import say

_NOTICED_S = 0.1
"""Of an end card; less is rounding."""
PROMPTER_PT = 22
"""Readable from a stand at 1.5 m."""


def outline_markdown(script: Script, *, film_seconds: float | None = None) -> str:
    """Parts, lines and seconds as Markdown, UTF-8.

    Args:
        script: The words; its seconds are the film's own where there is one.
        film_seconds: Length of the finished film, its end card included; None: nothing is filmed, all is estimated.
    """
    count = len(script.lines)
    if film_seconds is None:
        head = say("预计 {seconds} 秒（片尾不算在内），{count} 句", seconds=round(script.seconds), count=count)
    else:
        head = say("成片全长 {length:.1f} 秒，{count} 句", length=film_seconds, count=count)
        if (end := film_seconds - script.seconds) >= _NOTICED_S:
            head = say("{head}；片尾的字卡占 {end:.1f} 秒，其余按段写在下面", head=head, end=end)
    lines = [f"# {script.title}", "", head, ""]
    for number, part in enumerate(script.parts, start=1):
        lines += [f"## {number}. {_heading(part, filmed=film_seconds is not None)}", ""]
        lines += [
            f"{at}. {line.text}" + (f"  \n   {line.second}" if line.second else "")
            for at, line in enumerate(part.lines, start=1)
        ]
        lines += [""]
    return "\n".join(lines)


def outline_docx(script: Script, voice: Voice, museum: str = "") -> bytes:
    """The prompter sheet: large type, one line a paragraph, numbered as recordings are asked for; A4, by the museum."""
    from docx import Document as Paper  # noqa: PLC0415 - slow to load, and seldom wanted
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    paper = Paper()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    style = paper.styles["Normal"]
    style.font.name = "Noto Sans SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans SC")
    style.font.size = Pt(PROMPTER_PT)
    style.paragraph_format.space_after = Pt(14)
    style.paragraph_format.line_spacing = 1.4
    paper.add_heading(script.title, level=0)
    hint = paper.add_paragraph().add_run(
        say(
            "照着念，一句一停；念错了停两秒，从这一句开头重念。预计 {seconds} 秒，语速 {rate}。",
            seconds=round(script.seconds),
            rate=voice.rate,
        )
    )
    hint.font.size = Pt(12)
    hint.font.color.rgb = RGBColor(0x66, 0x66, 0x66)
    for number, part in enumerate(script.parts, start=1):
        paper.add_heading(f"{number}　{_heading(part)}", level=2)
        for line in part.lines:
            paper.add_paragraph(line.text)
    stream = io.BytesIO()
    about = paper.core_properties
    about.title, about.author, about.last_modified_by, about.comments = script.title, museum, museum, ""
    for date in about._element.xpath("dcterms:created | dcterms:modified"):  # noqa: SLF001 - the template's own, of 2013
        date.getparent().remove(date)
    paper.save(stream)
    return _undated(stream.getvalue())


def _undated(packed: bytes) -> bytes:
    """The same parts without the hour of packing: the same script is the same file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _heading(part: Part, *, filmed: bool = False) -> str:
    estimated = say("预计 {seconds} 秒", seconds=round(part.seconds))
    seconds = say("{seconds:.1f} 秒", seconds=part.seconds) if filmed else estimated
    written = "" if part.written or not part.lines else say("，按字段自动写成，请改写")
    return f"{part.heading}（{seconds}{written}）"
