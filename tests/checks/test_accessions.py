"""Accession numbers that two objects share, and letters among their figures; museums' own numbers are left alone."""

import pytest

from fanxing.checks.accessions import RULES, accession_findings, typed
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.reading import read_recipe
from fanxing.model.recipe import Recipe

LEAST = "title: 题\nmuseum: {name: 馆}\nexhibition: {name: 展}\nguide: {name: 林月}\n"

ODD = {
    "古玉l863": "古玉1863",
    "古玉I863": "古玉1863",
    "1982.6O.1": "1982.60.1",
    "XZ-O017": "XZ-0017",
    "1982.68.l": "1982.68.1",
    "186l": "1861",
    "古玉１８６３": "古玉1863",
    "19o2": "1902",
}

SOUND = [
    "古玉1863",
    "1982.68.12",
    "XZ-0017",
    "O1234",
    "I-17-34",
    "L.2010.1",
    "Or.8210/S.1",
    "IM 12-1910",
    "1982.10a-b",
    "EA 1234",
    "1987.I.3",
    "C.12:1-1910",
    "总登记号：20",
    "1949.152 Olsen",
    "新00123456",
    "甲骨〇一",
    "Jol 12",
]


def found(*objects: dict[str, str]) -> list[tuple[str, str | None, str, str]]:
    recipe = Recipe.model_validate(
        {"title": "题", "museum": {"name": "馆"}, "exhibition": {"name": "展"}, "guide": {"name": "人"}}
        | {"objects": [{"name": f"瓶{at}", **one} for at, one in enumerate(objects)]}
    )
    told = list(accession_findings(recipe, Judge(RULES, {}), lambda key: Location(file="r", key=key)))
    assert {one.level for one in told} <= {"advice"}
    return [(one.rule, one.where.key, one.what, one.mend) for one in told if isinstance(one.where, Location)]


@pytest.mark.parametrize(("number", "right"), ODD.items())
def test_a_letter_among_figures_is_told_with_what_was_meant(number: str, right: str):
    ((rule, place, what, mend),) = found({"accession": number})
    assert (rule, place) == ("accession-form", "objects[0].accession")
    assert f"“{number}”" in what
    assert mend.endswith(f"：{right}")
    assert typed(right) == right


@pytest.mark.parametrize("number", SOUND)
def test_a_museums_own_number_is_left_alone(number: str):
    assert found({"accession": number}) == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"accession": "古玉1863"}, {"accession": "古玉1863"}, 1),
        ({"accession": "xz-17"}, {"accession": "XZ-17"}, 1),
        ({"accession": "古玉1863", "holder": "馆"}, {"accession": "古玉 1863"}, 1),
        ({"accession": "古玉1863"}, {"accession": "古玉1863", "holder": "别的馆"}, 0),
        ({"accession": "1982.68.1"}, {"accession": "1982.68.10"}, 0),
        ({}, {}, 0),
    ],
)
def test_one_number_on_two_objects_of_one_house_is_told(one: dict[str, str], other: dict[str, str], told: int):
    number = other.get("accession")
    what = f"第 2 件“瓶1”和第 1 件“瓶0”的藏品号都是“{number}”"
    assert [each[:3] for each in found(one, other)] == [("accession-double", "objects[1].accession", what)] * told


def test_a_number_without_quotation_marks_keeps_its_figures():
    recipe, _ = read_recipe(f"{LEAST}objects: [{{name: 瓶, accession: 1982.60}}]\n".encode(), "r.yaml")
    assert recipe.objects[0].accession == "1982.60"
