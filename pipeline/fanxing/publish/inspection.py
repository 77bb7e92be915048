"""Quality control of anything: a film of whoever, or a package with all that only a package can know."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fanxing.checks.covers import cover_findings
from fanxing.checks.expected import FOREIGN, Expected, expected_of
from fanxing.checks.quality import film_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rules import Judge
from fanxing.media.look.design import Design
from fanxing.media.look.template import template_names
from fanxing.media.measure.foreign import Foreign, measure_foreign, measure_foreign_picture
from fanxing.media.measure.offset import voice_offset
from fanxing.media.measure.ours import label_frames, seen_label
from fanxing.media.photo import picture_kind
from fanxing.media.profiles import load_profile, profile_names
from fanxing.media.store import Store
from fanxing.model.cover import Cover
from fanxing.model.document import Blob
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.geometry import SHAPES, SafeArea, Shape, Size
from fanxing.model.platform import PlatformProfile
from fanxing.model.quality import Measured, QualityReport
from fanxing.model.timeline import Timeline
from fanxing.model.words import say
from fanxing.publish.contents import Contents, cut_short
from fanxing.publish.manifest import MANIFEST, read_manifest

JUDGE = Judge(QUALITY, {})
"""A package carries no settings: its recipe's were heard when it was made."""

_Judged = tuple[Measured, tuple[Fault, ...]]


def inspect_path(path: Path, store: Store) -> QualityReport:
    """Judge a film, or a package (its folder or its ``package.json``).

    Args:
        path: What to judge.
        store: Where thumbnails for the report are kept.

    Raises:
        RecipeError: There is nothing, or a folder that is no package.
        ToolError: This machine cannot start a child.
    """
    if path.is_dir() or path.name == MANIFEST:
        return inspect_package(path, store)
    if not path.is_file():
        raise RecipeError(_fault("inspect-missing", say("找不到 {path}", path=path), say("检查路径")))
    return inspect_film(path, store)


def inspect_film(path: Path, store: Store) -> QualityReport:
    """Judge a film of whoever: all but what only a package can know."""
    with path.open("rb") as stream:
        if picture_kind(stream.read(1024)):
            picture = Measured(name=path.name, facts={"is_picture": True})
            return _report([(picture, film_findings(picture.facts, FOREIGN, JUDGE, path.name))])
    figures = measure_foreign(path)
    return _report([(_measured(path.name, figures, store), film_findings(figures.facts, FOREIGN, JUDGE, path.name))])


def inspect_package(path: Path, store: Store) -> QualityReport:
    """Judge a package: every file against the manifest, every film and cover against what it must be."""
    place = path.parent if path.name == MANIFEST else path
    manifest = read_manifest(place)
    if manifest is None:
        raise RecipeError(_no_package(place))
    package = _Package(place, manifest, store)
    judged = [*package.films(), *package.covers()]
    return _report(judged, tuple(package.contents.findings()))


def _no_package(place: Path) -> Fault:
    """Why a folder cannot be judged: its manifest was lost, or spoilt, or it never had one."""
    if _is_ours(place / MANIFEST):
        what = say("{place} 里的 package.json 读不出来：被改过，或没有复制完整", place=place)
        mend = say("package.json 是成品包的清单，不要用别的程序改存；从原来的成品包再复制一次")
    elif any((place / name).is_file() for name in ("checklist.html", "publish.json", "timeline.json")):
        what = say("{place} 里的 package.json 不见了：没有这份清单，不知道成品包原来有哪些文件", place=place)
        mend = say("从原来的成品包再复制一次，连 package.json 一起；原来的也没有，就再渲染一次")
    else:
        what = say("{place} 不是成品包", place=place)
        mend = say("给出成品包的文件夹，或里面的 package.json")
    return _fault("inspect-missing", what, mend)


def _is_ours(file: Path) -> bool:
    """Whether a manifest that cannot be read was one of ours: no program else writes a broken file of that name."""
    if not file.is_file():
        return False
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return True
    return isinstance(value, dict) and str(value.get("schema", "")).startswith("fanxing.")


def _fault(rule: str, what: str, mend: str) -> Fault:
    return Fault(rule=rule, what=what, mend=mend)


def _report(judged: list[_Judged], more: tuple[Fault, ...] = ()) -> QualityReport:
    findings = more + tuple(finding for _, found in judged for finding in found)
    first = judged[0][0].facts if judged else {}
    return QualityReport(
        passed=not any(one.level == "fault" for one in findings),
        measured=tuple(measured for measured, _ in judged),
        findings=findings,
        loudness_lufs=first.get("loudness_lufs"),
        true_peak_dbtp=first.get("true_peak_dbtp"),
    )


def _measured(name: str, figures: Foreign, store: Store) -> Measured:
    return Measured(
        name=name,
        facts=figures.facts,
        loudness=figures.loudness,
        peaks=figures.peaks,
        thumbnails=tuple(store.keep(picture, ".jpg") for picture in figures.thumbnails),
    )


