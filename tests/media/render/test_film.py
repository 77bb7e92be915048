"""Films: spans made by workers, kept, joined; whole, the same every time, and no dearer than what changed."""

import contextlib
import hashlib
import itertools
import json
from fractions import Fraction

import av
import numpy as np
import pytest

from fanxing.media.render.film import make_ahead, make_films
from fanxing.media.render.orders import SpanVideo
from fanxing.media.render.prepare import forget
from fanxing.model.errors import ToolError
from fanxing.model.graphics import AiLabel, DraftMark, TitleCard
from fanxing.model.timeline import Clip, GraphicClip
from fanxing.model.timing import FrameRange

AIGC = '{"Label":"1","ContentProducer":"x"}'


def graphic(what, start: int, duration: int) -> GraphicClip:
    return GraphicClip(graphic=what, span=FrameRange(start=start, duration=duration))


def simple(workshop, cues=None, **more):
    """A draft of four shots, two seconds each, with two subtitles and the label."""
    timeline = workshop.timeline(workshop.story(2.0), graphics=[graphic(AiLabel(text="AI合成"), 0, 60)], aigc=AIGC)
    cues = [workshop.cue("第一句", 12, 60), workshop.cue("第二句话", 90, 70)] if cues is None else cues
    return workshop.production(timeline, cues, **more)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, new_workshop):
    """The simple film, made once; what only looks at it shares it."""
    shop = new_workshop(tmp_path_factory.mktemp("whole"))
    return shop, shop.films(simple(shop))[0]


def facts(file) -> dict:
    """What a player is told of a film."""
    with av.open(str(file)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        context = picture.codec_context
        times = [frame.pts * frame.time_base for frame in film.decode(picture)]
        return {
            "profile": context.profile,
            "format": context.pix_fmt,
            "colour": (context.color_primaries, context.color_trc, context.colorspace, context.color_range),
            "size": (context.width, context.height),
            "times": times,
            "picture": (picture.start_time, picture.duration * picture.time_base),
            "sound": (sound.start_time, sound.duration * sound.time_base),
            "notes": dict(film.metadata),
        }


@pytest.mark.slow
def test_a_film_is_what_the_platforms_ask_for(workshop):
    told = facts(workshop.films(simple(workshop, draft=False))[0])
    assert told["profile"] == "High"
    assert told["format"] == "yuv420p"
    assert told["colour"] == (1, 1, 1, 1)
    assert told["size"] == (1080, 1920)
    assert told["times"] == [Fraction(number, 30) for number in range(240)]
    assert told["picture"] == (0, Fraction(8))
    assert told["sound"][0] == 0
    assert abs(told["sound"][1] - Fraction(8)) <= Fraction(1, 30)


@pytest.mark.slow
def test_a_film_carries_its_metadata_and_no_clock(workshop):
    card = Clip(shot="t", part="t", view="card", move="push", card=TitleCard(title="一册看尽"), duration=40)
    timeline = workshop.timeline([card, *workshop.story(0.6)], aigc=AIGC)
    notes = facts(workshop.films(workshop.production(timeline))[0])["notes"]
    assert notes["AIGC"] == AIGC
    assert notes["title"] == "一册看尽"
    assert not {"creation_time", "encoder", "date"} & set(notes)


@pytest.mark.slow
def test_the_index_stands_before_the_media(whole):
    head = whole[1].read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


@pytest.mark.slow
def test_spans_share_their_parameter_sets_and_start_with_a_key_frame(whole):
    headers = set()
    for name in whole[0].kept("span"):
        span = SpanVideo.model_validate_json((whole[0].home / "kept" / name).read_bytes())
        with av.open(str(whole[0].store.path(span.video))) as video:
            stream = video.streams.video[0]
            headers.add(bytes(stream.codec_context.extradata))
            packets = [packet for packet in video.demux(stream) if packet.size]
            assert packets[0].is_keyframe
            assert len(packets) == span.frames
    assert len(headers) == 1


def test_key_frames_are_never_more_than_two_seconds_apart(whole):
    with av.open(str(whole[1])) as film:
        keys = [packet.pts * packet.time_base for packet in film.demux(film.streams.video[0]) if packet.is_keyframe]
    assert keys[0] == 0
    assert max(after - before for before, after in zip(keys, [*keys[1:], 8], strict=True)) <= 2


def test_sound_and_picture_are_in_step(whole):
    file = whole[1]
    with av.open(str(file)) as film:
        heard = np.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)[0]
    wanted = 0.2 * np.sin(np.arange(8 * 48_000) * 2 * np.pi * 440 / 48_000)
    assert np.abs(heard[4800:9600] - wanted[4800:9600]).max() < 0.02  # a shift of one sample is 0.0115


@pytest.mark.slow
def test_nothing_flashes_and_nothing_is_black(whole):
    frames = whole[0].frames(whole[1])
    light = np.array([frame.mean() for frame in frames])
    assert light.min() > 60
    assert np.abs(np.diff(light)).max() < 6.0  # subtitles come at once


