"""What ``video check`` finds before any work: all that would stop a later stage."""

from collections.abc import Callable
from pathlib import Path

import pytest

RECIPE = """\
title: 一盏灯的故事
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects: [{name: 瓶, media: [a.jpg]}]
voice: {speaker: silent}
"""

CASES: dict[str, tuple[str, str, int, str]] = {
    "a reading that is no pinyin": (RECIPE + "lexicon: {瓶: qq9}\n", "lexicon-pinyin", 2, "lexicon.瓶"),
    "a title for no cover": (RECIPE.replace("一盏灯的故事", "长" * 100), "look-too-long", 2, "title"),
    "a name for no cover": (
        RECIPE.replace("name: 瓶", f"name: {'瓶' * 100}") + "cuts: [objects]\n",
        "look-too-long",
        2,
        "objects[0].name",
    ),
    "a voice of a family that has one": (RECIPE.replace("silent", "espeak:foo"), "voice-speaker", 2, "voice.speaker"),
    "a music folder without music": (RECIPE + "music: {folder: bed}\n", "music-none", 2, "music.folder"),
    "a page saved as a picture": (RECIPE.replace("a.jpg", "page.jpg"), "file-text", 3, "objects[0].media[0].file"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "rule", "code", "key"), CASES.values(), ids=CASES)
def test_check_finds_what_would_stop_a_later_stage(
    cli: Callable, tmp_path: Path, tiny_media, *, text: str, rule: str, code: int, key: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(tiny_media.still("a.jpg").read_bytes())
    (tmp_path / "page.jpg").write_text("<!DOCTYPE html>\n<title>没有找到</title>" + "页" * 300, "utf-8")
    (tmp_path / "bed").mkdir()
    (tmp_path / "bed" / "说明.txt").write_text("空", "utf-8")
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    ran = cli("video", "check", "r.yaml", "--json")
    found = [one for one in ran.json()["recipes"][0]["faults"] if one["level"] == "fault"]
    assert ran.exit_code == code
    assert rule in {one["rule"] for one in found}
    assert all(one["where"].endswith(f" {key}") for one in found if one["rule"] == rule)
    assert "look.yaml" not in ran.stdout


def test_a_sound_recipe_has_no_fault(cli: Callable, tmp_path: Path, tiny_media) -> None:
    (tmp_path / "a.jpg").write_bytes(tiny_media.still("a.jpg").read_bytes())
    (tmp_path / "r.yaml").write_text(RECIPE, "utf-8")
    assert cli("video", "check", "r.yaml").exit_code == 0


def test_a_seal_that_the_look_has_no_place_for_is_advice(cli: Callable, tmp_path: Path, tiny_media) -> None:
    (tmp_path / "a.jpg").write_bytes(tiny_media.still("a.jpg").read_bytes())
    for template, told in (("plain", True), ("ink", False)):
        (tmp_path / "r.yaml").write_text(RECIPE + f"look: {{template: {template}, seal: 临渊}}\n", "utf-8")
        ran = cli("video", "check", tmp_path / "r.yaml", "--json")
        assert ran.exit_code == 0
        found = [one["level"] for one in ran.json()["recipes"][0]["faults"] if one["rule"] == "look-seal"]
        assert found == (["advice"] if told else [])


def test_a_voice_that_another_machine_may_have_is_advice(cli: Callable, tmp_path: Path, tiny_media) -> None:
    (tmp_path / "a.jpg").write_bytes(tiny_media.still("a.jpg").read_bytes())
    (tmp_path / "r.yaml").write_text(RECIPE.replace("silent", "piper:nobody"), "utf-8")
    ran = cli("video", "check", "r.yaml", "--json")
    assert "voice.speaker" in " ".join(one["where"] or "" for one in ran.json()["recipes"][0]["faults"])


FILES: dict[str, tuple[str, str, int, str]] = {
    "a photograph cut short": ("media: [a.jpg]", "media: [half.jpg]", 3, "picture-cut-short"),
    "a photograph as music": (
        "speaker: silent}",
        "speaker: silent}\nmusic: {file: a.jpg}",
        3,
        "media-unknown",
    ),
    "an empty recording": ("media: [a.jpg]", "media: [a.jpg], recording: mute.wav", 3, "sound-silent"),
    "a clip too short": ("media: [a.jpg]", "media: [{file: c.mp4, to: 12}]", 0, "fallback"),
    "sound of a silent clip": ("media: [a.jpg]", "media: [{file: c.mp4, sound: true}]", 0, "fallback"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "code", "rule"), FILES.values(), ids=FILES)
def test_files_are_looked_into_before_any_work(
    cli: Callable, tmp_path: Path, tiny_media, *, old: str, new: str, code: int, rule: str
) -> None:
    whole = tiny_media.still("b.jpg", width=1600, height=1200).read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole)
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "mute.wav").write_bytes(tiny_media.tone(peak=0.0).read_bytes())
    (tmp_path / "c.mp4").write_bytes(tiny_media.clip(sound=False, width=640, height=480).read_bytes())
    (tmp_path / "r.yaml").write_text(RECIPE.replace(old, new), "utf-8")
    for _ in range(2):  # the second time from what is kept
        ran = cli("video", "check", "r.yaml", "--json")
        faults = ran.json()["recipes"][0]["faults"]
        assert ran.exit_code == code
        (found,) = [one for one in faults if one["rule"] == rule]
        assert found["mend"]