@dataclass(frozen=True)
class _Package:
    """A package being judged; its manifest may be anybody's."""

    place: Path
    manifest: Mapping[str, Any]
    store: Store

    @cached_property
    def contents(self) -> Contents:
        """Its files."""
        return Contents(self.place, self.manifest, JUDGE)

    def films(self) -> Iterator[_Judged]:
        """Each different film once, held against the timeline in the package."""
        seen: dict[str, str] = {}
        timeline = self._timeline()
        for file, one in self.contents.listed():
            if one.get("role") != "video" or one.get("sha256") in seen or cut_short(file, one):
                continue  # of half a file nothing is told but that
            seen[str(one.get("sha256"))] = str(one["path"])
            profile = _profile(one.get("platform"))
            figures = measure_foreign(file, label_frames(timeline) if timeline else ())
            expected = FOREIGN
            if timeline is not None:
                expected = self._expected(timeline, profile)
                figures.facts.update(self._label(timeline, profile, figures))
                late = voice_offset(figures.envelope, expected.spoken) if expected.spoken else None
                figures.facts.update({"sound_offset_s": late} if late else {})
            name = str(one["path"])
            yield _measured(name, figures, self.store), film_findings(figures.facts, expected, JUDGE, name)

    def _expected(self, timeline: Timeline, profile: PlatformProfile | None) -> Expected:
        shape: Shape = profile.shape if profile else "9:16"
        full = SHAPES[shape]
        half = self.manifest.get("draft") is True
        size = Size(width=full.width // 2, height=full.height // 2) if half else full
        sounds = self.manifest.get("quality", {}).get("loudness_lufs") is not None
        most = profile.video.max_kbps if profile else None
        return expected_of(timeline, size, sounds=sounds, max_kbps=most)

    def _label(self, timeline: Timeline, profile: PlatformProfile | None, figures: Foreign) -> dict[str, Any]:
        """Look for the label as every template would have drawn it; else what the gate saw in this very file."""
        if not timeline.notice.label:
            return {}
        shape: Shape = profile.shape if profile else "9:16"
        found: dict[str, Any] = {}
        told = self._told(str(figures.facts.get("sha256")))
        for template in sorted(template_names(), key=lambda name: name != told.get("template")):
            design = Design.load(template, shape, self._safe(shape))
            found = seen_label(figures.kept, design, timeline)
            if all(one["seen"] for one in found["label"]):
                return found
        return {"label": told["label"]} if told.get("label") else found

    def _safe(self, shape: Shape) -> SafeArea:
        """What the package's platforms of a shape cover, together."""
        safe = SafeArea()
        for name in self.manifest.get("platforms", {}):
            profile = _profile(name)
            if profile is not None and profile.shape == shape:
                safe = safe.union(profile.safe)
        return safe

    def _told(self, sha256: str) -> dict[str, Any]:
        """What the gate saw in the file of that hash: a museum's own template draws the label its own way."""
        for file, one in self.contents.listed():
            if one.get("role") == "report" and file.suffix == ".json":
                for facts in _facts(_json(file)):
                    if facts.get("sha256") == sha256:
                        return dict(facts)
        return {}

    def covers(self) -> Iterator[_Judged]:
        """Each cover against what its platform wants."""
        is_ai = "picture" in self.manifest.get("ai", {}).get("parts", [])
        for file, one in self.contents.listed():
            if one.get("role") != "cover":
                continue
            facts = measure_foreign_picture(file)
            ratio = file.stem.removeprefix("cover-").replace("x", ":")
            cover = _cover(ratio, facts, _profile(one.get("platform")))
            name = str(one["path"])
            # Whether this very cover shows an AI picture is not told; where the film has none, no cover may say so.
            found = cover_findings(cover, facts, JUDGE, is_ai=is_ai and bool(facts["aigc"])) if cover else ()
            findings = tuple(one.model_copy(update={"where": name}) for one in found)
            yield Measured(name=name, facts=facts), findings

    def _timeline(self) -> Timeline | None:
        for file, one in self.contents.listed():
            if one.get("role") == "timeline":
                try:
                    return Timeline.model_validate_json(file.read_bytes())
                except ValidationError:
                    return None
        return None


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _facts(report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The figures of each file in somebody's report."""
    measured = report.get("measured")
    for one in measured if isinstance(measured, list) else ():
        facts = one.get("facts") if isinstance(one, dict) else None
        if isinstance(facts, dict):
            label = facts.get("label")
            sound = isinstance(label, list) and all(isinstance(one, dict) and "seen" in one for one in label)
            yield facts if sound else {**facts, "label": None}


def _profile(name: object) -> PlatformProfile | None:
    return load_profile(name) if isinstance(name, str) and name in profile_names() else None


def _cover(ratio: str, facts: Mapping[str, Any], profile: PlatformProfile | None) -> Cover | None:
    """The cover that a platform wants of that ratio; None where it wants none."""
    wishes = [wish for wish in profile.covers if wish.ratio == ratio] if profile else []
    if not wishes:
        return None
    blob = Blob(sha256="0" * 64, suffix=".jpg", size=int(facts["bytes"]))
    return Cover(ratio=wishes[0].ratio, size=wishes[0].size, picture=blob)
