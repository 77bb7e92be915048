"""Script, Narration, Timeline, Story, Subtitles, Lexicon, Look -> SubtitleTrack."""

from collections.abc import Iterator

from fanxing.media.bench import Bench
from fanxing.media.captions.cues import Manner, Placed, cues_of, samples_to_frames
from fanxing.media.captions.rare import Mentions
from fanxing.media.captions.whole import names_worth_keeping
from fanxing.model.narration import Narration, Take
from fanxing.model.recipe import Look, Subtitles
from fanxing.model.script import Line, Script
from fanxing.model.stage import stage
from fanxing.model.story import Lexicon, Story
from fanxing.model.subtitle import SubtitleTrack
from fanxing.model.timeline import Timeline
from fanxing.model.words import say


@stage(version=6, tools=("jieba", "budoux", "pinyin"))
def subtitle(
    script: Script,
    narration: Narration,
    timeline: Timeline,
    story: Story,
    subtitles: Subtitles,
    lexicon: Lexicon,
    look: Look,
    *,
    bench: Bench,
) -> SubtitleTrack:
    """Part the spoken lines into cues and lay them on the film, word by word where they are heard."""
    del bench
    lines = script.lines if subtitles.second else tuple(one.model_copy(update={"second": None}) for one in script.lines)
    placed, unplaced = _placed(lines, narration, timeline, _speakers(narration, story))
    cues = cues_of(
        placed,
        timeline.rate,
        Manner(_names(story, lexicon), Mentions(lexicon.readings) if look.readings else None),
        duration=timeline.duration,
    )
    missing = [one for one in lines if subtitles.second and not one.second and one.text.strip()]
    fallbacks = [say("没有读出，字幕略去：{text}", text=one.text) for one in unplaced]
    fallbacks += [say("缺少英文字幕：{text}", text=one.text) for one in missing]
    return SubtitleTrack(rate=timeline.rate, cues=cues, fallbacks=tuple(fallbacks))


def _placed(
    lines: tuple[Line, ...], narration: Narration, timeline: Timeline, speakers: dict[str, str]
) -> tuple[list[Placed], list[Line]]:
    """Lines in the order in which they are heard, and those that are not."""
    clips = {clip.name: clip for clip in timeline.voice}
    placed, unplaced = [], []
    for line in lines:
        take, clip = narration.take(line.id), clips.get(line.id)
        if clip is None or not take.samples:
            unplaced.append(line)
            continue
        start = clip.start - samples_to_frames(clip.source_in, timeline.rate)
        placed.append(Placed(line, take, start, speakers.get(line.id)))
    return sorted(placed, key=lambda one: one.start), unplaced


def _speakers(narration: Narration, story: Story) -> dict[str, str]:
    """Who speaks each line, where both the guide and a machine do."""
    heard = [take for take in narration.takes if take.samples and take.voice != "silent"]
    if len({take.voice for take in heard}) < 2:
        return {}
    return {take.line: _called(take, story) for take in heard}


def _called(take: Take, story: Story) -> str:
    return story.guide.name if take.voice == "recorded" else say("旁白")


def _names(story: Story, lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the recipe that no cue parts."""
    return names_worth_keeping(_words(story, lexicon))


def _words(story: Story, lexicon: Lexicon) -> Iterator[str | None]:
    yield from (story.museum.name, story.museum.short, story.museum.city)
    yield from (story.exhibition.name, story.exhibition.hall, story.guide.name, story.guide.title)
    for one in story.objects:
        yield from (one.name, one.date, one.accession, one.holder)
    yield from lexicon.readings