@pytest.mark.slow
def test_where_spans_are_joined_nothing_is_seen(workshop):
    file = workshop.films(simple(workshop, cues=()))[0]
    frames = workshop.frames(file)
    with av.open(str(file)) as film:
        joins = [round(packet.pts * packet.time_base * 30) for packet in film.demux(video=0) if packet.is_keyframe]
    steps = [0.0, *(np.abs(after.astype(int) - before).mean() for before, after in itertools.pairwise(frames)), 0.0]
    assert len(joins) >= 5
    for join in joins[1:]:
        around = max(steps[join - 2 : join] + steps[join + 1 : join + 3])
        assert steps[join] <= around + 1.0, join


@pytest.mark.slow
def test_the_first_frame_shows_the_label_and_the_title(workshop):
    card = Clip(shot="t", part="t", view="card", move="push", card=TitleCard(title="题"), duration=40)
    timeline = workshop.timeline([card, *workshop.story(0.6)], graphics=[graphic(AiLabel(text="AI合成"), 0, 60)])
    first = workshop.frames(workshop.films(workshop.production(timeline))[0])[0]
    assert first[130:160, 40:230].mean() < 50  # the label, dark, on its place at half size
    assert first[360:400, 120:380].mean() < 60  # the title's bar
    assert first[20:100].mean() > 190  # the look's ground


@pytest.mark.slow
def test_a_second_run_makes_nothing(workshop):
    production = simple(workshop)
    first = workshop.films(production)
    kept = sorted(path.name for path in (workshop.home / "kept").iterdir())
    asked = len(workshop.plains.asked)
    assert workshop.films(production) == first
    assert sorted(path.name for path in (workshop.home / "kept").iterdir()) == kept
    assert len(workshop.plains.asked) == asked
    assert workshop.told[-1] == (240, 240)


@pytest.mark.slow
def test_a_changed_line_remakes_only_the_spans_that_show_it(workshop):
    workshop.films(simple(workshop))
    before = workshop.kept("span")
    cues = [workshop.cue("第一句", 12, 60), workshop.cue("另说一句", 90, 70)]
    workshop.films(simple(workshop, cues))
    made = [
        SpanVideo.model_validate_json((workshop.home / "kept" / name).read_bytes())
        for name in workshop.kept("span") - before
    ]
    assert 70 <= sum(span.frames for span in made) <= 70 + 30
    assert workshop.plains.asked.count("第一句") == 1
    assert workshop.plains.asked.count("另说一句") == 1


@pytest.mark.slow
def test_two_workers_make_the_same_bytes_as_one(workshop, tmp_path):
    alone = workshop.films(simple(workshop))[0].read_bytes()
    crowd = type(workshop)(tmp_path / "other", jobs=2)
    together = crowd.films(simple(crowd))[0].read_bytes()
    assert hashlib.sha256(alone).hexdigest() == hashlib.sha256(together).hexdigest()


@pytest.mark.slow
def test_each_shape_is_laid_out_for_itself(workshop):
    tall, wide = workshop.films(simple(workshop, shapes=("9:16", "16:9")))
    assert facts(tall)["size"] == (540, 960)
    assert facts(wide)["size"] == (960, 540)


@pytest.mark.slow
def test_a_draft_shows_its_mark(workshop):
    marks = [graphic(DraftMark(text="草稿"), 0, 80)]
    timeline = workshop.timeline(workshop.story(1.0)[:2], graphics=[*marks])
    for frame in workshop.frames(workshop.films(workshop.production(timeline))[0])[::9]:
        red, green, _ = frame[34:56, 360:440].reshape(-1, 3).mean(axis=0)
        assert red > 170
        assert green < 70


@pytest.mark.slow
def test_progress_is_told_in_frames_and_never_runs_back(workshop):
    workshop.films(simple(workshop))
    done = [one for one, _ in workshop.told]
    assert done == sorted(done)
    assert done[0] == 0
    assert workshop.told[-1] == (240, 240)


@pytest.mark.slow
@pytest.mark.parametrize(("seconds", "ahead"), [(23.0, 0), (0.4, 48)], ids=["long", "short"])
def test_a_long_film_waits_for_its_sound_whose_mixing_takes_memory(workshop, seconds, ahead):
    production = workshop.production(workshop.timeline(workshop.story(seconds)))
    make_ahead(production.timeline, (), production.delivery, workshop.plains, workshop.bench)
    assert workshop.told[-1:] == ([(ahead, ahead)] if ahead else [])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["drawn", "ready-still"])
def test_what_is_broken_on_the_disk_is_removed_and_made_again(workshop, kind):
    production = simple(workshop)
    films = make_films(production, workshop.plains, workshop.bench)
    for path in (workshop.home / "kept").glob("span-*.json"):
        path.unlink()
    name = min(workshop.kept(kind))
    document = json.loads((workshop.home / "kept" / name).read_bytes())
    broken = workshop.home / "blobs" / (document["arrays"]["sha256"] + ".npz")
    broken.write_bytes(b"\0" * document["arrays"]["size"])
    forget()
    with contextlib.suppress(ToolError):  # where it cannot be mended on the way, it is said and removed
        make_films(production, workshop.plains, workshop.bench)
    assert make_films(production, workshop.plains, workshop.bench) == films
