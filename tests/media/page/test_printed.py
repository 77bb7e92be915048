"""The storyboard on paper, and the contact sheet."""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from storyboards import HOSTILE, panels, subject

from fanxing.media.page.contact import contact_sheet
from fanxing.media.page.printed import storyboard_pdf
from fanxing.model.errors import RecipeError

A4_LANDSCAPE = (841.89, 595.28)


def _pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_every_shot_is_on_paper():
    told = subject()
    text = "\n".join(_pages(storyboard_pdf(told, panels(7))))
    lines = text.splitlines()
    for row in told.rows:
        assert str(row.number) in lines
    for words in ("一棵老松，", "松下高士", "缺来源和授权", "AI 画面", "这句话没有出处", told.sha256[:12]):
        assert words in text.replace("\n", ""), words


def test_paper_names_every_shape_of_the_film():
    told = subject()
    text = "".join(_pages(storyboard_pdf(told, panels(7, beside=("16:9",))))).replace("\n", "")
    assert "画幅9:16、16:9，图为9:16" in text.replace(" ", "")
    assert "16:9见原图的75%" in text.replace(" ", "")


def test_pages_are_landscape_and_numbered():
    reader = PdfReader(io.BytesIO(storyboard_pdf(subject(), panels(7))))
    count = len(reader.pages)
    assert count > 1
    for number, page in enumerate(reader.pages, start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4_LANDSCAPE, abs=0.1)
        assert f"第 {number} 页，共 {count} 页" in page.extract_text()
        assert "星渚县博物馆" in page.extract_text()


@pytest.mark.slow
def test_the_same_storyboard_gives_the_same_pdf_in_every_process():
    lines = "import sys; from storyboards import panels, subject; from fanxing.media.page.printed import storyboard_pdf"
    lines += "; sys.stdout.buffer.write(storyboard_pdf(subject('𬭎'), panels(7)))"
    tests = Path(__file__).parents[2]
    made = {
        subprocess.run(
            [sys.executable, "-c", lines],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent / 'pipeline'}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_what_a_stranger_wrote_is_set_as_text():
    text = "".join(_pages(storyboard_pdf(subject(HOSTILE), panels(7)))).replace("\n", "")
    assert "<img src=x" in text
    assert "{{7*7}}" in text


@pytest.mark.parametrize("paper", [storyboard_pdf, contact_sheet])
def test_a_character_that_no_font_has_is_refused(paper):
    with pytest.raises(RecipeError, match="字库没有的字"):
        paper(subject("🏺"), panels(7))


def test_a_rare_character_is_taken_from_another_font():
    # Of the fonts that ship, the first lacks these: one is Korean, one Japanese.
    assert "뮤峠" in "".join(_pages(storyboard_pdf(subject("뮤峠"), panels(7)))).replace("\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["9:16", "16:9", "3:4", "1:1"])
def test_rows_of_every_shape_stay_on_the_page(shape):
    long = "很长的讲解词，" * 12
    content = storyboard_pdf(subject(long), panels(7, shape))
    assert len(_pages(content)) <= 12
    assert content.startswith(b"%PDF-")


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["9:16", "16:9", "3:4", "1:1"])
def test_the_contact_sheet_shows_every_panel(shape):
    told, drawn = subject(), panels(7, shape)
    sheet = np.asarray(Image.open(io.BytesIO(contact_sheet(told, drawn))).convert("RGB"), np.int16)
    for panel in drawn.panels:
        for jpeg in (panel.first, panel.last):
            colour = np.asarray(Image.open(io.BytesIO(jpeg)), np.int16)[0, 0]
            near = np.abs(sheet - colour).max(axis=2) <= 2
            assert near.sum() > 10_000


def test_the_contact_sheet_bears_any_words():
    long = "𬭎簋" + HOSTILE + "很长的讲解词，" * 30
    assert Image.open(io.BytesIO(contact_sheet(subject(long), panels(7)))).format == "PNG"
