"""What a finished run says: what is new, then where everything lies, then what to do next."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fanxing.batch.outcome import Done, Outcome
from fanxing.cli import show
from fanxing.model.errors import Fault
from fanxing.model.yamltext import load

RECIPE = """\
title: 一盏灯的故事
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects: [{name: 灯, media: [a.jpg]}]
voice: {speaker: silent}
"""
OLD, NEW = (Fault(rule="pace", what=what, mend="缩短", level="advice") for what in ("旧的", "新的"))
STOPS = Fault(rule="yaml", what="错的")


def packed(place: Path, *, draft: bool = False) -> Done:
    place.mkdir()
    listed = {"path": show.CHECKLIST, "role": "checklist", "sha256": "0" * 64, "bytes": 0}
    told = {"schema": "fanxing.package/1", "files": [listed], "draft": draft}
    (place / "package.json").write_text(json.dumps(told), "utf-8")
    (place / show.CHECKLIST).write_text("", "utf-8")
    return Done(place.name, place, 61.0)


def told(capsys: pytest.CaptureFixture[str], outcome: Outcome, **manner: object) -> tuple[list[str], list[str]]:
    show.outcomes((outcome,), **({"as_object": False, "quiet": False} | manner))
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err.splitlines()


def test_a_package_leads_to_its_checklist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "episode"
    out, _ = told(capsys, Outcome(Path("r.yaml"), (packed(place),)))
    assert out == [f"正片　61.0 秒　{place}", f"下一步：打开 {place / 'checklist.html'}，照着发布"]


def test_several_packages_lead_to_their_checklists_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tuple(packed(tmp_path / name) for name in ("episode", "object-a"))
    out, _ = told(capsys, Outcome(Path("r.yaml"), made))
    assert out[2:] == ["下一步：打开每个文件夹里的 checklist.html，照着发布"]


def test_a_draft_is_called_one_and_leads_to_the_finished_film(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told(capsys, Outcome(Path("r.yaml"), (packed(tmp_path / "episode", draft=True),)))
    assert out[0].startswith("正片（草稿）　61.0 秒")
    assert "去掉 --draft 再运行一次" in out[1]


def test_advice_that_was_read_before_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = packed(tmp_path / "episode")
    out, err = told(capsys, Outcome(Path("r.yaml"), (done,), (OLD, NEW)), known={(Path("r.yaml"), OLD)})
    assert err == [
        f"做好了：1 条片子，在 {tmp_path}",
        "提醒：新的",
        "    改法：缩短",
        "另有 1 条提醒和上次一样，不再写出；加 -v 全部列出",
    ]
    assert out[0].startswith("正片")
    _, err = told(capsys, Outcome(Path("r.yaml"), (done,), (OLD,)), known={(Path("r.yaml"), OLD)})
    assert err[1:] == ["没有新的提醒；1 条和上次一样，不再写出，加 -v 全部列出"]


def test_advice_that_was_read_of_another_recipe_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    both = tuple(Outcome(Path(name), faults=(OLD,)) for name in ("r.yaml", "s.yaml"))
    show.outcomes(both, as_object=False, quiet=False, known=frozenset({(Path("r.yaml"), OLD)}))
    assert capsys.readouterr().err.splitlines()[:4] == [
        "—— s.yaml",
        "提醒：旧的",
        "    改法：缩短",
        "另有 1 条提醒和上次一样，不再写出；加 -v 全部列出",
    ]


def test_findings_of_several_recipes_stand_recipe_by_recipe(capsys: pytest.CaptureFixture[str]) -> None:
    told_of = ((STOPS, OLD), (OLD, NEW))
    both = tuple(Outcome(Path(name), faults=of) for name, of in zip(("r.yaml", "s.yaml"), told_of, strict=True))
    show.outcomes(both, as_object=False, quiet=False)
    lines = [line for line in capsys.readouterr().err.splitlines() if "改法" not in line]
    assert lines[:6] == ["—— s.yaml", "提醒：旧的", "提醒：新的", "—— r.yaml", "提醒：旧的", "错误：错的"]


NAMED = (
    b"objects:\n  - {name: \xe7\x93\xb6, media: [a.jpg, b.jpg], facts: [x]}\n  - {say: y}\nplatforms: [a]\nhook: z\n"
)
CALLED = {
    "an object's words": ("objects[0].say", "r.yaml:2:5 第 1 件“瓶”的 say：错的"),
    "an item of a list": ("objects[0].media[1].file", "r.yaml:2:30 第 1 件“瓶”的 media 第 2 项 file：错的"),
    "an object without a name": ("objects[1]", "r.yaml:3:5 第 2 件：错的"),
    "an item that is no object's": ("platforms[0]", "r.yaml:4:13 platforms 第 1 项：错的"),
    "a key alone": ("hook", "r.yaml:5:7 hook：错的"),
}


@pytest.mark.parametrize(("key", "line"), CALLED.values(), ids=CALLED)
def test_a_place_is_counted_from_one_and_called_by_name(
    key: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, places = load(NAMED, "r.yaml")
    where = places.where(key)
    assert where.key == key
    _, err = told(capsys, Outcome(Path("r.yaml"), (), (Fault(rule="x", what="错的", where=where),), 2))
    assert err == [f"错误：{line}"]


def test_what_stops_stands_last_and_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = Outcome(Path("r.yaml"), (packed(tmp_path / "episode"),), (STOPS, NEW), 2)
    out, err = told(capsys, outcome)
    assert err == ["提醒：新的", "    改法：缩短", "错误：错的"]
    assert len(out) == 1


def test_a_hint_is_the_next_step_once_for_all_films(capsys: pytest.CaptureFixture[str]) -> None:
    made = tuple(Done(name, Path(name), 1.0, files=("a.jpg",), hint="再渲染") for name in ("a", "b"))
    out, _ = told(capsys, Outcome(Path("r.yaml"), made))
    assert out[2:] == ["下一步：再渲染"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), "检查完了：没有问题"),
        ((OLD,), "检查完了：没有错误，可以做了；1 条提醒，看过觉得可以就不用管"),
        ((OLD, STOPS), "检查完了：1 处错误要改，1 条提醒"),
    ],
)
def test_a_check_says_how_it_ended(capsys: pytest.CaptureFixture[str], found: tuple[Fault, ...], words: str) -> None:
    show.checked((Outcome(Path("r.yaml"), faults=found),))
    assert capsys.readouterr().out == f"{words}\n"


def test_what_a_check_has_told_is_not_told_again(tmp_path: Path, tiny_media, cli: Callable) -> None:
    (tmp_path / "a.jpg").write_bytes(tiny_media.still(width=900, height=1200).read_bytes())
    (tmp_path / "a.yaml").write_text(RECIPE, "utf-8")
    for _ in range(2):
        assert "提醒：" in cli("video", "check", "a.yaml").stderr
    again = cli("video", "outline", "a.yaml").stderr
    assert "提醒：" not in again
    assert "条和上次一样" in again
    assert "提醒：" in cli("video", "outline", "a.yaml", "-v").stderr


def test_an_object_within_a_sentence_is_counted_from_one() -> None:
    assert show.counted("属实才在 objects[3].facts 里加一句") == "属实才在第 4 件的 facts 里加一句"
    assert show.counted("objects[0] 没有名字") == "第 1 件 没有名字"
