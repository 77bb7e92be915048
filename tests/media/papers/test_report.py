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
    assert "未通过，1 处错误，1 处建议" in page
    assert "黑了 &lt;1&gt; 秒" in page
    assert "册&lt;页&gt;" in page
    assert "data:image/jpeg;base64,anBn" in page
    assert 'aria-label="波形"' in page
    assert 'aria-label="响度曲线"' in page
    assert "1080×1920，30/1 帧/秒，90 帧" in page
    assert "整体响度" not in page  # it was not measured
    assert "http" not in page.replace("http-equiv", "")


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
