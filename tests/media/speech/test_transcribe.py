"""``fanxing subtitle transcribe`` from end to end, and what recordings without a script may hold."""

import importlib.util
import json
import re

import numpy as np
import pytest
import soxr
from parrot import Parrot, convert, write_checkpoint
from recordings import SECOND, told

from fanxing.media.speech import Order, speaker
from fanxing.media.speech.recognise import Word, transcribe
from fanxing.media.wav import write_wav
from fanxing.model.errors import AssetError

SAID = "一棵老松，虬枝盘曲。"
MISHEARD = "一棵老松求之盘曲"
WRITTEN = "一棵老松虬枝盘曲"
RECIPE = """
fanxing: 1
title: 一册看尽文人清梦
museum: {name: 星渚县博物馆}
exhibition: {name: 诗意册特展}
guide: {name: 林月}
lexicon: {虬枝: qiú zhī}
objects: [{name: 松下高士, media: [leaf.jpg]}]
"""


class Imagining:
    """A recogniser that writes what was never said, as Whisper does in silence."""

    name = "imagining"

    def __init__(self, text="字幕由志愿者提供，请不吝点赞订阅。"):
        self.text = text

    def __call__(self, sound, prompt="", language="zh"):
        del sound, prompt, language
        return tuple(Word(mark, at * 0.2, at * 0.2 + 0.2) for at, mark in enumerate(self.text))


def _music(seconds):
    time = np.arange(round(seconds * SECOND)) / SECOND
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6))
    return (0.1 * chord * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * time))).astype(np.float32)


def _phone_line():
    sound, _ = told(SAID)
    narrow = soxr.resample(sound, SECOND, 8000)
    return soxr.resample(narrow, 8000, SECOND).astype(np.float32)


