"""Recognisers: their words become hints and transcripts; their models are never fetched."""

import importlib.util

import numpy as np
import pytest
from parrot import Parrot, convert, write_checkpoint
from recordings import SCRIPT, SECOND, told

from fanxing.media.speech.align import align
from fanxing.media.speech.recognise import RECOGNISERS, Word, hints, recogniser, transcribe
from fanxing.media.speech.recognise.correction import by_character, corrected
from fanxing.media.speech.recognise.matching import pairs
from fanxing.media.speech.recognise.transcript import lines_of, prompt_of
from fanxing.model.errors import AssetError, RecipeError, ToolError


class Heard:
    """A recogniser that hears what it is told."""

    name = "heard"

    def __init__(self, *words):
        self.words = words

    def __call__(self, sound, prompt="", language="zh"):
        del sound, prompt, language
        return self.words


def _words(text, start=0.0, step=0.25):
    return [Word(mark, start + at * step, start + (at + 1) * step) for at, mark in enumerate(text)]


def test_syllables_that_sound_alike_are_paired_in_order():
    assert pairs(["qing", "tong", "qi"], ["qing", "tong", "qi"]) == [(0, 0), (1, 1), (2, 2)]
    assert pairs(["zhong", "guo"], ["e", "zong", "guo"]) == [(0, 1), (1, 2)]
    assert pairs(["a", "b"], []) == []
    assert pairs(["xxx"], ["qing"]) == []


def test_a_misheard_transcript_still_tells_about_when_each_unit_is_heard():
    found = hints(["青铜器，作于1745年。"], _words("青桐气嗯坐于一七四五年"))
    assert found.share == 1.0
    assert found.seconds[:3].tolist() == pytest.approx([0.0, 0.25, 0.5])
    assert found.seconds[5] == pytest.approx(1.5)


def test_lines_that_were_not_said_have_no_hints():
    found = hints(["青铜器", "一棵老松", "虬枝盘曲"], _words("青铜器虬枝盘曲"))
    assert np.isnan(found.seconds[3:7]).all()
    assert np.isfinite(found.seconds[7:]).all()


@pytest.mark.slow
def test_hints_only_say_where_to_look():
    sound, spans = told(*SCRIPT[:3])
    rough = [Word(text, start + 0.3, end + 0.2) for text, (start, end) in zip(SCRIPT, spans, strict=False)]
    found = align(sound, SCRIPT[:3], None, hints(SCRIPT[:3], rough))
    assert [line.start for line in found.lines] == pytest.approx([start for start, _ in spans], abs=0.06)


@pytest.mark.slow
def test_hints_of_another_recording_are_not_believed():
    sound, spans = told(*SCRIPT[:3])
    found = align(sound, SCRIPT[:3], None, hints(SCRIPT[:3], _words("完全不同的话", 1.0)))
    assert [line.start for line in found.lines] == pytest.approx([start for start, _ in spans], abs=0.06)


NAMES = {
    ("华严诗意测", ("华嵒", "诗意册")): "华嵒诗意册",
    ("在三星推发现", ("三星堆",)): "在三星堆发现",
    ("今天天气好", ("三星堆",)): "今天天气好",
    ("曾后以编钟", ("曾侯乙编钟", "编钟")): "曾侯乙编钟",
}
"""What was recognised with the recipe's names, and how it is written. To add a case, add a line."""


@pytest.mark.parametrize(("heard", "written"), NAMES.items())
def test_names_are_written_as_the_recipe_writes_them(heard, written):
    text, names = heard
    assert "".join(word.text for word in corrected(by_character(_words(text)), names)) == written


def test_words_are_parted_into_units_with_their_share_of_the_time():
    parted = by_character([Word("青铜器，", 1.0, 2.5), Word(" museum", 2.5, 3.0)])
    assert [word.text for word in parted] == ["青", "铜", "器，", "museum"]
    assert [word.start for word in parted] == pytest.approx([1.0, 1.5, 2.0, 2.5])


def test_a_transcript_is_parted_at_sentences_rests_and_commas():
    words = by_character(_words("这本册页作于乾隆年间。一棵老松") + _words("虬枝盘曲", 9.0))
    assert lines_of(words) == ["这本册页作于乾隆年间。", "一棵老松", "虬枝盘曲"]
    assert all(len(line) <= 26 for line in lines_of(by_character(_words("长" * 90))))


