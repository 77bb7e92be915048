"""Storyboard, Script, Narration, Footage -> Timeline."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from fanxing.media.bench import Bench
from fanxing.media.captions.heard import heard_units
from fanxing.media.captions.joints import joint_costs
from fanxing.model.bed import bed_of
from fanxing.model.beside import STRIP_COMES_S, strip_letters, strip_seconds
from fanxing.model.calling import Calling, call_spans
from fanxing.model.document import fingerprint
from fanxing.model.footage import Footage, Item, Moving, Sound
from fanxing.model.graphics import AiLabel, DraftMark, EndCard, FactCallOut, LowerThird
from fanxing.model.narration import Narration, Take
from fanxing.model.pacing import REST_S, STILL_S, Breath, Pace, Wish, cuts
from fanxing.model.recipe import Music
from fanxing.model.script import SHORTEST_PART_S, Line, Part, Script
from fanxing.model.stage import stage
from fanxing.model.story import Delivery, Rules, Story
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.synthetic import notice_of, synthetic_items
from fanxing.model.timeline import AiNotice, Clip, GraphicClip, SoundClip, Timeline, Transition
from fanxing.model.timing import FrameRange, frames_for_samples, frames_for_seconds, samples_for_frames
from fanxing.model.words import say

LEAD_S = 0.3
"""Before the first word: the ear needs a moment."""
LINE_GAP_S = 0.27
"""Between two lines: a breath."""
PART_GAP_S = 0.7
"""Between two parts: the picture is cut in its middle."""
SHORTEST_S = 1.4
"""A clip below this flickers."""
CROSSFADE_S = 0.4
"""Inside a part: one picture leaves in the first half, the next comes in the second."""
PART_FADE_S = 0.7
"""Between parts: the same, with a breath of bare ground."""
LABEL_S = 3.0
"""GB 45438-2025, 5.4: at least 2 s from the first frame."""
WORST_JOINT = 6.0
"""A cut may fall after a word of its own, at this cost of ``media.captions.joints``; a clause's end has -4."""
QUICK_CPS, MOST_NAMED_S = 7.0, 5.0
"""A name strip's shot lasts until a quick reader has read it, but no longer than this."""


@dataclass
class _Cutting:
    """The table on which one cut is assembled."""

    rate: Fraction
    called: Callable[[str], str]
    voice: list[SoundClip] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    fallbacks: list[str] = field(default_factory=list)
    at: int = 0

    def frames(self, seconds: float) -> int:
        return frames_for_seconds(seconds, self.rate)


@stage(version=8, tools=("jieba", "budoux"), pure=True)
def edit(
    storyboard: Storyboard,
    script: Script,
    narration: Narration,
    footage: Footage,
    story: Story,
    music: Music,
    rules: Rules,
    delivery: Delivery,
    *,
    bench: Bench,
) -> Timeline:
    """Lay the words on the frame grid, cut the picture at their breaths, lay the graphics over it."""
    del bench

    identity = fingerprint([storyboard, narration, [item.original for item in footage.items]])[:32]

    def cut(bed: Item | None) -> Timeline:
        notice = notice_of(
            synthetic_items(storyboard, footage, bed),
            speaks=narration.is_synthetic,
            form=rules.ai.metadata,
            credit_code=story.museum.credit_code,
            identity=identity,
            partly=narration.is_mixed,
        )
        return _cut(storyboard, script, narration, footage, delivery, notice)

    silent = cut(None)
    bed, _ = bed_of(footage, music, samples_for_frames(silent.duration, silent.rate))
    # Which music is heard follows from the length; whether it must be declared follows from which is heard.
    return silent if bed is None else cut(bed)


