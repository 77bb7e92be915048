"""Who speaks, as the film shows it."""

from fanxing.media.captions.files import write_srt
from fanxing.media.captions.named import with_names
from fanxing.model.subtitle import Cue, Reading, SubtitleTrack, Unit
from fanxing.model.timing import FrameRange


def cue(text: str, start: int, speaker: str | None) -> Cue:
    span = FrameRange(start=start, duration=20)
    return Cue(
        line="a",
        text=text,
        raw=text,
        span=span,
        speaker=speaker,
        units=(Unit(at=0, length=1, span=span),),
        readings=(Reading(at=1, length=1, pinyin="yán"),),
    )


CUES = (cue("华嵒的画", 0, "林月"), cue("松嵒下", 30, "林月"), cue("玉嵒碗", 60, "旁白"))


def test_the_name_stands_at_each_change_and_everything_moves_with_it():
    named = list(with_names(CUES))
    assert [one.text for one in named] == ["林月：华嵒的画", "松嵒下", "旁白：玉嵒碗"]
    for before, after in zip(CUES, named, strict=True):
        for first, second in zip((*before.units, *before.readings), (*after.units, *after.readings), strict=True):
            assert after.text[second.at] == before.text[first.at]


def test_film_and_file_show_the_same_words():
    bare = tuple(one.model_copy(update={"readings": ()}) for one in CUES)
    text = write_srt(SubtitleTrack(rate="30/1", cues=bare)).decode()
    assert [block.split("\n")[2] for block in text.strip().split("\n\n")] == [one.text for one in with_names(bare)]


def test_one_voice_has_no_name():
    alone = (cue("华嵒的画", 0, None),)
    assert tuple(with_names(alone)) == alone
