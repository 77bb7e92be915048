"""What must be declared follows from where things come from, labels that footage brings with it included."""

from handmade import blob, still

from fanxing.model.aigc import aigc_text, parse_aigc
from fanxing.model.bed import bed_of
from fanxing.model.footage import Footage, Item, Sound
from fanxing.model.narration import Narration, Take, VoiceKind
from fanxing.model.recipe import Music
from fanxing.model.story import Story
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.synthetic import notice_of, synthetic_items
from fanxing.model.timeline import AiNotice

THEIRS = aigc_text("wrapped", "12100000400001234A", "theirs-7")


def sound(key: str, inbound: str | None, samples: int = 1) -> Item:
    source = Sound(sound=blob(key, ".wav"), samples=samples)
    return Item(key=key, path=f"{key}.wav", source=source, original="2" * 64, inbound_aigc=inbound)


def notice(story: Story, *items: Item, voice: VoiceKind = "recorded", mood: str | None = None) -> AiNotice:
    shots = tuple(
        Shot(uid=one.key, part="object/a", part_kind="object", view="whole", move="push", item=one, seconds=4)
        for one in items
        if not isinstance(one.source, Sound)
    )
    take = Take(line="l", voice=voice, speaker="x", sound=blob("take", ".wav"), samples=1, units=())
    board = Storyboard(cut="episode", title="t", shots=shots)
    footage = Footage(items=items)
    bed, _ = bed_of(footage, Music(mood=mood), 1)
    made = synthetic_items(board, footage, bed)
    speaks = Narration(takes=(take,)).is_synthetic
    code = story.museum.credit_code
    return notice_of(made, speaks=speaks, form="bare", credit_code=code, identity="ours-1")


def labelled(key: str, inbound: str) -> Item:
    return still(key).model_copy(update={"inbound_aigc": inbound})


def test_a_label_that_a_picture_brings_is_carried_through_with_its_producer(story: Story):
    told = notice(story, labelled("object/a/media/0", THEIRS), still("object/b/media/0"))
    assert (told.parts, told.label) == (("picture",), "本片含AI生成内容")
    value = parse_aigc(told.aigc)
    assert value is not None
    assert value.produce_id == "theirs-7"
    assert value.producer == "001112100000400001234A00000"
    assert value.propagate_id != "theirs-7"


def test_where_more_than_one_thing_is_synthetic_the_film_is_our_own_product(story: Story):
    two = (labelled("object/a/media/0", THEIRS), still("object/b/media/0", made_by="ai"))
    for told in (notice(story, *two), notice(story, two[0], voice="synthetic")):
        value = parse_aigc(told.aigc)
        assert value is not None
        assert value.produce_id == value.propagate_id != "theirs-7"


def test_a_recording_that_a_machine_spoke_elsewhere_is_declared_as_a_voice(story: Story):
    told = notice(story, still("object/a/media/0"), sound("object/a/recording", THEIRS))
    assert (told.parts, told.label) == (("voice",), "旁白为AI合成语音")
    assert parse_aigc(told.aigc).produce_id == "theirs-7"  # type: ignore[union-attr]


def test_music_that_a_machine_made_is_declared_but_not_as_narration(story: Story):
    told = notice(story, still("object/a/media/0"), sound("music", THEIRS))
    assert (told.parts, told.label) == (("music",), "本片含AI生成内容")


def test_of_a_music_folder_only_what_is_heard_is_declared(story: Story):
    shelf = (sound("music/宁静.wav", None), sound("music/欢快.wav", THEIRS))
    assert notice(story, still("object/a/media/0"), *shelf, mood="宁静") == AiNotice(synthetic=False)
    told = notice(story, still("object/a/media/0"), *shelf, mood="欢快")
    assert (told.parts, told.label) == (("music",), "本片含AI生成内容")


def test_nothing_is_declared_where_nothing_is_synthetic(story: Story):
    assert notice(story, still("object/a/media/0"), sound("music", None)) == AiNotice(synthetic=False)