def _cut(
    storyboard: Storyboard,
    script: Script,
    narration: Narration,
    footage: Footage,
    delivery: Delivery,
    notice: AiNotice,
) -> Timeline:
    table = _Cutting(delivery.rate, storyboard.called)
    parts = {part.id: part for part in script.parts}
    shots = list(storyboard.shots)
    for part in script.parts:
        own = [shot for shot in shots if shot.part == part.id and shot.uid != "end:card"]
        _lay_part(table, parts[part.id], own, narration, last=part is script.parts[-1])
    for shot in shots:
        if shot.uid == "end:card":
            _lay_end(table, shot, notice)
    items, sounds = _joined(table, footage)
    facts = _call_outs(table, storyboard, script, narration, notice)
    graphics = tuple(_in_order([*_graphics(table, storyboard, notice, draft=delivery.draft), *facts]))
    return Timeline(
        rate=delivery.rate,
        duration=table.at,
        picture=tuple(_beside_type(items, graphics)),
        graphics=graphics,
        voice=tuple(table.voice),
        sounds=tuple(sounds),
        notice=notice,
        fallbacks=tuple(table.fallbacks),
    )


def _lay_part(table: _Cutting, part: Part, shots: list[Shot], narration: Narration, *, last: bool) -> None:
    start = table.at
    half_gap = table.frames(PART_GAP_S) // 2
    heard, breaths = start + (table.frames(LEAD_S) if start == 0 else half_gap), []
    for at, line in enumerate(part.lines):
        take = narration.take(line.id)
        if at:
            breaths.append(Breath(heard + table.frames(LINE_GAP_S) // 2, 0.0))
            heard += table.frames(LINE_GAP_S)
        if take.samples:  # a silent line has its cues too
            table.voice.append(SoundClip(name=line.id, sound=take.sound, samples=take.samples, start=heard))
        breaths += _breaths(line, take, heard, table.rate)
        heard += frames_for_samples(take.samples, table.rate)
    planned = sum(table.frames(shot.seconds) for shot in shots)
    least = start + max(len(shots), table.frames(SHORTEST_PART_S))
    end = max(heard + (table.frames(0.5) if last else half_gap), least) if part.lines else start + planned
    wishes = _wishes(table, shots, end - start)
    if part.lines:
        end += max(0, min(table.frames(REST_S), sum(one.shortest for one in wishes) - (end - start)))
    pace = Pace(shortest=table.frames(SHORTEST_S), rate=round(table.rate))
    edges = [start, *cuts(start, end, wishes, breaths, pace), end]
    for shot, first, after in zip(shots, edges, edges[1:], strict=False):
        _place(table, shot, first, after - first)
    table.at = end


def _wishes(table: _Cutting, shots: list[Shot], whole: int) -> list[Wish]:
    """How long each shot of a part wants to be: a card as long as it is read, whatever the voice makes of the rest."""
    planned = [table.frames(shot.seconds) for shot in shots]
    carded = sum(length for shot, length in zip(shots, planned, strict=True) if shot.card is not None)
    scale = Fraction(max(1, whole - carded), max(1, sum(planned) - carded)) if carded < whole else Fraction(1)
    return [
        Wish(length if shot.card is not None else round(length * scale), _footage_left(shot), _read(table, shot))
        for shot, length in zip(shots, planned, strict=True)
    ]


def _read(table: _Cutting, shot: Shot) -> int:
    """A card keeps nearly all of the time that the storyboard gave it for reading; a name strip is taken in."""
    if shot.card is not None:
        return table.frames(shot.seconds * 0.85)
    least = 0.0 if shot.item is not None and isinstance(shot.item.source, Moving) else STILL_S
    strip = shot.lower_third
    return table.frames(max(least, min(MOST_NAMED_S, strip_letters(strip) / QUICK_CPS + 1.0) if strip else 0.0))


def _footage_left(shot: Shot) -> int | None:
    return shot.item.source.frames if shot.item is not None and isinstance(shot.item.source, Moving) else None


def _breaths(line: Line, take: Take, start: int, rate: Fraction) -> list[Breath]:
    """Moments inside a line at which the picture may be cut: after clauses, else after phrases, never in a word."""
    found = []
    heard = heard_units(line.text, take.units, take.samples)
    costs = joint_costs(line.text, heard)
    for before, after in pairwise(heard):
        joint = min(range(before.end, after.at + 1), key=lambda at: costs[at])
        if costs[joint] <= WORST_JOINT:
            middle = Fraction(str(round((before.end_s + after.start_s) / 2, 6)))
            found.append(Breath(start + round(middle * rate), max(0.0, costs[joint] + 6.0) / 4))
    return found


def _place(table: _Cutting, shot: Shot, start: int, duration: int) -> None:
    media = shot.item.source if shot.item is not None else None
    if isinstance(media, Sound):
        media = None
    table.starts.append(start)
    table.clips.append(
        Clip(
            shot=shot.uid,
            part=shot.part,
            view=shot.view,
            move=shot.move,
            media=media,
            focus=shot.focus if media is not None else None,
            card=shot.card,
            duration=duration,
            registered=shot.registered,
        )
    )


def _lay_end(table: _Cutting, shot: Shot, notice: AiNotice) -> None:
    card = shot.card
    if isinstance(card, EndCard) and "voice" in notice.parts:
        card = card.model_copy(update={"credits": (*card.credits, notice.label)})
    duration = table.frames(shot.seconds)
    _place(table, shot.model_copy(update={"card": card}), table.at, duration)
    table.at += duration


def _joined(table: _Cutting, footage: Footage) -> tuple[list[Clip | Transition], list[SoundClip]]:
    """Put transitions between the clips, in and out points into the footage, and its own sound under it."""
    items: list[Clip | Transition] = []
    sounds: list[SoundClip] = []
    halves = [_half(table, before, after) for before, after in zip(table.clips, table.clips[1:], strict=False)]
    for at, clip in enumerate(table.clips):
        before, after = halves[at - 1] if at else 0, halves[at] if at < len(halves) else 0
        placed = _in_point(table, clip, before, after)
        items.append(placed)
        sounds += _own_sound(table, placed, table.starts[at], footage)
        if after:
            inside = clip.part == table.clips[at + 1].part
            items.append(Transition(style="crossfade" if inside else "part", in_offset=after, out_offset=after))
    return items, sounds


def _half(table: _Cutting, before: Clip, after: Clip) -> int:
    """Half the length of the transition between two clips: short clips are not drowned in it."""
    wished = CROSSFADE_S if before.part == after.part else PART_FADE_S
    return max(0, min(table.frames(wished / 2), before.duration // 3, after.duration // 3))


def _in_point(table: _Cutting, clip: Clip, before: int, after: int) -> Clip:
    if not isinstance(clip.media, Moving):
        return clip
    name, have, need = clip.media.picture.sha256, clip.media.frames, before + clip.duration + after
    used = table.used.get(name, 0)
    source_in = used + before if used + need <= have else before
    if need > have:
        source_in = max(0, min(before, have - clip.duration))
    if clip.duration > have:
        table.fallbacks.append(
            say(
                "{shot}的片段只有 {have:.1f} 秒，最后一帧停住 {hold:.1f} 秒",
                shot=table.called(clip.shot),
                have=float(have / table.rate),
                hold=float((clip.duration - have) / table.rate),
            )
        )
    table.used[name] = min(have, source_in + clip.duration + after)
    return clip.model_copy(update={"source_in": source_in})


def _own_sound(table: _Cutting, clip: Clip, start: int, footage: Footage) -> list[SoundClip]:
    media = clip.media
    if not isinstance(media, Moving) or media.sound is None:
        return []
    item = next((one for one in footage.items if one.source == media and one.keep_sound), None)
    length = min(clip.duration, media.frames - clip.source_in)
    if item is None or length <= 0:
        return []
    samples = samples_for_frames(1, table.rate)
    return [
        SoundClip(
            name=item.key,
            sound=media.sound,
            source_in=clip.source_in * samples,
            samples=length * samples,
            start=start,
        )
    ]


def _graphics(table: _Cutting, storyboard: Storyboard, notice: AiNotice, *, draft: bool) -> list[GraphicClip]:
    laid: list[GraphicClip] = []
    if notice.label:
        span = FrameRange(start=0, duration=min(table.at, table.frames(LABEL_S)))
        laid.append(GraphicClip(graphic=AiLabel(text=notice.label), span=span))
    if draft:
        span = FrameRange(start=0, duration=table.at)
        laid.append(GraphicClip(graphic=DraftMark(text=say("草稿")), span=span))
    strips = {shot.uid: shot.lower_third for shot in storyboard.shots if shot.lower_third is not None}
    for start, clip in zip(table.starts, table.clips, strict=True):
        strip = strips.get(clip.shot)
        if strip is None:
            continue
        read = strip_seconds(strip)
        first = start + table.frames(STRIP_COMES_S)
        after = min(_bare_from(table, clip.part, start) - table.frames(0.35), first + table.frames(read))
        if after - first > table.frames(0.7):
            laid.append(GraphicClip(graphic=strip, span=FrameRange(start=first, duration=after - first)))
    return laid


def _bare_from(table: _Cutting, part: str, start: int) -> int:
    """The frame from which a part's picture bears no name strip: where a detail begins, else where the part ends."""
    later = [(at, one) for at, one in zip(table.starts, table.clips, strict=True) if one.part == part and at >= start]
    ends = [at + one.duration for at, one in later if one.shot != "end:card"]
    return min([max(ends), *(at for at, one in later if one.view == "detail" and at > start)])


def _beside_type(items: list[Clip | Transition], graphics: tuple[GraphicClip, ...]) -> Iterator[Clip | Transition]:
    """Tell of each picture whether type stands beside it on any frame on which it is seen."""
    spans = [one.span for one in graphics if isinstance(one.graphic, LowerThird | FactCallOut)]
    at = 0
    for index, item in enumerate(items):
        if not isinstance(item, Clip):
            yield item
            continue
        before, after = items[index - 1 : index], items[index + 1 : index + 2]
        first = at - sum(one.in_offset for one in before if isinstance(one, Transition))
        at += item.duration
        ends = at + sum(one.out_offset for one in after if isinstance(one, Transition))
        alone = item.card is None and not any(span.start < ends and first < span.end for span in spans)
        yield item.model_copy(update={"alone": alone})


def _in_order(graphics: list[GraphicClip]) -> list[GraphicClip]:
    return sorted(graphics, key=lambda one: one.span.start)


def _call_outs(
    table: _Cutting, storyboard: Storyboard, script: Script, narration: Narration, notice: AiNotice
) -> list[GraphicClip]:
    """Facts beside the picture, at the words that say them: after the AI label and the part's cards, before its end."""
    lines, spoken = {line.id: line for line in script.lines}, {one.name: one for one in table.voice}
    labelled = table.frames(LABEL_S) if notice.label else 0
    callings = []
    for shot in storyboard.shots:
        for one in (each for each in shot.call_outs if each.line in spoken):
            line, take = lines[one.line], narration.take(one.line)
            heard = heard_units(line.text, take.units, take.samples)
            begun = next((unit.start_s for unit in heard if unit.end > one.at), 0.0)
            said = spoken[one.line].start + table.frames(begun)
            opens, closes = _bare(table, shot.part)
            callings.append(Calling(one.fact, said, max(opens, labelled), closes))
    spans = call_spans(sorted(callings, key=lambda each: each.said), float(table.rate))
    return [GraphicClip(graphic=fact, span=span) for fact, span in spans]


def _bare(table: _Cutting, part: str) -> tuple[int, int]:
    """First frame of a part after its last card, and the frame by which type over its pictures must be gone."""
    own = [(at, clip) for at, clip in zip(table.starts, table.clips, strict=True) if clip.part == part]
    pictures = [(at, clip) for at, clip in own if clip.shot != "end:card"]
    cards = [at + clip.duration for at, clip in pictures if clip.card is not None]
    ends = [at + clip.duration for at, clip in pictures]
    return max(cards, default=pictures[0][0]) + table.frames(0.35), max(ends) - table.frames(0.35)
