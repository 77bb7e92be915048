"""Every file of a recipe is found and taken in; every fault of every file is told at once, in its place."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import foreign
import mortal
import pytest
from PIL import Image

from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.errors import AssetError, FanxingError, Location, RecipeError
from fanxing.model.footage import Footage, Moving, Sound, Still
from fanxing.model.recipe import Recipe
from fanxing.stages.gather import gather

Gather = Callable[..., Footage]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The recipe's folder."""
    place = tmp_path / "配方"
    place.mkdir()
    return place


@pytest.fixture
def told() -> list[tuple[int, int]]:
    """What was told of progress."""
    return []


@pytest.fixture
def gathered(room: Path, tmp_path: Path, told: list[tuple[int, int]]) -> Gather:
    """Gather a recipe that is given as a mapping; museum, exhibition and guide need not be named."""

    def run(*roots: Path, jobs: int = 2, **parts: object) -> Footage:
        return gather.function(_recipe(**parts), bench=_bench(tmp_path, room, roots, jobs, told))

    return run


def _recipe(**parts: object) -> Recipe:
    whole = {
        "title": "题",
        "museum": {"name": "馆"},
        "exhibition": {"name": "展"},
        "guide": {"name": "林月"},
        "objects": [{"id": "a", "name": "瓶"}],
    }
    for key, part in parts.items():
        whole[key] = {**whole[key], **part} if isinstance(part, dict) and key in whole else part
    return Recipe.model_validate(whole)


def _bench(tmp_path: Path, room: Path, roots: tuple[Path, ...], jobs: int, told: list[tuple[int, int]]) -> Bench:
    return Bench(
        store=Store(tmp_path / "home"),
        roots=(room, *roots),
        jobs=jobs,
        where=lambda key: Location(file="r.yaml", line=7, key=key),
        progress=lambda done, total, _unit: told.append((done, total)),
    )


def one_object(**media: object) -> dict[str, object]:
    return {"objects": [{"id": "a", "name": "瓶", "media": [media]}]}


def faults_of(gathered: Gather, kind: type[FanxingError], *roots: Path, **parts: object) -> list[tuple[str, str]]:
    with pytest.raises(kind, match="改法") as refused:
        gathered(*roots, **parts)
    assert type(refused.value) is kind
    assert all(isinstance(fault.where, Location) and fault.mend for fault in refused.value.faults)
    return [(fault.rule, fault.where.key) for fault in refused.value.faults if isinstance(fault.where, Location)]


