"""What the engine is given: plates, mounts, graphics, subtitles."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.compose import settled
from fanxing.media.look.contrast import LEAST, luminance
from fanxing.media.look.design import Design
from fanxing.media.look.draw import lay_over
from fanxing.media.look.kit import new_template
from fanxing.media.look.legible import contrast_of
from fanxing.media.look.pictures import scaled
from fanxing.media.look.sample import plain_sample
from fanxing.media.render.bleed import subtitles_from
from fanxing.model.bilingual import CUE_LETTERS
from fanxing.model.errors import RecipeError
from fanxing.model.geometry import SHAPES, Box, SafeArea, Shape, Size
from fanxing.model.graphics import AiLabel, DraftMark, EndCard, FactCallOut, HookCard, LowerThird, PartCard, TitleCard
from fanxing.model.subtitle import Reading

TEMPLATES = ("ink", "bronze", "porcelain", "plain")
HOOK = HookCard(text="三百年前的文人，怎样度过悠长的一天？", source="克利夫兰")


def noise(size: Size, seed: int = 7) -> Pixels:
    """A picture on which nothing is easy to read."""
    cells = np.random.default_rng(seed).integers(0, 256, (size.height // 16 + 1, size.width // 16 + 1, 3), np.uint8)
    return np.ascontiguousarray(cells.repeat(16, axis=0).repeat(16, axis=1)[: size.height, : size.width])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_card_fills_the_canvas_and_may_be_pushed(template: str, shape: Shape) -> None:
    design = Design.load(template, shape)
    plate = design.plate(HOOK, noise(Size(width=400, height=300)))
    assert plate.ground.dtype == np.uint8
    assert plate.ground.shape[0] > design.canvas.height
    assert abs(plate.ground.shape[1] / plate.ground.shape[0] - design.canvas.aspect) < 0.01
    assert plate.layers
    for layer in plate.layers:
        inside(layer, design.canvas)


def inside(layer: Layer, canvas: Size) -> None:
    assert layer.rgba.shape[2] == 4
    assert layer.x >= 0
    assert layer.y >= 0
    assert layer.x + layer.rgba.shape[1] <= canvas.width
    assert layer.y + layer.rgba.shape[0] <= canvas.height


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
def test_words_of_a_card_are_read_over_any_picture(template: str) -> None:
    design = Design.load(template, "9:16")
    plate = design.plate(HOOK, noise(Size(width=600, height=800)))
    frame = scaled(plate.ground, design.canvas)
    for layer in plate.layers:
        frame = lay_over(frame, layer)
    words = {"text": HOOK.text, "source": HOOK.source, "picture": "1"}
    for _, laid in design.composer.laid("hook", words):
        for one in laid.settings:
            assert contrast_of(frame, one) >= LEAST


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
def test_graphics_and_subtitles_are_read_over_any_picture(template: str) -> None:
    design, sample = Design.load(template, "9:16"), plain_sample()
    drawn = [piece for one in sample.graphics for piece in design.drawn(one)]
    drawn += design.drawn_cue(sample.cue, sample.second)
    for ground in (np.full((1920, 1080, 3), 255, np.uint8), np.zeros((1920, 1080, 3), np.uint8), noise(design.canvas)):
        for piece in drawn:
            frame = lay_over(ground, piece.layer)
            for one in piece.laid.settings:
                assert contrast_of(frame, one) >= LEAST, one.block.lines


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("text", ["旁白为AI合成语音", "本片含AI生成内容", "AI生成"])
def test_the_ai_label_is_as_tall_as_the_law_asks(template: str, shape: Shape, text: str) -> None:
    design = Design.load(template, shape)
    (piece,) = design.drawn(AiLabel(text=text))
    (setting,) = piece.laid.settings
    tall = [one.ink.height for one in setting.block.placed if one.ink is not None]
    assert min(tall) >= 0.05 * design.canvas.short_side
    assert setting.ink.height < 0.1 * design.canvas.short_side  # discreet all the same
    assert piece.layer.fade == 0  # on the first frame
    assert setting.ink.x < design.canvas.width / 4
    assert setting.ink.y < design.canvas.height / 4


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_ai_label_ends_at_an_edge_and_never_fades_out_like_a_stain(template: str) -> None:
    (layer,) = Design.load(template, "9:16").graphic(AiLabel(text="旁白为AI合成语音"))
    alpha = layer.rgba[:, :, 3]
    middle = alpha[:, alpha.shape[1] // 2], alpha[alpha.shape[0] // 2]
    assert all(min(line[3], line[-4]) > 220 for line in middle)


@pytest.mark.parametrize(
    ("picture", "most"),
    [
        (Size(width=3000, height=1000), 960 / 3000),
        (Size(width=100, height=100), 1.5),
        (Size(width=1000, height=8000), 0.2),
    ],
)
def test_a_whole_picture_is_never_blown_up_past_one_and_a_half(picture: Size, most: float) -> None:
    mount = Design.load("ink", "9:16").mount(picture)
    assert mount.width / picture.width <= most + 0.02
    assert abs(mount.width / mount.height - picture.aspect) < 0.02 * picture.aspect
    assert mount.ground.shape == (1920, 1080, 3)


@pytest.mark.parametrize("shape", ["9:16", "16:9"])
@pytest.mark.parametrize(
    "clip", [Size(width=1920, height=1080), Size(width=1080, height=1350), Size(width=320, height=180)]
)
def test_bronze_lets_a_clip_stand_over_its_own_light_as_large_as_it_may(shape: Shape, clip: Size) -> None:
    window, canvas = Design.load("bronze", shape).extended(clip), SHAPES[shape]
    assert window is not None
    scale = window.width / clip.width
    assert scale == pytest.approx(min(canvas.width / clip.width, canvas.height / clip.height, 1.5), abs=0.01)
    assert 0 <= window.x <= window.right <= canvas.width
    assert 0 <= window.y <= window.bottom <= canvas.height
    assert Design.load("ink", shape).extended(clip) is None


def test_the_same_words_give_the_same_bytes() -> None:
    card = TitleCard(title="一册看尽文人清梦", subtitle="华嵒《诗意册》", kicker="克利夫兰艺术博物馆")
    first, second = (Design.load("ink", "16:9").plate(card, None) for _ in range(2))
    assert np.array_equal(first.ground, second.ground)
    assert all(np.array_equal(a.rgba, b.rgba) for a, b in zip(first.layers, second.layers, strict=True))


def test_a_vertical_title_that_is_too_long_is_set_across() -> None:
    design = Design.load("ink", "9:16")
    short = design.drawn(TitleCard(title="一册看尽文人清梦"))
    long = design.drawn(TitleCard(title="A Leaf-by-Leaf Walk through the Album of Poetic Ideas by Hua Yan"))
    tall, wide = short[0].laid.settings[0].ink, long[0].laid.settings[0].ink
    assert tall.height > tall.width
    assert len(long[0].laid.settings[0].block.lines) > 1
    assert all(not one.turned for one in long[0].laid.settings[0].block.placed)
    assert wide.width <= 780


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_subtitle_lies_on_no_picture_that_hangs_whole_and_on_no_name(template: str, shape: Shape) -> None:
    design = Design.load(template, shape)
    words = settled(design.composer.box("subtitle", "words"), design.safe)
    for part, name in (("mount", "window"), ("lower-third", "name"), ("guide", "name")):
        assert design.composer.box(part, name).bottom <= words.y
    assert subtitles_from(design.canvas) <= words.y  # down to which near views hang


TWO_LINES = "The melon lobes, the tendrils and the leaves were all carved out of one block"
assert len(TWO_LINES) <= CUE_LETTERS


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("shape", SHAPES)
def test_english_is_set_in_two_lines_before_it_becomes_small(template: str, shape: Shape) -> None:
    design = Design.load(template, shape)
    (piece,) = design.drawn_cue("都是从一整块玉里琢出来的", TWO_LINES)
    first, second = piece.laid.settings
    assert second.block.size >= (25 if shape == "1:1" else 29)
    assert first.block.size >= (50 if shape == "1:1" else 55)
    (short,) = design.drawn_cue("好", "Jade.")
    assert short.laid.settings[1].block.size >= 35


def test_english_that_nobody_shortened_is_set_small_and_not_refused() -> None:
    (piece,) = Design.load("ink", "9:16").drawn_cue("好", f"{TWO_LINES}, and {TWO_LINES}")
    assert 16 <= piece.laid.settings[1].block.size < 30


def test_a_reading_stands_over_its_character() -> None:
    design = Design.load("ink", "9:16")
    (piece,) = design.drawn_cue("一棵老松，虬枝盘曲", None, (Reading(at=5, length=1, pinyin="qiú"),))
    words, reading = piece.laid.settings
    over = next(one for one in words.block.placed if one.character == "虬")
    assert over.ink is not None
    middle = words.x + over.ink.x + over.ink.width / 2
    assert abs(reading.ink.x + reading.ink.width / 2 - middle) < 3
    assert reading.ink.bottom <= words.y + over.ink.y + 4


def test_words_that_fit_nowhere_are_refused_with_a_mend() -> None:
    design = Design.load("ink", "9:16")
    with pytest.raises(RecipeError, match="太长") as caught:
        design.graphic(LowerThird(of="object", name="一" * 400))
    assert caught.value.faults[0].mend


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    ("value", "caption"),
    [("0.16 厘米", "壁厚"), ("《痕都斯坦白玉椀》", "乾隆四十六年御题"), ("三千年", "商代晚期距今约三千年")],
)
def test_a_call_out_touches_no_other_type(template: str, shape: Shape, value: str, caption: str) -> None:
    design = Design.load(template, shape)
    (fact,) = design.graphic(FactCallOut(value=value, caption=caption))
    third = LowerThird(
        of="object", name="青花缠枝莲纹梅瓶", lines=("明代 · 瓷", "高 34.6 厘米，腹径 20.5 厘米"), museum="星渚县博"
    )
    others = [*design.graphic(third), *design.cue("钴料在白瓷上走笔"), *design.graphic(DraftMark(text="草稿"))]
    for other in others:
        assert not _box(fact).overlaps(_box(other))


def _box(layer: Layer) -> Box:
    return Box(x=layer.x, y=layer.y, width=layer.rgba.shape[1], height=layer.rgba.shape[0])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("card", [HOOK, TitleCard(title="一册看尽文人清梦", subtitle="诗意册", kicker="克利夫兰")])
def test_the_object_behind_a_card_is_whole_and_under_no_word(
    template: str, shape: Shape, card: HookCard | TitleCard
) -> None:
    picture = np.full((900, 1600, 3), 150, np.uint8)  # a bowl as wide as its picture is flat
    cv2.ellipse(picture, (800, 480), (640, 330), 0, 0, 360, (30, 40, 200), -1)
    design = Design.load(template, shape)
    plate = design.plate(card, picture)
    frame = scaled(plate.ground, design.canvas)
    for layer in plate.layers:
        frame = lay_over(frame, layer)
    blue = (frame[:, :, 2].astype(int) - frame[:, :, 0] > 110) & (frame[:, :, 1] < 90)
    rows, columns = np.flatnonzero(blue.sum(axis=1) > 6), np.flatnonzero(blue.sum(axis=0) > 6)
    if template == "porcelain":  # its own cobalt is blue as well
        box = design.composer.box(card.kind, "picture")
        rows = rows[(rows > box.y) & (rows < box.bottom)]
        columns = columns[(columns > box.x) & (columns < box.right)]
    seen = (columns[-1] - columns[0]) / (rows[-1] - rows[0])
    assert abs(seen - 640 / 330) < 0.1 * 640 / 330
    assert rows[0] > design.canvas.height * 0.05


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_painting_behind_a_card_is_hung_whole(template: str, shape: Shape) -> None:
    picture = noise(Size(width=900, height=700))
    picture[:40] = picture[-40:] = (255, 0, 255)
    picture[:, :40] = picture[:, -40:] = (255, 0, 255)
    ground = Design.load(template, shape).plate(HOOK, picture).ground.astype(int)
    edge = (ground[:, :, 0] > 200) & (ground[:, :, 1] < 60) & (ground[:, :, 2] > 200)
    rows, columns = np.flatnonzero(edge.sum(axis=1) > 100), np.flatnonzero(edge.sum(axis=0) > 100)
    assert abs((columns[-1] - columns[0]) / (rows[-1] - rows[0]) - 9 / 7) < 0.03


@pytest.mark.parametrize("template", TEMPLATES)
def test_white_words_of_a_platform_stand_out_from_the_lower_end_of_a_tall_film(template: str) -> None:
    lower = Design.load(template, "9:16").ground()[1660:1900]
    assert 1.05 / (float(np.percentile(luminance(lower), 90)) + 0.05) >= LEAST


def test_an_empty_line_takes_no_room() -> None:
    design = Design.load("plain", "9:16")
    bare, full = (EndCard(museum="馆"), EndCard(museum="馆", exhibition="展", lines=("周二",), credits=("图",)))
    assert len(design.drawn(bare)) == 1
    assert len(design.drawn(full)) == 2


def test_an_edited_template_has_another_version(tmp_path: Path) -> None:
    new_template("ours", "ink", tmp_path)
    before = Design.load("ours", "9:16", search=(tmp_path,)).version
    sheet = tmp_path / "ours" / "look.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("#a3302a", "#8f2a24"), "utf-8")
    assert Design.load("ours", "9:16", search=(tmp_path,)).version != before


def test_the_platforms_margins_join_the_templates() -> None:
    design = Design.load("ink", "9:16", SafeArea(top=300, right=200))
    assert (design.safe.x, design.safe.y) == (60, 300)
    assert design.safe.right == 880


@pytest.mark.slow
@pytest.mark.parametrize("template", ["ink", "bronze", "porcelain", "plain"])
def test_the_room_behind_the_guide_is_light_and_shade_without_a_word_of_its_own(template: str) -> None:
    room = np.full((900, 1600, 3), 40, np.uint8)
    cv2.putText(room, "XII", (500, 520), cv2.FONT_HERSHEY_SIMPLEX, 8.0, (250, 240, 200), 22)
    design = Design.load(template, "9:16")
    card = PartCard(heading="沈知微", lines=("讲解员",))
    bare, veiled = design.plate(card, None).ground, design.plate(card, room).ground
    assert np.abs(veiled.astype(int) - bare).max() > 8
    steps = np.abs(np.diff(veiled[:1200].astype(int).mean(axis=2), axis=1))
    assert steps.max() < 14  # no stroke of the room's own writing has an edge


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_handscroll_passes_across_the_canvas_and_what_is_held_does_not(template: str) -> None:
    design, scroll = Design.load(template, "9:16"), Size(width=9000, height=1800)
    band, strip = design.mount(scroll, along=True), design.mount(scroll)
    assert (band.x, band.width) == (0, design.canvas.width)
    assert strip.width * scroll.height // scroll.width in range(strip.height - 2, strip.height + 3)
    assert band.height > 1.5 * strip.height
    assert design.mount(Size(width=1600, height=1200), along=True).width <= 960
    assert Design.load(template, "16:9").mount(scroll, along=True).width < 1300  # a name strip stands beside it


@pytest.mark.slow
@pytest.mark.parametrize("shape", list(SHAPES))
@pytest.mark.parametrize("template", ["ink", "bronze", "porcelain", "plain"])
def test_many_sources_stay_readable(template: str, shape: Shape) -> None:
    design = Design.load(template, shape)
    for count, least in ((3, 28), (8, 24), (16, 20)):
        lines = tuple(f"图片：第 {at} 位摄影师；星渚县博物馆（CC BY-SA 4.0）" for at in range(count))
        practical = ("周二至周日 9:00–17:00，周一闭馆", "星渚县文昌路 1 号", "一楼东展厅")
        card = EndCard(museum="星渚县博物馆", exhibition="一器一光", lines=practical, credits=lines)
        sizes = {one.name: one.block.size for piece in design.drawn(card) for one in piece.laid.settings}
        assert sizes["credits"] >= least, (count, sizes)
        assert sizes["museum"] > sizes["credits"]
