"""The timeline: words on the grid, cuts at their breaths, labels from provenance."""

import itertools
import json

import pytest
from handmade import blob, clip, still

from fanxing.media.bench import Bench
from fanxing.media.render.stretches import placed_on
from fanxing.model.footage import Footage, Still
from fanxing.model.geometry import SafeArea
from fanxing.model.graphics import AiLabel, DraftMark, FactCallOut, LowerThird
from fanxing.model.narration import Narration, Spoken, Take
from fanxing.model.recipe import Exhibit, Music, Voice
from fanxing.model.script import Script
from fanxing.model.story import Delivery, Rules, Story
from fanxing.model.timeline import Clip, Timeline, Transition
from fanxing.stages.edit import edit
from fanxing.stages.outline import outline
from fanxing.stages.storyboard import storyboard

SYLLABLE = 10_000
"""Samples of each character in these takes."""


def spoken(script: Script, voice: str = "synthetic") -> Narration:
    takes = []
    for line in script.lines:
        marks = [at for at, mark in enumerate(line.text) if mark.isalnum()]
        units, now = [], 2000
        for before, at in zip([None, *marks], marks, strict=False):
            now += 9000 if before is not None and at > before + 1 else 0  # a rest at punctuation
            units.append(Spoken(at=at, length=1, start=now, end=now + SYLLABLE))
            now += SYLLABLE
        takes.append(
            Take.model_validate(
                {
                    "line": line.id,
                    "voice": voice,
                    "speaker": "x",
                    "sound": blob(line.id, ".wav"),
                    "samples": now + 2000,
                    "units": units,
                }
            )
        )
    return Narration(takes=tuple(takes))


def made(story: Story, footage: Footage, bench: Bench, *, voice: str = "synthetic", draft: bool = False) -> Timeline:
    script = outline.function(story, Voice(), bench=bench)
    assert isinstance(script, Script)
    delivery = Delivery(shapes=("9:16",), draft=draft, safe={"9:16": SafeArea()})
    board = storyboard.function(story, script, footage, Rules(), delivery, bench=bench)
    return edit.function(board, script, spoken(script, voice), footage, story, Music(), Rules(), delivery, bench=bench)  # type: ignore[return-value]


def test_the_picture_covers_the_film_without_a_gap(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    clips = timeline.clips
    ends = [start + one.duration for start, one in clips]
    assert clips[0][0] == 0
    assert [start for start, _ in clips[1:]] == ends[:-1]
    assert ends[-1] == timeline.duration


def test_words_never_overlap_and_end_before_the_film(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    spans = [(one.start * 1600, one.start * 1600 + one.samples) for one in timeline.voice]
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))
    assert spans[-1][1] < timeline.duration * 1600