def put(source: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    return place


@pytest.mark.slow
def test_every_file_that_a_recipe_names_is_gathered_in_its_order(room, gathered, tiny_media):
    for name in ("logo.png", "cover.jpg", "face.webp", "vase.jpg", "end.png"):
        put(tiny_media.still(name), room / name)
    for name in ("hall.mp4", "talk.mov"):
        put(tiny_media.clip(f"c{name[-4:]}"), room / name)
    for name in ("one.wav", "take.wav", "bed.wav"):
        put(tiny_media.tone(seconds=0.5), room / name)
    footage = gathered(
        museum={"logo": "logo.png", "media": ["hall.mp4"]},
        exhibition={"media": ["cover.jpg"]},
        guide={"portrait": "face.webp", "media": ["talk.mov"]},
        objects=[
            {
                "id": "1982.68.1",
                "name": "瓶",
                "recording": "one.wav",
                "media": [
                    {
                        "file": "vase.jpg",
                        "focus": [0.1, 0.2, 0.3, 0.4],
                        "credit": "馆藏",
                        "licence": "CC0-1.0",
                        "made_by": "ai",
                    },
                    "hall.mp4",
                ],
            }
        ],
        closing={"media": ["end.png"]},
        voice={"take": "take.wav"},
        music={"file": "bed.wav", "credit": "某人", "licence": "CC-BY-4.0"},
    )
    assert [(item.key, item.path, item.source.kind) for item in footage.items] == [
        ("museum/media/0", "hall.mp4", "moving"),
        ("museum/logo", "logo.png", "still"),
        ("exhibition/media/0", "cover.jpg", "still"),
        ("guide/media/0", "talk.mov", "moving"),
        ("guide/portrait", "face.webp", "still"),
        ("object/1982.68.1/media/0", "vase.jpg", "still"),
        ("object/1982.68.1/media/1", "hall.mp4", "moving"),
        ("object/1982.68.1/recording", "one.wav", "sound"),
        ("closing/media/0", "end.png", "still"),
        ("voice/take", "take.wav", "sound"),
        ("music", "bed.wav", "sound"),
    ]
    vase = footage.items[5]
    assert (vase.credit, vase.licence, vase.made_by) == ("馆藏", "CC0-1.0", "ai")
    assert vase.focus is not None
    assert (vase.focus.x, vase.focus.height) == (0.1, 0.4)
    assert (footage.items[-1].credit, footage.items[-1].licence) == ("某人", "CC-BY-4.0")
    assert footage.fallbacks == ()


def test_a_second_run_makes_nothing(room, tmp_path, gathered, told, tiny_media):
    put(tiny_media.still(), room / "a.jpg")
    put(tiny_media.clip(), room / "b.mp4")
    parts = {"objects": [{"id": "a", "name": "瓶", "media": ["a.jpg", "b.mp4"]}]}
    first = gathered(**parts)
    assert told[-1] == (2, 2)
    told.clear()
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "home").rglob("*.json"))
    assert gathered(**parts) == first
    assert told == []
    kept = [one for one in before if "original" not in one[0].name]
    assert [(path, path.stat().st_mtime_ns) for path, _ in kept] == kept
    assert list((tmp_path / "home" / "tmp").iterdir()) == []


def test_another_name_for_the_same_content_makes_nothing(room, gathered, told, tiny_media):
    put(tiny_media.still(), room / "a.jpg")
    first = gathered(**one_object(file="a.jpg"))
    told.clear()
    (room / "a.jpg").rename(room / "图 b.tiff")
    again = gathered(**one_object(file="图 b.tiff"))
    assert told == []
    assert again.items[0].source == first.items[0].source


