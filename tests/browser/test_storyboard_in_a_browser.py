"""The storyboard's page as a coach has it: on a phone, a tablet, a desk, on paper, with and without scripts."""

import io
import json
import unicodedata
from pathlib import Path

import pytest
from browser.chromium import Chromium
from pypdf import PdfReader
from storyboards import HOSTILE, panels, subject

from fanxing.media.page.sheet import Subject
from fanxing.media.page.storyboard import storyboard_html
from fanxing.model.geometry import Shape

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1440)
RARE = "甗簋卣觥罍𬭎㐀"
LONG = "很长很长的一句话，" * 20 + "AndAVeryLongLatinWordThatNothingParts" * 6
BOXES = """(() => {
  const sheet = Object.assign(document.createElement("canvas"), {width: 40, height: 40});
  const pen = sheet.getContext("2d", {willReadFrequently: true});
  pen.font = "32px " + getComputedStyle(document.body).fontFamily;
  const drawn = (text) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(text, 0, 32);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  const boxes = ["\\u{10FFFF}", "\\u{2FE0}", "\\u{378}"].map(drawn);
  const all = [...new Set(WORDS)].filter((one) => one.trim());
  return document.fonts.ready.then(() => all.filter((one) => boxes.includes(drawn(one))));
})()"""


def _write(folder: Path, told: Subject, shape: Shape = "9:16") -> Path:
    file = folder / f"{told.sha256[:8]}-{shape.replace(':', 'x')}.html"
    beside: tuple[Shape, ...] = ("16:9", "1:1") if shape == "9:16" else ("9:16",)
    file.write_bytes(storyboard_html(told, panels(len(told.rows), shape, beside)))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shape", ["9:16", "16:9"])
@pytest.mark.parametrize("text", ["", HOSTILE + LONG], ids=["plain", "long"])
def test_nothing_scrolls_sideways(chromium: Chromium, tmp_path: Path, width: int, shape: Shape, text: str):
    chromium.open(_write(tmp_path, subject(text), shape), width=width)
    assert chromium.run("[innerWidth, document.documentElement.scrollWidth]") == [width, width]


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(chromium: Chromium, axe: str, tmp_path: Path, width: int):
    chromium.open(_write(tmp_path, subject()), width=width)
    chromium.run(axe)
    found = chromium.run(
        "axe.run().then((told) => told.violations.map((one) => [one.impact, one.id, one.nodes[0].html]))"
    )
    assert [one for one in found if one[0] in {"serious", "critical"}] == []


def test_no_character_is_a_box(chromium: Chromium, tmp_path: Path):
    chromium.open(_write(tmp_path, subject(RARE)), width=360)
    assert chromium.run(BOXES.replace("WORDS", "document.body.innerText")) == []
    assert chromium.run(BOXES.replace("WORDS", '"\\u{2FE1}玉"')) == ["\u2fe1"], "the test itself sees boxes"


def test_fingers_find_every_control(chromium: Chromium, tmp_path: Path):
    chromium.open(_write(tmp_path, subject()), width=360)
    small = chromium.run(
        """[...document.querySelectorAll("a:not(.skip), button, .verdicts label, textarea, input[type=text]")]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([name, box]) => [name, box.width, box.height])"""
    )
    assert small == []


def test_what_a_stranger_wrote_does_nothing(chromium: Chromium, tmp_path: Path):
    page = _write(tmp_path, subject(HOSTILE))
    chromium.open(page, width=1440)
    assert chromium.run("document.querySelectorAll('img[src=x]').length") == 0
    assert chromium.happened("Page.javascriptDialogOpening") == []
    asked = {told["request"]["url"].partition(":")[0] for told in chromium.happened("Network.requestWillBeSent")}
    assert asked <= {"file", "data"}
    assert [one["entry"]["text"] for one in chromium.happened("Log.entryAdded")] == []


def test_no_script_but_the_pages_own_may_run(chromium: Chromium, tmp_path: Path):
    page = _write(tmp_path, subject())
    page.write_text(
        page.read_text("utf-8").replace("</main>", "</main><script>document.title = 'no'</script>"), "utf-8"
    )
    chromium.open(page, width=1440)
    assert chromium.run("document.title") == "分镜稿 · 一册看尽文人清梦"


def _judge(chromium: Chromium, shot: int, verdict: str, text: str) -> None:
    chromium.run(f"document.querySelector('#shot-{shot} input[value={verdict}]').click()")
    chromium.run(f"document.querySelector('#text-{shot}').focus()")
    chromium.ask("Input.insertText", text=text)


