"""The sheets that are shipped are read by the loader in C: it must find in them what the one in Python finds."""

import pytest

from fanxing.media.look.template import SHEET, template_folder
from fanxing.model.yamltext import load

SHEETS = sorted(template_folder().glob(f"*/{SHEET}"))


@pytest.mark.parametrize("file", SHEETS, ids=[one.parent.name for one in SHEETS])
def test_a_shipped_sheet_says_the_same_to_both_loaders(file):
    value, places = load(file.read_bytes(), file.name)
    quick, same = load(file.read_bytes(), file.name, ours=True)
    assert quick == value
    assert same == places
