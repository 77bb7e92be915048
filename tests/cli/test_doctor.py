"""The doctor says first of all whether this machine can make films."""

import shlex
import sys
from collections.abc import Callable

import pytest

from fanxing.cli.doctor import summary
from fanxing.media.machine import Part, _installing

GOOD = Part(name="磁盘", state="good", detail="")
TIGHT = Part(name="内存", state="limited", detail="")
GONE = Part(name="字体", state="missing", detail="")
EXTRA = Part(name="配音 edge", state="missing", detail="", optional=True)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((GOOD, EXTRA), "可以做片子；带 – 的是可选的，不装也行"),
        ((GOOD, TIGHT), "可以做片子；留意：内存（带 – 的是可选的，不装也行）"),
        ((TIGHT, GONE, EXTRA), "现在还不能做片子，先补上：字体"),
    ],
)
def test_the_answer_is_one_sentence(parts: tuple[Part, ...], words: str) -> None:
    assert summary(parts) == words


def test_what_is_told_is_told_in_words(cli: Callable) -> None:
    ran = cli("doctor")
    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[-1].startswith("可以做片子")
    for word in ("rlimits", "netns", "faster_whisper", "channels"):
        assert word not in ran.stdout
    for part in cli("doctor", "--json").json()["parts"]:
        assert part["detail"], part


def test_a_command_to_paste_holds_where_folders_have_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/我的 程序/bin/python")
    assert shlex.split(_installing("edge")) == [sys.executable, "-m", "pip", "install", "fanxing[edge]"]
