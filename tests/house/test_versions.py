"""Whatever keeps results has a version, and every stage that keeps by it has it in its own key."""

import ast
from pathlib import Path

import pytest

from fanxing.chain.run import key
from fanxing.chain.standard import STANDARD
from fanxing.media import engines
from fanxing.media.engines import ENGINES
from fanxing.media.tools import TOOLS, tool_version
from fanxing.model.stage import Stage

PACKAGE = Path(engines.__file__).parents[1]


def _named(file):
    """Names of the table of engines that a file writes out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(ENGINES)


def _imports(file, known):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for module in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                if module in known:
                    yield module


def _reached(stage, known):
    """Every module of ours that a stage's module may run."""
    front, seen = [f"fanxing.stages.{stage.name}"], set()
    while front:
        module = front.pop()
        if module not in seen:
            seen.add(module)
            front += [one for one in _imports(known[module], known) if one.startswith("fanxing.media")]
    return seen


def _keeps(file):
    """Whether a file keeps results, at one blow or by hand."""
    calls = (node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return any(isinstance(func, ast.Attribute) and func.attr in {"once", "remember"} for func in calls)


def _modules():
    files = {file: file.relative_to(PACKAGE.parent).with_suffix("") for file in PACKAGE.rglob("*.py")}
    return {".".join(way.parts).removesuffix(".__init__"): file for file, way in files.items()}


@pytest.mark.slow
def test_every_engine_is_used_and_no_name_is_both_engine_and_tool():
    used = set().union(*(_named(file) for file in _modules().values() if file.name != "engines.py"))
    assert used == set(ENGINES)
    assert not set(ENGINES) & set(TOOLS)


@pytest.mark.slow
@pytest.mark.parametrize("stage", STANDARD, ids=lambda stage: stage.name)
def test_a_stage_lists_the_engines_that_keep_for_it(stage: Stage):
    if stage.always:
        return  # it runs each time, so what is kept inside it is looked up by its own key
    known = _modules()
    keeping = {name for module in _reached(stage, known) if _keeps(known[module]) for name in _named(known[module])}
    assert keeping <= set(stage.tools)


@pytest.mark.parametrize("name", ENGINES)
def test_a_raised_engine_makes_its_stages_anew(name, monkeypatch):
    stages = [stage for stage in STANDARD if name in stage.tools]
    before = [key(stage, {}) for stage in stages]
    assert stages
    monkeypatch.setattr("fanxing.media.tools.ENGINES", {**ENGINES, name: ENGINES[name] + 1})
    tool_version.cache_clear()
    try:
        assert not set(before) & {key(stage, {}) for stage in stages}
    finally:
        monkeypatch.undo()
        tool_version.cache_clear()


@pytest.mark.parametrize("stage", STANDARD, ids=lambda stage: stage.name)
def test_a_stage_that_fills_in_pages_works_anew_when_a_page_changes(stage: Stage):
    fills = "fanxing.media.pages" in _reached(stage, _modules())
    assert ("pages" in stage.tools) == fills


def test_a_changed_page_has_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "pages").mkdir()
    monkeypatch.setattr("fanxing.media.tools.assets", lambda: tmp_path)
    page = tmp_path / "pages" / "report.html"
    page.write_text("before")
    before = TOOLS["pages"]()
    page.write_text("after")
    assert TOOLS["pages"]() != before