def test_changed_content_under_the_same_name_is_noticed(room, gathered, tiny_media):
    put(tiny_media.still(), room / "a.jpg")
    first = gathered(**one_object(file="a.jpg"))
    about = (room / "a.jpg").stat()
    put(tiny_media.still(seed=5), room / "a.jpg")
    os.utime(room / "a.jpg", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert gathered(**one_object(file="a.jpg")).items[0].source != first.items[0].source


@pytest.mark.slow
def test_jobs_change_nothing(room, tmp_path, gathered, tiny_media):
    names = [put(tiny_media.still(seed=seed), room / f"{seed}.jpg").name for seed in range(4)]
    parts = {"objects": [{"id": "a", "name": "瓶", "media": names}]}
    many = gathered(jobs=4, **parts)
    shutil.rmtree(tmp_path / "home")
    assert gathered(jobs=1, **parts) == many


def test_content_decides_what_a_file_is(room, gathered, tiny_media):
    put(tiny_media.clip(), room / "really-a-film.jpg")
    put(tiny_media.still(), room / "really-a-picture.mp4")
    footage = gathered(objects=[{"id": "a", "name": "瓶", "media": ["really-a-film.jpg", "really-a-picture.mp4"]}])
    assert isinstance(footage.items[0].source, Moving)
    assert isinstance(footage.items[1].source, Still)


BROKEN_PATHS = {
    "missing.jpg": "path-missing",
    "folder/missing.jpg": "path-missing",
    "dir": "path-is-folder",
    "../outside.jpg": "path-outside",
    "/etc/hostname": "path-outside",
    "link-out.jpg": "path-outside",
    "dir-link/outside.jpg": "path-outside",
    "loop": "path-loop",
    "https://example.org/a.jpg": "path-url",
    "HTTP://example.org/a.jpg": "path-url",
    "//host/a.jpg": "path-url",
    "data:image/png;base64,AAAA": "path-url",
    "file:///etc/hostname": "path-url",
    "a\x07b.jpg": "path-odd",
    "a\x00b.jpg": "path-odd",
    "x" * 300 + ".jpg": "path-long",
    "-i": "path-missing",
    "concat:a.jpg|b.jpg": "path-missing",
    "dir\\a.jpg": "path-missing",
}


@pytest.mark.parametrize("written", BROKEN_PATHS, ids=lambda one: repr(one)[:30])
def test_paths_that_do_not_hold_are_the_recipes_fault(room, gathered, tiny_media, written):
    put(tiny_media.still(), room.parent / "outside.jpg")
    (room / "dir").mkdir()
    (room / "link-out.jpg").symlink_to(room.parent / "outside.jpg")
    (room / "dir-link").symlink_to(room.parent)
    (room / "loop").symlink_to(room / "loop")
    assert faults_of(gathered, RecipeError, **one_object(file=written)) == [
        (BROKEN_PATHS[written], "objects[0].media[0].file")
    ]


def test_a_misspelt_name_is_answered_with_its_neighbours(room, gathered, tiny_media):
    put(tiny_media.still(), room / "Leaf-01.jpg")
    with pytest.raises(RecipeError, match=r"找不到 leaf-1\.jpg\n    改法：是不是 Leaf-01\.jpg？"):
        gathered(**one_object(file="leaf-1.jpg"))


def test_a_name_in_the_other_unicode_form_is_found(room, gathered, tiny_media):
    put(tiny_media.still(), room / "muse\u0301e.jpg")
    assert gathered(**one_object(file="mus\u00e9e.jpg".replace("mus", "mus"))).items[0].source.kind == "still"


def test_further_folders_may_be_allowed(room, tmp_path, gathered, tiny_media):
    more = tmp_path / "素材 库"
    put(tiny_media.still(), more / "a.jpg")
    assert len(gathered(more, **one_object(file=str(more / "a.jpg"))).items) == 1
    assert len(gathered(more, **one_object(file="../素材 库/a.jpg")).items) == 1
    (room / "link.jpg").symlink_to(more / "a.jpg")
    assert len(gathered(more, **one_object(file="link.jpg")).items) == 1
    assert faults_of(gathered, RecipeError, **one_object(file="link.jpg")) == [
        ("path-outside", "objects[0].media[0].file")
    ]


def test_all_faults_of_all_files_come_together(room, gathered, tiny_media):
    put(tiny_media.still(), room / "good.jpg")
    (room / "empty.jpg").touch()
    (room / "words.jpg").write_text("no picture")
    put(tiny_media.clip(sound=False), room / "mute.mp4")
    parts = {
        "museum": {"logo": "words.jpg"},
        "objects": [{"id": "a", "name": "瓶", "recording": "mute.mp4", "media": ["good.jpg", "empty.jpg"]}],
    }
    assert set(faults_of(gathered, AssetError, **parts)) == {
        ("picture-unknown", "museum.logo"),
        ("sound-none", "objects[0].recording"),
        ("file-empty", "objects[0].media[1].file"),
    }
    parts["guide"] = {"portrait": "gone.jpg"}
    together = faults_of(gathered, RecipeError, **parts)
    assert len(together) == 4
    assert ("path-missing", "guide.portrait") in together


def test_the_same_broken_file_is_told_wherever_it_is_named(room, gathered):
    (room / "words.jpg").write_text("no picture")
    parts = {"objects": [{"id": "a", "name": "瓶", "media": ["words.jpg", "words.jpg"]}]}
    assert faults_of(gathered, AssetError, **parts) == [
        ("media-unknown", "objects[0].media[0].file"),
        ("media-unknown", "objects[0].media[1].file"),
    ]


def test_a_file_that_nobody_may_read_is_the_files_fault(room, gathered, tiny_media):
    os.mkfifo(room / "pipe.jpg")
    assert faults_of(gathered, AssetError, **one_object(file="pipe.jpg"))[0][0] == "file-special"
    path = put(tiny_media.still(), room / "shut.jpg")
    path.chmod(0)
    if os.geteuid() != 0:
        assert faults_of(gathered, AssetError, **one_object(file="shut.jpg"))[0][0] == "file-unreadable"


def test_in_and_out_points_reach_the_clip(room, gathered, tiny_media):
    put(tiny_media.clip(seconds=2.0), room / "a.mp4")
    footage = gathered(**one_object(file="a.mp4", **{"from": 0.5, "to": 1.5}, sound=True))
    source = footage.items[0].source
    assert isinstance(source, Moving)
    assert (source.frames, footage.items[0].keep_sound) == (30, True)


@pytest.mark.slow
@pytest.mark.parametrize("start", [5.0, 1e5, 1e300])
def test_an_in_point_after_the_end_is_the_recipes_fault(room, gathered, tiny_media, start):
    put(tiny_media.clip(seconds=2.0), room / "a.mp4")
    with pytest.raises(RecipeError, match=r"只有 2\.0") as refused:
        gathered(**one_object(file="a.mp4", **{"from": start}))
    assert refused.value.faults[0].rule == "clip-range"


@pytest.mark.slow
def test_an_out_point_after_the_end_is_the_end(room, gathered, tiny_media):
    put(tiny_media.clip(seconds=2.0), room / "a.mp4")
    source = gathered(**one_object(file="a.mp4", to=1e300)).items[0].source
    assert isinstance(source, Moving)
    assert source.frames == 60


@pytest.mark.slow
def test_what_a_file_cannot_give_is_said(room, gathered, tiny_media):
    put(tiny_media.still(), room / "a.jpg")
    put(tiny_media.clip(sound=False), room / "b.mp4")
    media = [
        {"file": "a.jpg", "from": 1.0, "shot": "lamp"},
        {"file": "b.mp4", "sound": True, "to": 9.0, "shot": "lamp"},
    ]
    footage = gathered(objects=[{"id": "a", "name": "瓶", "media": media}])
    assert footage.fallbacks == (
        "a.jpg 是图片，from、to 和 sound 对它不起作用",
        "b.mp4 不是图片，shot 对它不起作用",
        "b.mp4 没有声音，sound: true 不起作用",
        "b.mp4 只有 1.0 秒，用到结尾为止，没有到 9.0 秒",
    )
    assert [item.shot for item in footage.items] == ["lamp", None]


def test_of_a_picture_that_moves_one_frame_is_taken_and_said(room, gathered):
    frames = [Image.new("RGB", (96, 96), colour) for colour in ("red", "lime")]
    frames[0].save(room / "转.gif", save_all=True, append_images=frames[1:], duration=100)
    footage = gathered(objects=[{"id": "a", "name": "瓶", "media": ["转.gif"]}])
    assert footage.fallbacks == ("转.gif 是动图，只用了第一帧；要动起来，请另存为 MP4 再用",)


def test_the_music_of_a_folder_is_listed(room, gathered, tiny_media):
    for name in ("b.wav", "a.wav"):
        put(tiny_media.tone(seconds=0.5), room / "bgm" / name)
    put(tiny_media.still(), room / "bgm" / "cover.jpg")
    (room / "bgm" / "broken.mp3").write_text("no music")
    footage = gathered(music={"folder": "bgm", "licence": "own"})
    assert [(item.key, item.path, item.licence) for item in footage.items] == [
        ("music/a.wav", "bgm/a.wav", "own"),
        ("music/b.wav", "bgm/b.wav", "own"),
    ]
    assert all(isinstance(item.source, Sound) for item in footage.items)
    assert len(footage.fallbacks) == 1
    assert footage.fallbacks[0].startswith("跳过配乐：broken.mp3 不是能识别的")


def test_a_folder_without_music_is_the_recipes_fault(room, gathered, tiny_media):
    (room / "bgm").mkdir()
    put(tiny_media.tone(), room / "a.wav")
    assert faults_of(gathered, RecipeError, music={"folder": "bgm"}) == [("music-none", "music.folder")]
    assert faults_of(gathered, RecipeError, music={"folder": "gone"}) == [("path-missing", "music.folder")]
    assert faults_of(gathered, RecipeError, music={"folder": "a.wav"}) == [("path-no-folder", "music.folder")]


def test_all_music_broken_is_a_fault(room, gathered):
    (room / "bgm").mkdir()
    (room / "bgm" / "a.mp3").write_text("no music")
    assert faults_of(gathered, AssetError, music={"folder": "bgm"}) == [("media-unknown", "music.folder")]


def test_a_recipe_without_files_has_no_footage(gathered):
    assert gathered() == Footage(items=())


@pytest.mark.slow
def test_a_large_photograph_is_made_with_more_memory(room, gathered):
    Image.fromarray(foreign.photograph()).resize((7000, 5000), Image.Resampling.NEAREST).save(room / "a.png")
    source = gathered(**one_object(file="a.png")).items[0].source
    assert isinstance(source, Still)
    assert source.size.width == 6000


@pytest.mark.slow
def test_an_interruption_leaves_nothing_half_done(room, tmp_path, tiny_media):
    names = [put(tiny_media.still(seed=seed), room / f"{seed}.jpg").name for seed in range(6)]

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    store = Store(tmp_path / "home")
    bench = Bench(store=store, roots=(room,), jobs=2, progress=interrupted)
    recipe = _recipe(objects=[{"id": "a", "name": "瓶", "media": names}])
    with pytest.raises(KeyboardInterrupt):
        gather.function(recipe, bench=bench)
    assert list((tmp_path / "home" / "tmp").iterdir()) == []
    told: list[tuple[int, int]] = []
    footage = gather.function(recipe, bench=_bench(tmp_path, room, (), 2, told))
    assert len(footage.items) == 6
    assert len(told) < 6


def test_a_name_in_the_other_unicode_form_is_held_against_the_roots_again(room, gathered, tiny_media):
    """The entry that bears the name may be a link to anywhere."""
    put(tiny_media.still(), room.parent / "outside.jpg")
    (room / "e\u0301.jpg").symlink_to(room.parent / "outside.jpg")
    assert faults_of(gathered, RecipeError, **one_object(file="\u00e9.jpg")) == [
        ("path-outside", "objects[0].media[0].file")
    ]


def test_a_folder_that_cannot_be_entered_is_told_as_such(gathered, room):
    (room / "shut").mkdir()
    (room / "shut" / "a.jpg").write_bytes(b"x")
    with mortal.shut(room / "shut"):
        with pytest.raises(AssetError, match="没有权限打开"):
            gathered(**one_object(file="shut/a.jpg"))
        with pytest.raises(AssetError, match="没有权限打开文件夹 shut"):
            gathered(music={"folder": "shut"})


def test_a_very_long_path_is_told_in_short(gathered):
    with pytest.raises(RecipeError, match="太长") as refused:
        gathered(**one_object(file="x" * 5000))
    assert len(refused.value.faults[0].what) < 200


def test_music_whose_name_is_no_text_is_passed_over_with_a_word(room, gathered, tiny_media):
    put(tiny_media.tone(seconds=0.5), room / "beds" / "one.wav")
    put(tiny_media.tone(seconds=0.5), room / "beds" / os.fsdecode("曲.wav".encode("gbk")))
    footage = gathered(music={"folder": "beds"})
    assert [item.path for item in footage.items] == ["beds/one.wav"]
    assert footage.fallbacks == ("跳过配乐：文件名 \\xc7\\xfa.wav 不是 UTF-8 编码",)
