"""The stage that packs: what every platform gets, what is refused, what is told."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filmmaking import AIGC, LABEL, Cut, subtitles, timeline, voice, write
from handmade import still

from fanxing.media.aigc import read_aigc
from fanxing.media.bench import Bench
from fanxing.media.measure.film import measure_film
from fanxing.media.profiles import load_profile
from fanxing.model.cover import Cover, Covers
from fanxing.model.document import Blob
from fanxing.model.errors import Fault, Refused
from fanxing.model.film import Film, Films
from fanxing.model.footage import Footage
from fanxing.model.geometry import SHAPES, Size
from fanxing.model.graphics import TitleCard
from fanxing.model.narration import Narration, Take
from fanxing.model.package import UploadPackage
from fanxing.model.platform import PlatformProfile
from fanxing.model.quality import Measured, QualityReport
from fanxing.model.recipe import Look, Music, Publish, Voice
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery, Rules, Story, Wants
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.stages.outline import outline
from fanxing.stages.package import package

FACTS = {"duration_s": 60.0, "kbps": 6000.0, "width": 1080, "height": 1920, "suffix": ".mp4", "loudness_lufs": -15.0}


def blob(bench: Bench, content: bytes, suffix: str) -> Blob:
    return bench.store.keep(content, suffix)


def packed(bench: Bench, story: Story, *platforms: str, **more: Any) -> UploadPackage:
    """Pack small stand-ins for a film: a file of some bytes, with the figures of a good one."""
    profiles = more.get("profiles") or tuple(load_profile(name) for name in platforms or ("channels", "bilibili"))
    films = more.get("films") or Films(
        films=tuple(
            Film(shape=shape, size=SHAPES[shape], video=blob(bench, shape.encode(), ".mp4"), frames=150, spans=1)
            for shape in sorted({one.shape for one in profiles})
        )
    )
    measured = tuple(
        Measured(
            name=one.shape, facts=FACTS | more.get("facts", {}) | {"sha256": one.video.sha256, "bytes": one.video.size}
        )
        for one in films.films
    )
    wishes = {(wish.ratio, wish.size) for one in profiles for wish in one.covers}
    covers = Covers(
        covers=tuple(
            Cover(ratio=ratio, size=size, picture=blob(bench, ratio.encode(), ".jpg"), item="object/a/media/0")
            for ratio, size in sorted(wishes, key=str)
        )
    )
    if more.get("offered"):
        others = tuple(
            one.model_copy(update={"candidate": 2, "picture": blob(bench, b"2" + one.ratio.encode(), ".jpg")})
            for one in covers.covers
        )
        covers = covers.model_copy(update={"covers": (*covers.covers, *others)})
        measured += tuple(Measured(name=f"{one.ratio} 封面", facts={"width": 9, "height": 9}) for one in covers.covers)
    card = Shot(
        uid="c",
        part="exhibition",
        part_kind="exhibition",
        view="card",
        move="push",
        card=TitleCard(title="册页"),
        seconds=3,
    )
    findings = more.get("findings", ())
    return package.function(
        story,
        outline.function(story, Voice(), bench=bench),
        Storyboard(
            cut=story.cut,
            title=story.title,
            shots=(card,),
            unnamed=more.get("unnamed", ()),
            fallbacks=more.get("unshown", ()),
        ),
        more.get("plan", timeline()),
        subtitles(),
        films,
        more.get("covers", covers),
        QualityReport(
            passed=not findings, measured=measured, findings=findings, loudness_lufs=-15.0, true_peak_dbtp=-1.6
        ),
        more.get("footage", Footage(items=(still("object/a/media/0"), still("object/b/media/0")))),
        Narration(takes=(Take(line="l", voice="synthetic", speaker="espeak", sound=None, samples=1, units=()),)),
        Soundtrack(
            sound=blob(bench, b"w", ".wav"),
            aac=blob(bench, b"a", ".m4a"),
            samples=1,
            loudness_lufs=-15.0,
            true_peak_dbtp=-1.6,
            music=more.get("music"),
            fallbacks=("换了音乐",) if more.get("music") else (),
        ),
        Wants(platforms=tuple(profiles)),
        more.get("publish", Publish()),
        Music(credit="Brahms", licence="CC-PDM-1.0"),
        Voice(),
        more.get("look", Look()),
        Delivery(shapes=tuple(one.shape for one in films.films), draft=more.get("draft", False)),
        more.get("rules", Rules()),
        bench=bench,
    )


def paths(made: UploadPackage, role: str) -> list[str]:
    return [one.path for one in made.files if one.role == role]


def read(bench: Bench, made: UploadPackage, path: str) -> str:
    return bench.store.path(next(one.blob for one in made.files if one.path == path)).read_text("utf-8")


@pytest.mark.slow
def test_each_platform_gets_its_film_covers_and_words(bench: Bench, story: Story):
    made = packed(bench, story)
    assert paths(made, "video") == ["channels/video.mp4", "bilibili/video.mp4"]
    assert paths(made, "cover") == ["channels/cover-3x4.jpg", "channels/cover-4x3.jpg", "bilibili/cover-16x10.jpg"]
    assert paths(made, "subtitles") == ["subtitles/zh.srt", "subtitles/zh.vtt", "subtitles/zh.ass"]
    assert {one.role for one in made.files} == {
        "video", "cover", "subtitles", "storyboard", "outline", "timeline", "credits", "checklist", "report", "publish",
    }  # fmt: skip
    entry = made.platforms["channels"]
    assert (entry.title, entry.declaration, entry.problems) == ("一册看尽文人清梦", "含AI生成内容", ())
    assert entry.tags == ("#星渚县博物馆", "#诗意册特展", "#松下高士", "#白玉双耳碗")
    assert "周二至周日" in entry.description
    assert made.platforms["bilibili"].tags[0] == "星渚县博物馆"


@pytest.mark.slow
def test_the_uploaders_text_is_the_title_and_the_topics(bench: Bench, story: Story):
    made = packed(bench, story)
    assert (
        read(bench, made, "bilibili/video.txt") == "一册看尽文人清梦\n#星渚县博物馆 #诗意册特展 #松下高士 #白玉双耳碗\n"
    )


@pytest.mark.slow
def test_a_persons_own_words_are_taken_as_they_are(bench: Bench, story: Story):
    publish = Publish(
        description="亲爱的观众。", tags=("文物",), schedule="2026-12-01 19:30", own={"bilibili": {"tid": 171}}
    )
    made = packed(bench, story, publish=publish)
    assert made.platforms["channels"].description == "亲爱的观众。"
    assert made.platforms["channels"].extra["schedule"] == "2026-12-01 19:30"
    assert made.platforms["bilibili"].extra["own"] == {"tid": 171}
    page = read(bench, made, "checklist.html")
    assert "2026-12-01 19:30" in page
    assert "171" in page


SHARED = {"credit": "Zhang", "licence": "CC-BY-SA-4.0"}


@pytest.mark.slow
def test_what_a_licence_asks_for_stands_under_every_film(bench: Bench, story: Story):
    shared = Footage(
        items=tuple(still(key).model_copy(update=SHARED) for key in ("object/a/media/0", "object/b/media/0"))
    )
    for words in (None, "亲爱的观众。", "很长的简介。" * 400):
        made = packed(bench, story, "bilibili", "douyin", footage=shared, publish=Publish(description=words))
        for name, entry in made.platforms.items():
            assert entry.description.endswith("\n图片，有改动（裁切、缩放、动态）：Zhang（CC BY-SA 4.0）"), (
                name,
                words,
            )
            assert len(entry.description) <= (load_profile(name).description.max or 0)
    told = json.loads(read(bench, made, "publish.json"))["platforms"]["douyin"]
    assert told["post"] == f"{told['description']}\n{' '.join(told['tags'])}"


@pytest.mark.slow
def test_a_picture_without_a_licence_is_told_first_on_the_checklist_and_in_the_report(bench: Bench, story: Story):
    bare = Footage(
        items=tuple(still(key).model_copy(update={"licence": None}) for key in ("object/a/media/0", "object/b/media/0"))
    )
    made = packed(bench, story, footage=bare, music="bed.ogg")
    for page in ("checklist.html", "report.html"):
        told = read(bench, made, page)
        assert 0 < told.index("没有写授权") < told.index("换了音乐"), page


@pytest.mark.slow
def test_whom_the_end_card_leaves_out_the_words_under_the_film_name(bench: Bench, story: Story):
    both = Footage(
        items=(still("object/a/media/0").model_copy(update={"credit": "乙馆", "licence": "馆方同意"}),),
    )
    words = Publish(description="亲爱的观众。")
    for unnamed, told in (((), "亲爱的观众。"), (("乙馆",), "亲爱的观众。\n图片：乙馆")):
        made = packed(bench, story, "bilibili", footage=both, publish=words, unnamed=unnamed)
        assert made.platforms["bilibili"].description == told
    heard = packed(bench, story, "bilibili", footage=both, publish=words, unnamed=("Brahms",), music="bed.ogg")
    assert heard.platforms["bilibili"].description == "亲爱的观众。\n音乐：Brahms"


@pytest.mark.slow
def test_subtitles_that_are_in_the_picture_are_not_uploaded_as_well(bench: Bench, story: Story):
    assert "zh.srt" not in read(bench, packed(bench, story, "bilibili"), "checklist.html")
    page = read(bench, packed(bench, story, "bilibili", look=Look(subtitles=False)), "checklist.html")
    assert "上传 subtitles/zh.srt" in page
    assert "不用再传字幕文件" not in page


@pytest.mark.slow
def test_what_holds_for_every_platform_is_said_once_on_the_checklist(bench: Bench, story: Story):
    page = read(bench, packed(bench, story, "channels", "douyin", "bilibili"), "checklist.html")
    assert page.count("不用再传字幕文件") == 1
    assert page.count("含AI生成内容") == 2  # channels and bilibili, each where it is ticked


@pytest.mark.slow
def test_the_report_shows_the_covers_that_lie_in_the_package_and_says_once_what_holds_for_all_films(
    bench: Bench, story: Story
):
    made = packed(bench, story, offered=True, facts={"frames": 150})
    page = read(bench, made, "report.html")
    assert page.count("封面</td>") == len(paths(made, "cover")) == 3
    assert page.count("声音大小合适") == 1
    assert len(json.loads(read(bench, made, "report.json"))["measured"]) == 2 + 2 * 3  # programs read of all


@pytest.mark.slow
def test_a_shared_alike_picture_is_told_to_whoever_publishes(bench: Bench, story: Story):
    shared = Footage(items=(still("object/a/media/0").model_copy(update={"licence": "CC-BY-SA-4.0"}),))
    made = packed(bench, story, footage=shared)
    for file in ("checklist.html", "report.html", "credits.txt"):
        assert "整部片子也要按 CC BY-SA 4.0 发布" in read(bench, made, file), file


@pytest.mark.slow
def test_a_film_that_the_museum_shares_alike_says_so_under_every_film(bench: Bench, story: Story):
    shared = Footage(items=(still("object/a/media/0").model_copy(update=SHARED),))
    agreed = Rules(checks={"licence-sa": "off"})
    for words in (None, "亲爱的观众。", "很长的简介。" * 400):
        made = packed(
            bench, story, "bilibili", "douyin", footage=shared, publish=Publish(description=words), rules=agreed
        )
        told = json.loads(read(bench, made, "publish.json"))["platforms"]
        for name, entry in made.platforms.items():
            assert "\n本片按 CC BY-SA 4.0 授权发布\n图片，有改动" in entry.description, (name, words)
            assert "本片按 CC BY-SA 4.0 授权发布" in told[name]["post"]
    assert "简介里已经写上“本片按 CC BY-SA 4.0 授权发布”" in read(bench, made, "credits.txt")
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in read(bench, made, "credits.txt")
    unasked = packed(bench, story, "bilibili", footage=shared)
    assert "授权发布" not in unasked.platforms["bilibili"].description


@pytest.mark.slow
def test_every_file_is_explained_in_chinese_in_one_place(bench: Bench, story: Story):
    made = packed(bench, story, "channels", "bilibili", "douyin")
    readme, page = read(bench, made, "读我.txt"), read(bench, made, "checklist.html")
    names = {line.partition("　")[0]: line.partition("　")[2] for line in readme.splitlines() if "　" in line}
    for path in [one.path for one in made.files if one.path != "读我.txt"] + ["package.json"]:
        folder, _, name = path.rpartition("/")
        told = names.get(path) or names.get(name) or names.get(f"{folder}/")
        assert told, path
        assert told in page, path
    assert "social-auto-upload" in names["video.txt"]
    assert "不要从那里粘贴" in page.partition("抖音")[0]
    assert names["channels/"] == "微信视频号：video.mp4 是成片，cover 开头的是封面（3:4、4:3）"
    assert "草稿" not in readme
    assert "这是草稿" in read(bench, packed(bench, story, draft=True), "读我.txt")


@pytest.mark.slow
def test_a_package_tells_its_films_own_length(bench: Bench, story: Story):
    card = timeline().picture[0].model_copy(update={"shot": "c"})
    made = packed(bench, story, plan=timeline().model_copy(update={"picture": (card,)}))
    assert "成片全长 5.0 秒" in read(bench, made, "outline.md")
    page = read(bench, made, "storyboard.html")
    assert "都按成片写" in page
    assert "5.0 秒" in page


@pytest.mark.slow
def test_only_what_is_seen_or_heard_is_credited(bench: Bench, story: Story):
    made = packed(bench, story, music="bed.ogg")
    assert [one.what for one in made.credits[:3]] == ["object-a-media-0.jpg", "bed.ogg", "旁白（AI 合成语音）"]
    assert "bed.ogg：Brahms，公有领域" in read(bench, made, "credits.txt")
    assert f"，没有写藏品号，{story.museum.name}" in read(bench, made, "credits.txt")
    assert made.fallbacks == ("换了音乐",)


@pytest.mark.slow
def test_whatever_was_done_otherwise_than_asked_is_listed_and_told_to_whoever_publishes(bench: Bench, story: Story):
    """By whichever stage: a storyboard leaves out pictures for which there is no time."""
    unshown = "02 列了 2 个画面，时间不够，没有用上：a.jpg"
    made = packed(bench, story, music="bed.ogg", unshown=(unshown,))
    assert made.fallbacks == (unshown, "换了音乐")
    for page in ("checklist.html", "report.html"):
        assert unshown in read(bench, made, page), page


@pytest.mark.slow
def test_what_a_platform_would_not_take_is_told_and_a_draft_is_not_held_to_it(bench: Bench, story: Story):
    long = {"facts": {"duration_s": 200.0}}
    made = packed(bench, story, "youtube_shorts", **long)
    assert made.platforms["youtube_shorts"].problems == ("视频长 200 秒，最长 180 秒",)
    assert packed(bench, story, "youtube_shorts", draft=True, **long).platforms["youtube_shorts"].problems == ()
    bare = packed(bench, story, "channels", covers=Covers(covers=()))
    assert bare.platforms["channels"].problems == ("缺少 3:4 封面", "缺少 4:3 封面")


@pytest.mark.slow
def test_a_film_that_the_gate_refuses_is_not_packed(bench: Bench, story: Story):
    fault = Fault(rule="black", what="从 00:01.0 起黑了 1.0 秒", mend="换素材")
    with pytest.raises(Refused, match="黑了"):
        packed(bench, story, findings=(fault,))
    assert packed(bench, story, findings=(fault.model_copy(update={"level": "advice"}),)).quality.passed is False


@pytest.mark.slow
def test_the_report_and_the_checklist_escape_what_a_stranger_wrote(bench: Bench, story: Story):
    wild = story.model_copy(update={"title": "<script>alert(1)</script>", "hook": "{{ 7 * 7 }}"})
    made = packed(bench, wild, "douyin")
    for page in ("checklist.html", "report.html", "storyboard.html"):
        text = read(bench, made, page)
        assert "<script>alert(1)" not in text
        assert ">49<" not in text


@pytest.mark.slow
def test_a_master_that_is_too_heavy_for_one_platform_is_encoded_anew_for_it_alone(
    bench: Bench, story: Story, tmp_path: Path
):
    noise = np.random.default_rng(0).integers(0, 255, (150, 40, 30, 3), dtype=np.uint8)
    frames = [np.repeat(np.repeat(one, 12, axis=0), 9, axis=1) for one in noise]
    film = write(Cut(frames=frames, sound=voice()), tmp_path / "film.mp4")
    figures = measure_film(film).facts
    kept = bench.store.keep(film.read_bytes(), ".mp4")
    most = int(figures["kbps"] * 0.6)
    tight = PlatformProfile(id="tight", name="某平台", video={"max_kbps": most})  # type: ignore[arg-type]
    loose = PlatformProfile(id="loose", name="另一平台")
    films = Films(films=(Film(shape="9:16", size=Size(width=270, height=480), video=kept, frames=150, spans=1),))
    plan = timeline().model_copy(update={"graphics": ()})
    made = packed(bench, story, profiles=(tight, loose), films=films, facts=figures, plan=plan)
    by_platform = {one.platform: one.blob for one in made.files if one.role == "video"}
    assert by_platform["loose"] == kept
    again = bench.store.path(by_platform["tight"])
    assert again.stat().st_size * 8 / 1000 / 5 <= most
    assert read_aigc(again) == AIGC
    assert made.platforms["tight"].problems == ()
    assert made.ai.label == LABEL
