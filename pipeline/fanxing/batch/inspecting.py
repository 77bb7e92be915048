"""Quality control of any film or package, told like the other commands' outcomes."""

from pathlib import Path

from fanxing.batch.outcome import Done, Outcome
from fanxing.batch.verdict import verdict
from fanxing.checks.quality_rules import QUALITY
from fanxing.media.papers.report import junit_xml, report_html
from fanxing.media.store import Store, write_whole
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.quality import QualityReport
from fanxing.model.reasons import reason
from fanxing.model.words import say
from fanxing.publish.inspection import inspect_path

REFUSED = 6
"""Exit code of a film that does not pass."""


def inspect(path: Path, home: Path, *, strict: bool) -> tuple[Outcome, QualityReport]:
    """Judge a film or a package; the outcome's exit code is 0 or 6.

    Args:
        path: A film, a package's folder or its ``package.json``.
        home: Where thumbnails are kept.
        strict: Every advice is a fault.

    Raises:
        RecipeError: There is nothing of that name, or it cannot be opened.
    """
    try:
        path.stat()
    except OSError as error:
        named = str(path)[:200]
        missing = isinstance(error, FileNotFoundError)
        what = (
            say("找不到 {path}", path=named) if missing else say("打不开 {path}：{why}", path=named, why=reason(error))
        )
        raise RecipeError(Fault(rule="inspect-missing", what=what, mend=say("检查路径"))) from None
    report = inspect_path(path, Store(home.resolve()))
    refusal = verdict(report.findings, strict=strict)
    facts = report.measured[0].facts if report.measured else {}
    place = path if path.is_dir() else path.parent if path.name == "package.json" else None
    done = Done(path.stem if place is None else place.name, place, float(facts.get("duration_s") or 0.0))
    told = refusal.faults if refusal is not None else report.findings
    return Outcome(path, (done,), told, REFUSED if refusal is not None else 0), report


def write_reports(path: Path, report: QualityReport, home: Path, html: Path | None, junit: Path | None) -> None:
    """Write the report for people and the one for batch jobs, where they are wanted."""
    store = Store(home.resolve())
    if html is not None:
        write_whole(html, report_html(path.name, report, lambda blob: store.path(blob).read_bytes()))
    if junit is not None:
        write_whole(junit, junit_xml([(path.name, tuple(QUALITY), report.findings)]))
