"""A script is found in a recording of it: where each line and character is heard, and what else is said."""

import itertools
import json

import av
import numpy as np
import pytest
import soxr
from recordings import ADLIB, SCRIPT, SECOND, told

from fanxing.media.speech.align import BAR, align
from fanxing.media.speech.reading import read
from fanxing.model.errors import AssetError, RecipeError


def _forward(found):
    times = [time for line in found.lines for unit in line.units for time in (unit.start, unit.end)]
    return times == sorted(times) and (not times or 0 <= times[0] <= times[-1] <= found.seconds)


@pytest.mark.slow
def test_every_line_is_found_where_it_is_heard():
    sound, spans = told(*SCRIPT)
    found = align(sound, SCRIPT)
    assert [line.text for line in found.lines] == list(SCRIPT)
    assert all(line.in_audio and line.confidence > BAR for line in found.lines)
    for line, (start, end) in zip(found.lines, spans, strict=True):
        assert line.start == pytest.approx(start, abs=0.06)
        assert line.end == pytest.approx(end, abs=0.2)
    assert found.strays == ()


@pytest.mark.slow
def test_each_unit_of_a_line_has_its_time_and_punctuation_none():
    sound, _ = told("册页作于1745年，11.2 × 13.1厘米。")
    found = align(sound, ["册页作于1745年，11.2 × 13.1厘米。"])
    assert [shown for shown, _, _ in found.lines[0].chars] == [
        *("册", "页", "作", "于", "1745", "年"),
        *("11", "2", "13", "1", "厘", "米"),
    ]
    assert all(end > start for _, start, end in found.lines[0].chars)
    assert _forward(found)


@pytest.mark.slow
def test_a_line_left_out_is_told_from_those_that_are_heard():
    sound, _ = told(*SCRIPT[:2], *SCRIPT[3:])
    found = align(sound, SCRIPT)
    assert [line.in_audio for line in found.lines] == [True, True, False, True, True]
    assert found.lines[2].confidence < BAR
    assert found.lines[2].start == found.lines[2].end
    assert _forward(found)


@pytest.mark.slow
def test_words_that_are_not_in_the_script_are_marked():
    sound, spans = told(SCRIPT[0], SCRIPT[1], ADLIB, SCRIPT[2], SCRIPT[3])
    found = align(sound, SCRIPT[:4])
    assert all(line.in_audio for line in found.lines)
    assert found.lines[2].start == pytest.approx(spans[3][0], abs=0.06)
    strays = [stray for stray in found.strays if stray.line is None]
    assert strays
    assert all(spans[2][0] - 0.2 < stray.start < stray.end < spans[2][1] + 0.3 for stray in strays)


@pytest.mark.slow
def test_of_a_line_told_twice_the_last_take_is_kept_and_the_other_listed():
    sound, spans = told(SCRIPT[0], SCRIPT[1], SCRIPT[1], SCRIPT[2], SCRIPT[3])
    found = align(sound, SCRIPT[:4])
    assert found.lines[1].start == pytest.approx(spans[2][0], abs=0.06)
    assert [stray.line for stray in found.strays] == [1]
    assert found.strays[0].start == pytest.approx(spans[1][0], abs=0.1)


@pytest.mark.slow
def test_two_lines_told_again_are_both_taken_from_the_last_telling():
    sound, spans = told(SCRIPT[0], SCRIPT[1], SCRIPT[2], SCRIPT[1], SCRIPT[2], SCRIPT[3])
    found = align(sound, SCRIPT[:4])
    assert [line.start for line in found.lines] == pytest.approx([spans[at][0] for at in (0, 3, 4, 5)], abs=0.08)
    assert sorted(stray.line for stray in found.strays if stray.line is not None) == [1, 2]


@pytest.mark.slow
def test_the_words_of_one_object_are_found_in_the_take_of_the_whole_script():
    sound, spans = told(*SCRIPT)
    found = align(sound, SCRIPT[2:4])
    assert [line.start for line in found.lines] == pytest.approx([spans[2][0], spans[3][0]], abs=0.06)


@pytest.mark.slow
def test_the_same_recording_gives_the_same_alignment():
    sound, _ = told(*SCRIPT[:3])
    assert align(sound, SCRIPT[:3]) == align(sound, SCRIPT[:3])


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(SECOND), np.full(SECOND, 1e-6), np.zeros(1)])
def test_a_recording_in_which_nobody_speaks_is_refused(sound):
    with pytest.raises(AssetError, match="听不到人声"):
        align(sound.astype(np.float32), SCRIPT)


@pytest.mark.parametrize("script", [[], [""], ["。。。", "😀"], ["<br>"]])
def test_a_script_that_nobody_can_say_is_refused(script):
    sound, _ = told(SCRIPT[1])
    with pytest.raises(RecipeError, match="没有可以念的字"):
        align(sound, script)


ODD_SCRIPTS = {
    "emoji and markup": ["😀" + SCRIPT[0], "<br>", f"**{SCRIPT[1]}**", "# " + SCRIPT[2]],
    "rare characters": [SCRIPT[0], "𬭩𠙶\U00030ede", SCRIPT[2]],
    "another language": [SCRIPT[0], "Привет, мир", SCRIPT[2]],
    "many more lines than were told": list(SCRIPT) * 8,
    "one endless line": ["".join(SCRIPT) * 3],
    "one character": ["一"],
}