def test_remarks_stay_on_the_device_and_are_handed_back(chromium: Chromium, tmp_path: Path):
    told = subject()
    page = _write(tmp_path, told)
    chromium.open(page, width=360)
    chromium.run("localStorage.clear()")
    chromium.open(page, width=360)
    assert chromium.run("document.querySelector('#progress').textContent") == "已看 0 / 7"
    _judge(chromium, 1, "pass", "")
    _judge(chromium, 3, "must", "松树不是“虬枝”\n请核对")
    chromium.run("document.querySelector('#text-whole').focus()")
    chromium.ask("Input.insertText", text="结尾再慢一点")
    chromium.run("document.querySelector('#by').focus()")
    chromium.ask("Input.insertText", text="陈老师")
    chromium.open(page, width=360)
    assert chromium.run("document.querySelector('#progress').textContent") == "已看 2 / 7，1 镜要改"
    assert chromium.run("document.querySelector('#next').textContent") == "接着看第 2 镜"
    chromium.run("document.querySelector('#export').click()")
    named = chromium.wait_for("Browser.downloadWillBegin")["suggestedFilename"]
    while chromium.wait_for("Browser.downloadProgress")["state"] != "completed":
        pass
    assert named == f"意见-一册看尽文人清梦-{told.sha256[:8]}.json"
    assert json.loads((chromium.folder / named).read_bytes()) == {
        "schema": "fanxing.remarks/1",
        "storyboard_sha256": told.sha256,
        "by": "陈老师",
        "remarks": [
            {"shot_uid": told.board.shots[0].uid, "verdict": "pass", "text": ""},
            {"shot_uid": told.board.shots[2].uid, "verdict": "must", "text": "松树不是“虬枝”\n请核对"},
            {"shot_uid": None, "verdict": None, "text": "结尾再慢一点"},
        ],
    }


def test_remarks_of_another_version_are_not_shown(chromium: Chromium, tmp_path: Path):
    chromium.open(_write(tmp_path, subject()), width=360)
    _judge(chromium, 1, "must", "旧稿的意见")
    chromium.open(_write(tmp_path, subject("一")), width=360)
    assert chromium.run("document.querySelector('#text-1').value") == ""


def test_where_the_clipboard_is_shut_the_text_is_laid_out_to_copy(chromium: Chromium, tmp_path: Path):
    told = subject()
    chromium.call("Browser.setPermission", permission={"name": "clipboard-write"}, setting="denied")
    chromium.open(_write(tmp_path, told), width=360)
    chromium.run("localStorage.clear()")
    chromium.open(_write(tmp_path, told), width=360)
    _judge(chromium, 2, "should", "换一张近照")
    chromium.run("document.querySelector('#copy').click()")
    chromium.run("new Promise((then) => setTimeout(then, 0))")
    assert chromium.run("document.querySelector('#by-hand').open") is True
    assert chromium.run("document.querySelector('#by-hand-text').value") == "\n".join(
        ("《一册看尽文人清梦》分镜意见", f"稿号 {told.sha256[:12]}", "第 2 镜（林月）【要改】换一张近照")
    )


def test_without_scripts_the_page_is_whole(chromium: Chromium, tmp_path: Path):
    page = _write(tmp_path, subject())
    try:
        chromium.open(page, width=360, scripts=False)
        assert "请打印后手写" in chromium.run("document.body.innerText")
        assert "一棵老松" in chromium.run("document.body.innerText")
        assert chromium.run("document.querySelector('.bar').checkVisibility()") is False
        assert chromium.run("[innerWidth, document.documentElement.scrollWidth]") == [360, 360]
    finally:
        chromium.ask("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.slow
def test_on_paper_every_shot_has_lines_to_write_on(chromium: Chromium, tmp_path: Path):
    told = subject()
    chromium.open(_write(tmp_path, told), width=1440)
    _judge(chromium, 4, "must", "这一镜要剪掉")
    reader = PdfReader(io.BytesIO(chromium.paper(tmp_path / "page.pdf").read_bytes()))
    size = reader.pages[0].mediabox
    assert (float(size.width), float(size.height)) == pytest.approx((595, 842), abs=1)
    # Chromium tells 一 as the radical ⼀, and parts words by where they stand.
    text = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in reader.pages))
    text = "".join(text.split())
    for words in ("通过", "必须改", "这一镜要剪掉", "松下高士", "您的名字"):
        assert words in text, words
    for words in ("导出意见", "从第1镜开始"):
        assert words not in text, words
