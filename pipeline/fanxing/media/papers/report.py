"""QualityReport -> ``report.html`` with waveform, loudness curve and thumbnails; ``report.json``; JUnit XML."""

import base64
import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # only writes: nothing of a stranger's is read

from fanxing.media.page.rare import with_faces
from fanxing.media.pages import page
from fanxing.media.papers.figures import rows
from fanxing.media.papers.plainly import sentences
from fanxing.model.document import Blob
from fanxing.model.errors import Fault
from fanxing.model.quality import Measured, QualityReport
from fanxing.model.words import say

_WIDTH, _WAVE, _CURVE = 900, 120, 160
"""Of the drawings, in their own units."""
_LOUD, _QUIET = -5.0, -45.0
"""Ends of the loudness curve, LUFS."""


def report_html(
    title: str, report: QualityReport, read: Callable[[Blob], bytes], notes: Sequence[Fault] | None = None
) -> bytes:
    """Write the report as one page that needs nothing beside it.

    Args:
        title: Of the film.
        report: The verdict.
        read: Gives the bytes of a thumbnail.
        notes: What was told while the film was made, for the maker to look at; None: nothing is known of its making.
    """
    films = [_drawn(one, read, report) for one in report.measured if "frames" in one.facts]
    faults = sum(one.level == "fault" for one in report.findings)
    told: dict[str, Any] = {
        "title": title,
        "passed": report.passed,
        "faults": faults,
        "advice": len(report.findings) - faults + len(notes or ()),
        "findings": [_spot(one, report, read) for one in sorted(report.findings, key=lambda one: one.level != "fault")],
        "notes": notes or (),
        "of_package": notes is not None,
        "shared": _shared(films),
        "measured": films,
        "stills": [(one.name, _still(one)) for one in report.measured if "frames" not in one.facts],
    }
    return with_faces(lambda faces: page("report.html", face=faces, **told))


def _shared(films: list[dict[str, Any]]) -> list[str]:
    """Take out of each film what is said of all of them: it is told once."""
    same = [line for line in films[0]["said"] if all(line in one["said"] for one in films)] if len(films) > 1 else []
    for one in films:
        one["said"] = [line for line in one["said"] if line not in same]
    return same


_SHAPES = {"9:16": say("竖版"), "3:4": say("竖版"), "16:9": say("横版"), "1:1": say("方形")}
"""How people call the shapes of films."""


def _heading(name: str) -> str:
    """Name of a film for people: 竖版 for 9:16 成片; a file's name stays."""
    return next((word for shape, word in _SHAPES.items() if name == say("{shape} 成片", shape=shape)), name)


def _still(measured: Measured) -> str:
    facts = measured.facts
    if not facts.get("width"):
        return say("打不开")
    size = say("{width}×{height} 像素", width=facts["width"], height=facts["height"])
    return say("{size}，{kb:.0f} KB", size=size, kb=facts.get("bytes", 0) / 1e3)


def _spot(fault: Fault, report: QualityReport, read: Callable[[Blob], bytes]) -> dict[str, Any]:
    """A finding with the film's picture nearest to its moment, where it has one."""
    place = str(fault.where or "")
    match = _MOMENT.search(place)
    film = next((one for one in report.measured if match and one.thumbnails and place.startswith(one.name)), None)
    picture = ""
    if match and film is not None and film.facts.get("duration_s"):
        share = (int(match[1]) * 60 + float(match[2])) / float(film.facts["duration_s"])
        at = min(len(film.thumbnails) - 1, max(0, int(share * len(film.thumbnails))))
        picture = base64.b64encode(read(film.thumbnails[at])).decode()
    return {"fault": fault, "place": place, "picture": picture, "is_fault": fault.level == "fault"}


_MOMENT = re.compile(r"(\d{2,}):(\d{2}\.\d)$")


def _drawn(measured: Measured, read: Callable[[Blob], bytes], report: QualityReport) -> dict[str, Any]:
    found = {one.rule for one in report.findings if str(one.where or "").startswith(measured.name)}
    return {
        "name": measured.name,
        "heading": _heading(measured.name),
        "wide": (measured.facts.get("width") or 0) > (measured.facts.get("height") or 0),
        "said": list(sentences(measured.facts, found)),
        "facts": list(rows(measured.facts)),
        "thumbnails": [base64.b64encode(read(one)).decode() for one in measured.thumbnails],
        "wave": _wave(measured.peaks),
        "curve": _curve(measured.loudness),
        "band": {"top": _height(-13.0), "height": round(_height(-17.0) - _height(-13.0), 1)},
        "marks": [{"y": _height(level), "text": f"{level:.0f} LUFS"} for level in (-10.0, -15.0, -20.0, -30.0)],
    }


def _wave(peaks: Sequence[float]) -> str:
    if not peaks:
        return ""
    step, middle = _WIDTH / len(peaks), _WAVE / 2
    upper = [f"{at * step:.1f},{middle - one * middle:.1f}" for at, one in enumerate(peaks)]
    lower = [f"{at * step:.1f},{middle + one * middle:.1f}" for at, one in enumerate(peaks)]
    return "M" + " L".join([*upper, *reversed(lower)]) + " Z"


def _curve(loudness: Sequence[float]) -> str:
    if len(loudness) < 2:
        return ""
    step = _WIDTH / (len(loudness) - 1)
    return "M" + " L".join(f"{at * step:.1f},{_height(one)}" for at, one in enumerate(loudness))


def _height(level: float) -> float:
    share = (_LOUD - max(_QUIET, min(_LOUD, level))) / (_LOUD - _QUIET)
    return round(share * _CURVE, 1)


def report_json(report: QualityReport) -> bytes:
    """Write the report for programs."""
    value = report.model_dump(mode="json", exclude={"measured": {"__all__": {"thumbnails"}}})
    return (json.dumps({"schema": "fanxing.report/1", **value}, ensure_ascii=False, indent=2) + "\n").encode()


def junit_xml(suites: Sequence[tuple[str, Sequence[str], Sequence[Fault]]]) -> bytes:
    """Write findings as JUnit XML, for the machines that watch batches.

    Args:
        suites: For each film its name, the ids of all rules that were asked, and what they found. A rule is a
            test: a fault fails it, an advice is told in its output.
    """
    root = Element("testsuites", name="fanxing")
    for name, rules, findings in suites:
        asked = list(dict.fromkeys([*rules, *(one.rule for one in findings)]))
        failed = {one.rule for one in findings if one.level == "fault"}
        suite = SubElement(root, "testsuite", name=name, tests=str(len(asked)), failures=str(len(failed)))
        for rule in asked:
            case = SubElement(suite, "testcase", classname=name, name=rule)
            faults = [one for one in findings if one.rule == rule and one.level == "fault"]
            told = [one for one in findings if one.rule == rule and one.level == "advice"]
            if faults:
                failure = SubElement(case, "failure", message=faults[0].what, type=rule)
                failure.text = "\n".join(str(one) for one in faults)
            if told:
                SubElement(case, "system-out").text = "\n".join(str(one) for one in told)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()
