"""The seal of a look: the recipe's words, the template's own, or none; each drawing with a key of its own."""

from pathlib import Path

import numpy as np
import pytest

from fanxing.media.look.cover import Art, compose
from fanxing.media.look.design import Design
from fanxing.media.look.drawn import drawn
from fanxing.media.look.kit import new_template
from fanxing.media.look.sample import plain_sample
from fanxing.media.look.template import load_template, template_names
from fanxing.model.errors import RecipeError
from fanxing.model.reading import read_recipe
from fanxing.model.recipe import Look
from fanxing.model.story import Delivery

RED = np.array([0xA3, 0x30, 0x2A])
"""The seal's colour in ``ink``."""


def layers(seal: str | None, kind: str = "title") -> list[np.ndarray]:
    card = next(one for one in plain_sample().cards if one.kind == kind)
    design = Design.for_film(load_template("ink", (), seal), "9:16")
    return [layer.rgba for layer in design.plate(card, None).layers]


def red(pictures: list[np.ndarray]) -> int:
    return sum(
        int((np.abs(one[..., :3].astype(int) - RED).max(axis=2) < 12)[one[..., 3] > 200].sum()) for one in pictures
    )


def test_without_a_word_the_templates_own_seal_is_drawn():
    own, same = load_template("ink"), load_template("ink", (), "清赏")
    assert own.sheet.seal == "清赏"
    assert own.version == same.version


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["title", "part", "end"])
@pytest.mark.parametrize("seal", ["渊", "临渊", "临渊县", "临渊县博"])
def test_the_recipes_words_are_cut_into_the_seal(seal: str, kind: str):
    own, other = layers(None, kind), layers(seal, kind)
    assert [one.shape for one in own] == [one.shape for one in other]
    assert any((one != two).any() for one, two in zip(own, other, strict=True))
    assert red(other) > 2500
    assert load_template("ink", (), seal).version != load_template("ink").version


def test_an_empty_word_leaves_the_seal_away():
    assert red(layers("")) < red(layers(None)) / 4
    assert load_template("ink", (), "").version != load_template("ink").version


def test_a_cover_carries_the_same_seal():
    sample = plain_sample()
    art = Art(sample.title, sample.line, None)
    own, other = (compose(load_template("ink", (), seal), "16:9", art).pixels for seal in (None, "临渊"))
    assert (own != other).any()


def test_every_design_of_a_film_has_the_recipes_seal():
    look, delivery = Look(seal="临渊"), Delivery(shapes=("9:16", "16:9"))
    assert {drawn(look, delivery, ())(shape).template.sheet.seal for shape in delivery.shapes} == {"临渊"}
    assert drawn(Look(), delivery, ())("9:16").template.sheet.seal == "清赏"


def test_only_templates_with_a_place_for_it_have_a_seal(tmp_path: Path):
    assert [name for name in template_names() if load_template(name).has_seal] == ["ink"]
    new_template("ours", "ink", tmp_path)
    assert load_template("ours", (tmp_path,), "临渊").sheet.seal == "临渊"


BASE = "title: 片名\nmuseum: {name: 馆}\nexhibition: {name: 展}\nguide: {name: 人}\nobjects: [{name: 瓶}]\n"


@pytest.mark.parametrize("written", ["临渊县博物馆", "LY", "临 渊", "临渊！"])
def test_what_no_seal_holds_is_refused(written: str):
    with pytest.raises(RecipeError, match="seal") as caught:
        read_recipe(f"{BASE}look: {{seal: {written}}}\n".encode(), "r.yaml")
    assert "一到四个汉字" in caught.value.faults[0].mend


@pytest.mark.parametrize(("written", "seal"), [("临渊", "临渊"), ('""', ""), ("null", None)])
def test_what_a_seal_holds_is_taken(written: str, seal: str | None):
    assert read_recipe(f"{BASE}look: {{seal: {written}}}\n".encode(), "r.yaml")[0].look.seal == seal
