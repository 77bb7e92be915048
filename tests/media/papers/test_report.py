"""Findings for people, for programs, and for the machines that watch batches."""

import json
from xml.etree.ElementTree import fromstring

from fanxing.media.papers.report import junit_xml, report_html, report_json
from fanxing.model.document import Blob
from fanxing.model.errors import Fault
from fanxing.model.quality import Measured, QualityReport

FAULT = Fault(rule="black", what="从 00:01.0 起黑了 <1> 秒", where="9:16 成片 00:01.0", mend="换素材")
ADVICE = Fault(rule="frozen", what="停住了", mend="换素材", level="advice")
REPORT = QualityReport(
    passed=False,
    measured=(
        Measured(
            name="9:16 成片",
            facts={"width": 1080, "height": 1920, "rate": "30/1", "frames": 90, "loudness_lufs": None, "aigc": "{x}"},
            loudness=(-70.0, -15.2, -14.8),
            peaks=(0.1, 0.9, 0.3),
            thumbnails=(Blob(sha256="0" * 64, suffix=".jpg", size=3),),
        ),
    ),
    findings=(FAULT, ADVICE),
)


def test_the_page_stands_alone_and_escapes_what_it_tells():
    page = report_html("册<页>", REPORT, lambda _: b"jpg").decode()
    assert "质检未通过，先别发布" in page
    assert "1 处必须改，1 处提醒" in page
    assert "黑了 &lt;1&gt; 秒" in page
    assert "册&lt;页&gt;" in page
    assert "data:image/jpeg;base64,anBn" in page
    assert 'aria-label="波形"' in page
    assert 'aria-label="响度曲线"' in page
    assert "1080×1920，30/1 帧/秒，90 帧" in page
    assert "整体响度" not in page  # it was not measured
    assert "http" not in page.replace("http-equiv", "")


def test_what_matters_is_said_in_sentences_and_figures_are_folded_away():
    facts = {
        "width": 1080, "height": 1920, "rate": "30/1", "frames": 1800, "duration_s": 60.0, "bytes": 30_000_000,
        "loudness_lufs": -15.0, "sound_offset_s": 0.0, "black": [], "frozen": [[1700, 1790]], "flashes": [],
        "likeness": [{"shot": "a", "difference": 1.0}], "aigc": "{x}", "aigc_form": "bare", "primaries": "bt709",
    }  # fmt: skip
    thumbs = tuple(Blob(sha256=f"{at}" * 64, suffix=".jpg", size=3) for at in range(4))
    film = Measured(name="9:16 成片", facts=facts, thumbnails=thumbs)
    late = ADVICE.model_copy(update={"where": "9:16 成片 00:50.0"})
    note = Fault(rule="shot-long", what="这个镜头约 9 秒", where="第 3 镜（牧牛图）", mend="加一张图", level="advice")
    told = QualityReport(passed=True, measured=(film,), findings=(late,))
    page = report_html("册页", told, lambda one: one.sha256[:1].encode() * 3, (note,)).decode()
    above, _, below = page.partition("<details>")
    assert "质检通过" in above
    assert "2 处提醒" in above
    assert "第 3 镜（牧牛图）" in above
    assert "MzMz" in above.partition("要看的几处")[2].partition("</div></div>")[0]  # the last of four thumbnails
    assert "片长 1 分 0 秒，画面 1080×1920，文件 30.0 MB。" in above
    assert "声音大小合适（响度 -15.0，手机上听以 -15 上下为宜），没有破音，和画面同步。" in above
    assert "画面没有黑屏、闪烁的地方。" in above
    assert "bt709" not in above
    assert "技术细节" in below


def test_a_finding_is_not_contradicted_by_a_sentence():
    facts = {"frames": 9, "black": [[0, 9]], "frozen": [], "flashes": [], "loudness_lufs": -30.0}
    found = Fault(rule="frozen", what="停住了", where="a 00:00.0", mend="换")
    told = QualityReport(passed=False, measured=(Measured(name="a", facts=facts),), findings=(found,))
    page = report_html("册页", told, lambda _: b"").decode()
    assert "画面没有闪烁的地方。" in page
    assert "声音偏小" in page


def test_the_figures_for_programs_are_all_there():
    told = json.loads(report_json(REPORT))
    assert told["schema"] == "fanxing.report/1"
    assert told["measured"][0]["facts"]["frames"] == 90
    assert told["findings"][0]["rule"] == "black"
    assert "thumbnails" not in told["measured"][0]


def test_a_fault_fails_its_test_and_an_advice_is_told_in_the_output():
    tree = fromstring(junit_xml([("a/episode", ("black", "flash"), (FAULT, ADVICE)), ("b", ("black",), ())]))
    first, second = tree.findall("testsuite")
    assert (first.get("tests"), first.get("failures")) == ("3", "1")
    cases = {one.get("name"): one for one in first}
    assert cases["black"].find("failure").get("message") == FAULT.what
    assert "停住了" in cases["frozen"].find("system-out").text
    assert len(cases["flash"]) == 0
    assert second.get("failures") == "0"