@pytest.mark.slow
@pytest.mark.parametrize("script", ODD_SCRIPTS.values(), ids=ODD_SCRIPTS.keys())
def test_an_odd_script_never_breaks_and_never_runs_backwards(script):
    sound, _ = told(*SCRIPT[:3])
    found = align(sound, script)
    assert [line.text for line in found.lines] == script
    assert [len(line.units) for line in found.lines] == [len(read(text)) for text in script]
    assert _forward(found)


def _odd_sounds():
    rng = np.random.default_rng(1)
    time = np.arange(6 * SECOND) / SECOND
    music = sum(np.sin(2 * np.pi * f * time) * np.exp(-((time * 2) % 1) * 2) for f in (220, 277, 330, 440))
    sound, _ = told(*SCRIPT[:2])
    return {
        "music": 0.1 * music,
        "noise": rng.normal(0, 0.1, 6 * SECOND),
        "one click": np.eye(1, 3 * SECOND, SECOND)[0],
        "half a second": sound[SECOND : SECOND * 3 // 2],
        "a constant": np.full(3 * SECOND, 0.5),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["music", "noise", "one click", "half a second", "a constant"])
def test_what_is_no_telling_of_the_script_has_no_confidence(name):
    found = align(_odd_sounds()[name].astype(np.float32), SCRIPT)
    assert all(line.confidence < BAR and not line.in_audio for line in found.lines)
    assert _forward(found)


@pytest.mark.slow
def test_the_wrong_script_has_no_confidence():
    sound, _ = told(*SCRIPT)
    wrong = ["今天的天气很好我们去公园散步", "然后回家做饭看了一部电影", "海边的风很大浪也很高", "请不要忘记带上雨伞"]
    assert all(line.confidence < BAR for line in align(sound, wrong).lines)


@pytest.mark.slow
@pytest.mark.parametrize("hurt", ["clipped", "8 kHz", "faint"])
def test_a_poor_recording_is_still_aligned(hurt):
    sound, spans = told(*SCRIPT)
    if hurt == "8 kHz":
        sound = soxr.resample(soxr.resample(sound, SECOND, 8000), 8000, SECOND)
    sound = np.clip(sound * 20, -0.9, 0.9) if hurt == "clipped" else sound * (0.02 if hurt == "faint" else 1)
    found = align(sound.astype(np.float32), SCRIPT)
    errors = [abs(line.start - start) for line, (start, _) in zip(found.lines, spans, strict=True)]
    assert max(errors) < 0.15


HUMAN = {
    "clean/a00": (1.0, 0.96),
    "pause/a02": (1.0, 0.96),
    "insert/a00": (0.95, 0.95),
    "delete/a00": (0.94, 0.95),
    "delete/a01": (0.94, 0.95),
    "pink10/a01": (0.95, 0.94),
    "reverb/a00": (0.95, 0.94),
    "cmns/s00": (1.0, 0.95),
    "cmnw/w00": (1.0, 0.96),
}
"""Recording, and the least share of line starts and of onsets within 0.1 s. All of them: ``bench/speech``."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HUMAN)
def test_human_recordings_are_aligned_within_a_tenth_of_a_second(name, shared_data):
    place = shared_data / "speech" / "aligned" / name
    truth = json.loads(place.with_suffix(".json").read_text("utf-8"))["lines"]
    found = align(_decoded(place.with_suffix(".flac")), [line["text"] for line in truth])
    assert [line.in_audio for line in found.lines] == [line["in_audio"] for line in truth]
    heard = [(line, known) for line, known in zip(found.lines, truth, strict=True) if known["in_audio"]]
    starts = [abs(line.start - known["start"]) <= 0.1 for line, known in heard]
    onsets = [abs(a - b) <= 0.1 for line, known in heard for a, b in _onsets(line, known)]
    assert np.mean(starts) >= HUMAN[name][0]
    assert np.mean(onsets) >= HUMAN[name][1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "file",
    ["music/Karissa_Hobbs_-_Lets_Go_Fishin.ogg", "music/Kevin_MacLeod_-_Vibe_Ace.hq.ogg", "speech/jfk.flac"],
)
def test_songs_music_and_another_language_are_doubted(file, shared_data):
    found = align(_decoded(shared_data / file)[: 40 * SECOND], SCRIPT)
    assert found.confidence < BAR
    assert "Karissa" in file or not any(line.in_audio for line in found.lines)  # of a song, lines may be found
    assert _forward(found)


@pytest.mark.slow
def test_the_script_of_another_recording_is_doubted(shared_data):
    place = shared_data / "speech" / "aligned" / "clean"
    script = [line["text"] for line in json.loads((place / "a03.json").read_text("utf-8"))["lines"]]
    found = align(_decoded(place / "a00.flac"), script)
    assert all(line.confidence < BAR for line in found.lines)
    assert _forward(found)


def _onsets(line, known):
    """Pair the onsets found with the known ones, of characters or of words."""
    units = known.get("chars") or known["units"]
    ends = list(itertools.accumulate(len(text) for text, _, _ in units))
    return [(line.units[end - len(text)].start, start) for end, (text, start, _) in zip(ends, units, strict=True)]


def _decoded(path):
    """Decode any sound to mono, 48 kHz."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("flt", "mono", SECOND)
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        return np.concatenate([frame.to_ndarray().ravel() for frame in [*frames, *resampler.resample(None)]])
