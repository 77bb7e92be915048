"""The script outline."""

from fanxing.media.bench import Bench
from fanxing.model.recipe import Closing, Exhibit, Voice
from fanxing.model.script import Script
from fanxing.model.story import Story
from fanxing.stages.outline import outline


def made(story: Story, bench: Bench, voice: Voice | None = None) -> Script:
    return outline.function(story, voice or Voice(), bench=bench)  # type: ignore[return-value]


def test_parts_come_in_the_order_of_the_template(story: Story, bench: Bench) -> None:
    assert [part.id for part in made(story, bench).parts] == [
        "opening", "exhibition", "guide", "object/a", "object/b", "closing",
    ]  # fmt: skip


def test_words_are_kept_as_approved_one_sentence_a_line(story: Story, bench: Bench) -> None:
    part = next(part for part in made(story, bench).parts if part.id == "object/a")
    assert [line.text for line in part.lines] == ["一棵老松，虬枝盘曲。", "树下坐着一位高士，他背对着我们。"]
    assert part.written


def test_a_part_without_words_says_its_fields_and_nothing_else(story: Story, bench: Bench) -> None:
    part = next(part for part in made(story, bench).parts if part.id == "object/b")
    assert part.words == "白玉双耳碗，1781年。口径 16.7 厘米，高 7.8 厘米。刻有御题诗。现藏另一座馆。"
    assert not part.written


def test_an_empty_part_is_left_out_but_an_object_never(story: Story, bench: Bench) -> None:
    bare = story.model_copy(update={"hook": None, "closing": Closing(), "objects": (Exhibit(id="c", name="瓶"),)})
    assert [part.id for part in made(bare, bench).parts] == ["exhibition", "guide", "object/c"]


def test_an_objects_clip_tells_its_object_alone(story: Story, bench: Bench) -> None:
    one = story.model_copy(update={"cut": "object-a", "kind": "object", "objects": story.objects[:1]})
    assert [part.id for part in made(one, bench).parts] == ["object/a"]


def test_a_faster_voice_needs_less_time(story: Story, bench: Bench) -> None:
    slow, fast = made(story, bench), made(story, bench, Voice(rate=1.5))
    assert fast.seconds < slow.seconds
    assert 10 < slow.seconds < 60


def test_english_words_are_laid_beside_their_lines(story: Story, bench: Bench) -> None:
    told = story.objects[0].model_copy(update={"say_en": "An old pine.\nA scholar sits beneath it."})
    script = made(story.model_copy(update={"objects": (told,)}), bench)
    lines = next(part for part in script.parts if part.kind == "object").lines
    assert [line.second for line in lines] == ["An old pine.", "A scholar sits beneath it."]
    told = told.model_copy(update={"say_en": "An old pine and a scholar who sits beneath it"})
    lines = next(
        part for part in made(story.model_copy(update={"objects": (told,)}), bench).parts if part.kind == "object"
    ).lines
    assert [line.second for line in lines] == [told.say_en] * 2


def test_the_hook_may_be_english_too(story: Story, bench: Bench) -> None:
    script = made(story.model_copy(update={"hook": "怎样度过一天？", "hook_en": "How to spend a day?"}), bench)
    assert [line.second for line in script.parts[0].lines] == ["How to spend a day?"]
