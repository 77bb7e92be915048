"""The storyboard."""

from fanxing.media.bench import Bench
from fanxing.model.footage import Footage
from fanxing.model.graphics import EndCard, HookCard, TitleCard
from fanxing.model.recipe import Voice
from fanxing.model.story import Story
from fanxing.model.storyboard import Storyboard
from fanxing.stages.outline import outline
from fanxing.stages.storyboard import SHORTEST_S, storyboard


def made(story: Story, footage: Footage, bench: Bench) -> Storyboard:
    script = outline.function(story, Voice(), bench=bench)
    return storyboard.function(story, script, footage, bench=bench)  # type: ignore[return-value]


def test_it_opens_with_the_hook_names_the_film_and_ends_with_the_museum(
    story: Story, footage: Footage, bench: Bench
) -> None:
    shots = made(story, footage, bench).shots
    assert isinstance(shots[0].card, HookCard)
    assert isinstance(shots[1].card, TitleCard)
    end = shots[-1].card
    assert isinstance(end, EndCard)
    assert end.museum == "星渚县博物馆"
    assert "图片：某馆（CC0-1.0）" in end.credits


def test_every_uid_is_its_own_and_does_not_hang_on_the_order(story: Story, footage: Footage, bench: Bench) -> None:
    forward = made(story, footage, bench)
    turned = made(story.model_copy(update={"objects": story.objects[::-1]}), footage, bench)
    assert len({shot.uid for shot in forward.shots}) == len(forward.shots)
    assert {shot.uid for shot in forward.shots if shot.part_kind == "object"} == {
        shot.uid for shot in turned.shots if shot.part_kind == "object"
    }


def test_each_object_is_named_once_by_a_lower_third(story: Story, footage: Footage, bench: Bench) -> None:
    named = [shot.lower_third.name for shot in made(story, footage, bench).shots if shot.lower_third]
    assert named == ["林月", "松下高士", "白玉双耳碗"]


def test_an_object_is_seen_whole_before_its_detail(story: Story, footage: Footage, bench: Bench) -> None:
    views = [shot.view for shot in made(story, footage, bench).shots if shot.part == "object/a"]
    assert views[0] == "whole"
    assert "detail" in views[1:]


def test_no_word_is_lost_between_the_shots(story: Story, footage: Footage, bench: Bench) -> None:
    script = outline.function(story, Voice(), bench=bench)
    board = made(story, footage, bench)
    for part in script.parts:
        assert "".join(shot.words for shot in board.shots if shot.part == part.id) == part.words


def test_shots_last_as_the_trade_wants_them(story: Story, footage: Footage, bench: Bench) -> None:
    for shot in made(story, footage, bench).shots:
        assert SHORTEST_S * 0.6 <= shot.seconds <= 8, shot.uid


def test_a_recipe_without_pictures_still_has_something_to_show(story: Story, bench: Bench) -> None:
    board = made(story, Footage(items=()), bench)
    assert all(shot.card is not None for shot in board.shots)
