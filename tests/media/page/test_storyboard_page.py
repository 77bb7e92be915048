"""The storyboard as one HTML file."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from storyboards import HOSTILE, panels, subject

from fanxing.media.page.storyboard import storyboard_html


class _Page(HTMLParser):
    """Elements and text of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def _page(text: str = "") -> _Page:
    told = subject(text)
    return _Page(storyboard_html(told, panels(len(told.rows))))


def test_everything_that_a_coach_needs_is_on_the_page():
    told = subject()
    page = _page()
    for words in (
        told.board.title,
        told.story.museum.name,
        told.story.exhibition.name,
        "林月（金牌讲解员，研究馆员）",
        "微信视频号、抖音",
        told.sha256,
        "7 个",
        "一棵老松，",
        "1745年 · 纸本",
        "细部，平移",
        "缺来源和授权",
        "展品：名称，藏品号，收藏单位，请照登记核对",
        "AI 画面",
        "这句话没有出处",
        "3.5 秒",
        "0:10.5",
    ):
        assert words in page.text, words


def test_a_shot_is_called_by_its_number_and_its_object_and_never_by_its_key():
    page = _page()
    assert not [shot.uid for shot in subject().board.shots if shot.uid in page.text]
    assert "第 3 镜　松下高士" in page.text
    assert [one["data-uid"] for one in page.all("article")] == [shot.uid for shot in subject().board.shots]


def test_every_shot_has_two_frames_a_verdict_and_room_for_remarks():
    page = _page()
    assert len(page.all("article")) == 7
    assert len(page.all("img")) == 14
    assert len([one for one in page.all("input") if one.get("type") == "radio"]) == 21
    assert len(page.all("textarea")) == 7 + 2  # one for the whole, one to copy from


def test_every_shape_of_the_film_is_named_and_shown_and_where_it_shows_more_is_told():
    told = subject()
    page = _Page(storyboard_html(told, panels(len(told.rows), beside=("16:9", "1:1"))))
    assert "9:16、16:9、1:1" in page.text
    assert len(page.all("img")) == (2 + 2) * len(told.rows)
    assert page.text.count("9:16 见原图的 40%，16:9 见原图的 75%，1:1 见原图的 75%") == len(told.rows) // 2
    assert "见原图的" not in _page().text


def test_every_control_has_a_label():
    page = _page()
    labelled = {one.get("for") for one in page.all("label")}
    for control in [*page.all("textarea"), *page.all("input")]:
        assert control.get("type") == "radio" or control.get("id") in labelled


def test_headings_go_down_one_step_at_a_time():
    levels = [int(tag[1]) for tag, _ in _page().elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_findings_lead_to_their_shots():
    links = [one["href"] for one in _page().all("a") if one.get("class") == "to"]
    assert links[:2] == ["#shot-4", "#shot-5"]


def test_nothing_is_fetched_from_anywhere():
    page = _page(HOSTILE)
    for tag, attributes in page.elements:
        for name in ("src", "href", "srcset", "action", "poster", "data"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:image/jpeg;base64,")), (tag, value)
    policy = next(one for one in page.all("meta") if one.get("http-equiv"))["content"] or ""
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_what_a_stranger_wrote_is_text_and_nothing_else():
    harmless = "".join(one if one.isalnum() else "·" for one in HOSTILE)
    plain, hostile = _page(harmless), _page(HOSTILE)

    def shape(page: _Page) -> list[tuple[str, frozenset[str]]]:
        return [(tag, frozenset(attributes)) for tag, attributes in page.elements]

    assert shape(plain) == shape(hostile)
    assert hostile.text.count(HOSTILE) > 20


@pytest.mark.parametrize("shape", ["9:16", "16:9", "3:4", "1:1"])
def test_every_shape_of_film_has_its_page(shape):
    told = subject()
    page = _Page(storyboard_html(told, panels(len(told.rows), shape)))
    assert shape in page.text
    wide = "wide" if shape in {"16:9", "1:1"} else "tall"
    assert all(wide in (one["class"] or "") for one in page.all("article"))


def test_a_rare_character_brings_its_own_glyph():
    told = subject("𬭎")
    page = storyboard_html(told, panels(len(told.rows))).decode("utf-8")
    assert "unicode-range:U+2CB4E" in page
    assert len(page) < 220_000
    told = subject("簋")
    assert "unicode-range" not in storyboard_html(told, panels(len(told.rows))).decode("utf-8")


def test_the_same_storyboard_gives_the_same_bytes():
    told = subject("𬭎")
    assert storyboard_html(told, panels(7)) == storyboard_html(told, panels(7))