def test_no_cut_falls_inside_a_character(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    script = outline.function(story, Voice(), bench=bench)
    assert isinstance(script, Script)
    takes = {take.line: take for take in spoken(script).takes}
    for start, _ in timeline.clips[1:]:
        for one in timeline.voice:
            for unit in takes[one.name].units:
                first, last = one.start * 1600 + unit.start, one.start * 1600 + unit.end
                assert not first + 1600 < start * 1600 < last - 1600, one.name


def test_no_picture_is_glanced_at_where_a_rest_can_lengthen_it(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    stills = [clip for _, clip in timeline.clips if clip.card is None and isinstance(clip.media, Still)]
    assert stills
    assert all(clip.duration >= 2.2 * timeline.rate for clip in stills)


def test_transitions_fit_into_their_clips(story: Story, footage: Footage, bench: Bench) -> None:
    items = made(story, footage, bench).picture
    for before, one, after in zip(items, items[1:], items[2:], strict=False):
        if isinstance(one, Transition):
            assert isinstance(before, Clip)
            assert isinstance(after, Clip)
            assert one.out_offset < after.duration
            assert one.in_offset < before.duration
            assert one.style == ("crossfade" if before.part == after.part else "part")


def test_a_picture_is_alone_where_no_name_and_no_fact_stands_beside_it(
    story: Story, footage: Footage, bench: Bench
) -> None:
    timeline = made(story, footage, bench)
    type_ = [one.span for one in timeline.graphics if isinstance(one.graphic, LowerThird | FactCallOut)]
    pictures = [one for one in placed_on(timeline) if one.clip.card is None]
    assert {one.clip.alone for one in pictures} == {True, False}
    assert any(one.going for one in pictures)
    for one in pictures:  # from the first frame of the transition in which it comes to the last in which it leaves
        beside = [span for span in type_ if span.start < one.after and one.first < span.end]
        assert one.clip.alone is not bool(beside)
    assert not any(one.alone for _, one in timeline.clips if one.card is not None)


def test_a_synthetic_voice_is_labelled_from_the_first_frame(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    label = next(one for one in timeline.graphics if isinstance(one.graphic, AiLabel))
    assert label.span.start == 0
    assert label.span.duration >= 60
    assert json.loads(timeline.notice.aigc)["Label"] == "1"
    assert timeline.notice.parts == ("voice",)


@pytest.mark.parametrize("voice", ["recorded", "silent"])
def test_a_human_voice_is_not_labelled(story: Story, footage: Footage, bench: Bench, voice: str) -> None:
    timeline = made(story, footage, bench, voice=voice)
    assert not timeline.notice.synthetic
    assert not [one for one in timeline.graphics if isinstance(one.graphic, AiLabel)]


def test_a_picture_made_by_a_machine_is_labelled_whoever_speaks(story: Story, bench: Bench) -> None:
    footage = Footage(items=(still("object/a/media/0", made_by="ai"), still("object/b/media/0")))
    notice = made(story, footage, bench, voice="recorded").notice
    assert notice.parts == ("picture",)
    assert notice.label == "本片含AI生成内容"


def test_footage_too_short_is_held_and_said(story: Story, bench: Bench) -> None:
    footage = Footage(items=(clip("object/a/media/0", 40), clip("object/b/media/0", 45)))
    timeline = made(story, footage, bench)
    assert timeline.fallbacks
    assert "最后一帧停住" in timeline.fallbacks[0]


def test_footage_keeps_its_own_sound_where_the_recipe_says_so(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench)
    at = {clip.media.picture: start for start, clip in timeline.clips if clip.media is not None}
    assert [one.name for one in timeline.sounds] == ["object/b/media/1"]
    assert timeline.sounds[0].start in at.values()


def test_lower_thirds_stay_inside_their_part_long_enough_to_be_read(
    story: Story, footage: Footage, bench: Bench
) -> None:
    timeline = made(story, footage, bench)
    strips = [one for one in timeline.graphics if isinstance(one.graphic, LowerThird)]
    assert len(strips) == 2
    assert all(one.span.duration >= 30 for one in strips)


def test_a_draft_is_marked_from_end_to_end(story: Story, footage: Footage, bench: Bench) -> None:
    timeline = made(story, footage, bench, draft=True)
    mark = next(one for one in timeline.graphics if isinstance(one.graphic, DraftMark))
    assert (mark.span.start, mark.span.end) == (0, timeline.duration)


def test_a_fact_is_seen_when_it_is_said_and_never_with_the_ai_label_or_a_card(
    story: Story, footage: Footage, bench: Bench
) -> None:
    bowl = Exhibit(
        id="b",
        name="白玉双耳碗",
        date="1781年",
        size="口径 16.7 厘米，壁厚 0.16 厘米",
        say="这只碗，壁厚只有 0.16 厘米，比硬币还薄。拿到灯下看，光从玉里透出来。一七八一年，皇帝为它题诗，刻在外壁。",
    )
    timeline = made(story.model_copy(update={"objects": (story.objects[0], bowl)}), footage, bench)
    facts = [one for one in timeline.graphics if isinstance(one.graphic, FactCallOut)]
    assert [one.graphic.value for one in facts if isinstance(one.graphic, FactCallOut)] == ["0.16 厘米", "1781年"]
    line = next(one for one in timeline.voice if one.name == "object/b/1")
    assert line.start <= facts[0].span.start <= line.start + line.samples // 1600
    part = [(at, at + clip.duration) for at, clip in timeline.clips if clip.part == "object/b" and clip.card is None]
    for one in facts:
        first, last = one.span.start, one.span.start + one.span.duration
        assert last - first >= 2.0 * 30
        assert part[0][0] <= first
        assert last <= part[-1][1]
    for before, after in itertools.pairwise(facts):
        assert before.span.start + before.span.duration <= after.span.start
    starts = [one.span.start for one in timeline.graphics]
    assert starts == sorted(starts)