SOUNDS = {
    "silence": lambda: np.zeros(5 * SECOND, np.float32),
    "nothing": lambda: np.zeros(0, np.float32),
    "music only": lambda: _music(6.0),
    "half a second": lambda: told(SAID)[0][SECOND : SECOND * 3 // 2],
    "one sample": lambda: np.ones(1, np.float32),
    "8 kHz": _phone_line,
    "another language": lambda: speaker("espeak")(Order("A jade bowl from the summer palace")).sound,
    "clipped": lambda: np.clip(told(SAID)[0] * 30, -1, 1),
    "noise": lambda: np.random.default_rng(1).normal(0, 0.2, 4 * SECOND).astype(np.float32),
}
"""Recordings that nobody should have made. To add a case, add a line."""


def _runs_forward(lines):
    times = [moment for start, end, chars in lines for moment in (start, *(one for char in chars for one in char), end)]
    assert all(np.isfinite(times))
    assert [start for start, _, _ in lines] == sorted(start for start, _, _ in lines)
    for start, end, chars in lines:
        inside = [one for char in chars for one in char]
        assert inside == sorted(inside)
        assert not inside or (start <= inside[0] and inside[-1] <= end + 1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("heard", [SAID, "字幕由志愿者提供，请不吝点赞订阅。", "Thanks for watching!", "😀<br>𬭩"])
@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
def test_whatever_is_recorded_and_recognised_is_a_clear_word_or_times_that_run_forward(sound, heard):
    found, word = _written_down(sound(), heard)
    assert word == "" or re.search("听不到人声|没有从录音里听出字来", word)
    _runs_forward([(one.start, one.end, [(a, b) for _, a, b in one.chars]) for one in found])


def _written_down(sound, heard):
    """The lines of a transcript, or the word that is said where there are none."""
    try:
        return transcribe(sound, Imagining(heard)).lines, ""
    except AssetError as error:
        return (), str(error)


@pytest.mark.parametrize("sound", ["silence", "nothing", "one sample"])
def test_what_is_recognised_in_silence_is_not_believed(sound):
    with pytest.raises(AssetError, match="听不到人声"):
        transcribe(SOUNDS[sound](), Imagining())


@pytest.mark.slow
@pytest.mark.parametrize("sound", ["music only", "half a second", "another language", "noise"])
def test_what_is_recognised_where_nobody_speaks_mandarin_is_not_believed(sound):
    with pytest.raises(AssetError, match="没有从录音里听出字来"):
        transcribe(SOUNDS[sound](), Imagining())


@pytest.mark.slow
@pytest.mark.parametrize("sound", ["8 kHz", "clipped"])
def test_a_bad_recording_of_the_right_words_is_still_timed(sound):
    _, [(start, _)] = told(SAID)
    [line] = transcribe(SOUNDS[sound](), Imagining(SAID)).lines
    assert line.in_audio
    assert line.start == pytest.approx(start, abs=0.08)


def test_words_that_were_never_said_are_told_apart():
    sound = told("树下坐着一位高士，他背对着我们。", "一棵老松，虬枝盘曲。")[0]
    found = transcribe(sound, Imagining("树下坐着一位高士，他背对着我们。欢迎订阅点赞转发打赏支持频道栏目。"))
    assert [line.in_audio for line in found.lines] == [True, False]


@pytest.fixture(scope="module", params=["whisper", "faster-whisper"])
def listener(request, tmp_path_factory):
    """A recogniser of the table and a model that mishears a name."""
    needed = {"whisper": ("torch", "whisper"), "faster-whisper": ("torch", "whisper", "faster_whisper")}[request.param]
    for library in needed:
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed: see docs/recognition.md")
    folder = tmp_path_factory.mktemp("parrot")
    _, [(start, end)] = told(SAID)
    model = write_checkpoint(Parrot(MISHEARD, start, end), folder / "parrot.pt")
    return request.param, model if request.param == "whisper" else convert(model, folder / "parrot")


@pytest.fixture
def recording(tmp_path):
    """A recording of ``SAID``, and when it is said."""
    sound, [span] = told(SAID)
    write_wav(tmp_path / "回放.wav", sound)
    (tmp_path / "recipe.yaml").write_text(RECIPE, "utf-8")
    return tmp_path / "回放.wav", span


extra = [
    pytest.mark.extra,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # torch, numba and triton warn of their own affairs
]


class TestWithRealLibraries:
    """Through openai-whisper and faster-whisper, by checkpoints that the tests write."""

    pytestmark = extra

    def test_a_recording_is_written_down_with_the_recipes_names(self, recording, listener, cli, tmp_path):
        media, (start, end) = recording
        name, model = listener
        options = ["--recogniser", name, "--model", model, "--recipe", tmp_path / "recipe.yaml"]
        ran = cli("subtitle", "transcribe", media, *options, "--json")
        assert ran.exit_code == 0, ran.stderr
        [line] = ran.json()["lines"]
        assert line["text"] == WRITTEN
        assert [char for char, _, _ in line["chars"]] == list(WRITTEN)
        assert line["start"] == pytest.approx(start, abs=0.1)
        assert line["end"] == pytest.approx(end, abs=0.2)

    def test_it_becomes_a_subtitle_file_without_fault(self, recording, listener, cli, tmp_path):
        media, _ = recording
        name, model = listener
        ran = cli("subtitle", "transcribe", media, "--recogniser", name, "--model", model, "--out", tmp_path / "a.srt")
        assert ran.exit_code == 0, ran.stderr
        assert MISHEARD[:4] in (tmp_path / "a.srt").read_text("utf-8-sig")
        assert cli("subtitle", "check", tmp_path / "a.srt").exit_code == 0

    def test_its_words_only_tell_the_aligner_where_to_look(self, recording, listener, cli, tmp_path):
        media, (start, _) = recording
        name, model = listener
        (tmp_path / "稿.txt").write_text(f"{SAID}\n", "utf-8")
        options = ["--script", tmp_path / "稿.txt", "--recogniser", name, "--model", model, "--json"]
        [line] = cli("subtitle", "align", media, *options).json()["lines"]
        assert line["text"] == SAID
        assert line["start"] == pytest.approx(start, abs=0.06)

    @pytest.mark.parametrize("sound", SOUNDS)
    def test_bad_recordings_end_in_a_clear_word(self, sound, listener, cli, tmp_path):
        name, model = listener
        write_wav(tmp_path / "a.wav", SOUNDS[sound]())
        ran = cli("subtitle", "transcribe", tmp_path / "a.wav", "--recogniser", name, "--model", model, "--json")
        assert ran.exit_code in {0, 3}
        assert "Traceback" not in ran.stderr
        if ran.exit_code:
            assert "改法" in ran.stderr
        else:
            lines = json.loads(ran.stdout)["lines"]
            _runs_forward([(one["start"], one["end"], [(a, b) for _, a, b in one["chars"]]) for one in lines])

    def test_the_second_run_says_the_same(self, recording, listener, cli):
        media, _ = recording
        name, model = listener
        runs = {cli("subtitle", "transcribe", media, "--recogniser", name, "--model", model).stdout for _ in range(2)}
        assert len(runs) == 1


def test_a_missing_library_is_said_with_its_mend(cli, recording, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "faster_whisper", None)
    ran = cli("subtitle", "transcribe", recording[0], "--model", "small")
    assert ran.exit_code == 4
    assert "fanxing[asr]" in ran.stderr
    assert cli("subtitle", "transcribe", recording[0], "--model", "small", "--recogniser", "siri").exit_code == 2