@pytest.mark.slow
def test_a_recording_without_a_script_is_written_down_with_exact_times():
    sound, spans = told(*SCRIPT[1:3])
    heard = [Word(text, start + 0.2, end) for text, (start, end) in zip(SCRIPT[1:3], spans, strict=True)]
    found = transcribe(sound, Heard(*heard), names=("高士",))
    assert "".join(line.text for line in found.lines).startswith("一棵老松")
    assert found.lines[0].start == pytest.approx(spans[0][0], abs=0.06)


def test_nothing_recognised_is_said_clearly():
    with pytest.raises(AssetError, match="没有从录音里听出字来"):
        transcribe(told(SCRIPT[0])[0], Heard())


def test_the_prompt_names_what_may_come_up():
    assert "华嵒" in prompt_of(["华嵒"], "zh")
    assert prompt_of(["Cleveland"], "en") == "Cleveland"


def test_an_unknown_recogniser_is_refused_with_the_known_ones():
    with pytest.raises(RecipeError, match="faster-whisper、whisper"):
        recogniser("siri", "tiny")


LIBRARIES = {"faster-whisper": "faster_whisper", "whisper": "whisper"}


@pytest.mark.parametrize("name", RECOGNISERS)
def test_a_missing_library_or_model_is_said_with_its_mend(name, monkeypatch, tmp_path):
    monkeypatch.setenv("FANXING_MODELS", str(tmp_path))
    installed = importlib.util.find_spec(LIBRARIES[name]) is not None
    with pytest.raises(ToolError, match="没有识别模型" if installed else "pip install 'fanxing"):
        recogniser(name, "no-such-model")


TEXT = "一棵老松虬枝盘曲"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    """A checkpoint that hears ``TEXT`` from 1 to 3 seconds."""
    for library in ("torch", "whisper"):
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed: see docs/recognition.md for the extra 'whisper'")
    return write_checkpoint(Parrot(TEXT, 1.0, 3.0), tmp_path_factory.mktemp("parrot") / "parrot.pt")


def _quiet():
    return np.random.default_rng(0).normal(0, 0.01, 5 * SECOND).astype(np.float32)


def _is_heard_in_time(words):
    assert "".join(word.text for word in words) == TEXT
    units = by_character(words)
    expected = np.linspace(1.0, 3.0, len(TEXT), endpoint=False)
    assert [word.start for word in units[1:]] == pytest.approx(expected[1:], abs=0.2)


@pytest.mark.slow
@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")  # torch, numba and triton warn of their own affairs
def test_openai_whisper_gives_its_words_and_times(checkpoint):
    _is_heard_in_time(recogniser("whisper", str(checkpoint))(_quiet()))


@pytest.mark.slow
@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_faster_whisper_gives_its_words_and_times(checkpoint, tmp_path):
    if importlib.util.find_spec("faster_whisper") is None:
        pytest.skip("faster-whisper is not installed: see docs/recognition.md for the extra 'asr'")
    folder = convert(checkpoint, tmp_path / "parrot")
    _is_heard_in_time(recogniser("faster-whisper", str(folder))(_quiet()))


@pytest.mark.slow
@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_a_recording_is_written_down_by_a_real_recogniser_and_timed_by_the_aligner(checkpoint):
    sound, spans = told("一棵老松，虬枝盘曲。")
    found = transcribe(sound, recogniser("whisper", str(checkpoint)), names=("虬枝",))
    assert [line.text for line in found.lines] == [TEXT]
    assert found.lines[0].start == pytest.approx(spans[0][0], abs=0.1)


@pytest.mark.parametrize("name", RECOGNISERS)
@pytest.mark.filterwarnings("ignore")
def test_a_broken_model_is_said_clearly(name, tmp_path):
    if importlib.util.find_spec(LIBRARIES[name]) is None:
        pytest.skip(f"{name} is not installed")
    broken = tmp_path / "broken.pt"
    broken.write_bytes(b"not a model")
    with pytest.raises(ToolError, match="打不开"):
        recogniser(name, str(broken))(_quiet())
