"""What the storyboard's papers tell of each shot, in words: one source for page, print and contact sheet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fanxing.model.document import fingerprint
from fanxing.model.errors import Fault, Location
from fanxing.model.footage import Item, Moving
from fanxing.model.graphics import Card, EndCard, HookCard, LowerThird, TitleCard
from fanxing.model.licences import printed
from fanxing.model.recipe import Voice
from fanxing.model.script import Part, Script
from fanxing.model.story import Story
from fanxing.model.storyboard import Move, Shot, Storyboard, View
from fanxing.model.text import letters
from fanxing.model.words import say

MOVES: Mapping[Move, str] = {
    "hold": say("静止"),
    "push": say("推近"),
    "pull": say("拉远"),
    "drift": say("平移"),
}
"""Words of the trade for a camera's moves."""
VIEWS: Mapping[View, str] = {"whole": say("全貌"), "detail": say("细部"), "card": say("字卡")}
"""Words of the trade for a picture's views."""
FAST_CPS = 5.5
"""More characters a second than this are hurried: guides on tour speak 4.0 to 4.5, news readers 5."""
SHORT_HASH = 12
"""Digits of the fingerprint that people read out to each other."""

_OBJECT = re.compile(r"objects\[(\d+)\](?:\.media\[(\d+)\])?")
_SHOT = re.compile(r"第 (\d+) 镜")
_PART = re.compile(r"(exhibition|guide|closing|museum)(?:\.media\[(\d+)\])?")


@dataclass(frozen=True)
class Subject:
    """A storyboard and all that its papers tell beside it."""

    board: Storyboard
    """The shots."""
    script: Script
    """The words."""
    story: Story
    """Museum, exhibition, guide."""
    voice: Voice = field(default_factory=Voice)
    """Who reads: a machine's voice is marked."""
    platforms: tuple[str, ...] = ()
    """Names of the platforms, as people call them."""
    findings: tuple[Fault, ...] = ()
    """What the checks of the recipe found."""
    music: tuple[Item, ...] = ()
    """What lies under the film."""
    filmed: Storyboard | None = None
    """The same shots with the film's own lengths and words; None: there is no film yet, and all times are planned."""

    @property
    def told(self) -> Storyboard:
        """The shots as they are told: with the film's times, where there is a film."""
        return self.filmed or self.board

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the storyboard: remarks and approvals belong to exactly one."""
        return fingerprint(self.board)

    @cached_property
    def rows(self) -> tuple["Row", ...]:
        """One row a shot, in order."""
        return tuple(_rows(self))

    @cached_property
    def notes(self) -> tuple["Note", ...]:
        """The findings, faults first, each with the shot that it speaks of."""
        ordered = sorted(self.findings, key=lambda one: one.level != "fault")
        return tuple(Note(one, shot_of(one, self.board, self.story)) for one in ordered)

    @property
    def reader(self) -> str:
        """Who reads, in words."""
        if self.voice.speaker.partition(":")[0] == "silent" and self.voice.take is None:
            return say("无声")
        spoken = [row for row in self.rows if row.shot.words]
        if all(row.synthetic for row in spoken):
            return say("AI 合成语音")
        return say("部分为 AI 合成语音") if any(row.synthetic for row in spoken) else say("真人录音")

    @cached_property
    def rights(self) -> tuple["Rights", ...]:
        """Who is named for how many files, those without rights first."""
        return tuple(_rights(self.rows, self.music))


@dataclass(frozen=True)
class Note:
    """A finding and its shot."""

    fault: Fault
    """What was found."""
    shot: int | None
    """Number of the shot, from 1; None where it speaks of the whole."""


@dataclass(frozen=True)
class Rights:
    """Files of one owner under one licence."""

    words: str
    """Owner and licence, or what is missing."""
    missing: bool
    """Something is missing."""
    files: Mapping[str, int]
    """Path -> number of the first shot in which it is seen; 0 for music."""


@dataclass(frozen=True)
class Row:
    """One shot in words."""

    number: int
    """From 1."""
    shot: Shot
    """The shot."""
    part: str
    """Heading of its part."""
    group: str
    """Tells parts apart that have the same heading."""
    starts: float
    """Running time at which it begins, seconds."""
    written: bool
    """False: the outline wrote the words from the fields."""
    synthetic: bool
    """A machine reads the words."""
    hurried: bool
    """The words of its part must be said faster than a guide speaks."""

    @property
    def look(self) -> str:
        """View and move: 全貌，推近."""
        words = [VIEWS[self.shot.view], MOVES[self.shot.move]]
        if self.shot.item is not None and isinstance(self.shot.item.source, Moving):
            words = [say("影像片段"), *words]
        if self.shot.registered:
            words.append(say("自定镜头“{name}”", name=self.shot.registered))
        return "，".join(words)

    @property
    def pace(self) -> float | None:
        """Characters a second that must be said here; None where nothing is said."""
        said = letters(self.shot.words)
        return said / self.shot.seconds if said and self.shot.seconds else None

    @property
    def strip(self) -> tuple[str, ...]:
        """Lines of the lower third."""
        third = self.shot.lower_third
        return () if third is None else _strip(third)

    @property
    def facts(self) -> tuple[str, ...]:
        """Facts that are set beside the picture: value and caption."""
        return tuple(
            say("{value}（{caption}）", value=one.fact.value, caption=one.fact.caption) for one in self.shot.call_outs
        )

    @property
    def card(self) -> tuple[str, ...]:
        """Lines of the card."""
        return () if self.shot.card is None else tuple(filter(None, _card(self.shot.card)))

    @property
    def path(self) -> str:
        """File of the picture, as the recipe names it; empty for a card on the look's ground."""
        return "" if self.shot.item is None else self.shot.item.path

    @property
    def rights(self) -> str:
        """Owner and licence, or what is missing; empty for a card on the look's ground."""
        return "" if self.shot.item is None else _rights_of(self.shot.item)

    @property
    def rights_missing(self) -> bool:
        """Whether owner or licence is missing."""
        return self.shot.item is not None and _is_missing(self.shot.item)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is synthetic in this shot."""
        item = self.shot.item
        made = item is not None and (item.made_by == "ai" or bool(item.inbound_aigc))
        return tuple(
            mark
            for mark, holds in (
                (say("AI 画面"), made),
                (say("AI 配音"), self.synthetic and bool(self.shot.words)),
            )
            if holds
        )


def clock(seconds: float) -> str:
    """Running time as 0:07.5."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def shot_of(fault: Fault, board: Storyboard, story: Story) -> int | None:
    """Number of the shot that a finding speaks of: by its uid, or by the recipe's key; None where there is none."""
    place = fault.where.key if isinstance(fault.where, Location) else fault.where or ""
    if isinstance(fault.where, str) and (match := _SHOT.search(fault.where)) and int(match[1]) <= len(board.shots):
        return int(match[1])
    named = [number for number, shot in enumerate(board.shots, 1) if shot.uid in place]
    if named:
        return max(named, key=lambda number: len(board.shots[number - 1].uid))
    prefix, media = _prefix(place, story)
    if not prefix:
        return None
    seen = [number for number, shot in enumerate(board.shots, 1) if shot.item is not None and shot.item.key == media]
    told = [number for number, shot in enumerate(board.shots, 1) if shot.part == prefix]
    return next(iter(seen or told), None)


def _prefix(place: str, story: Story) -> tuple[str, str]:
    """Part of the script and key of the footage that a key of the recipe speaks of."""
    if place == "hook":
        return "opening", ""
    if (match := _OBJECT.match(place)) and story.kind == "episode" and int(match[1]) < len(story.objects):
        part = f"object/{story.objects[int(match[1])].id}"  # a clip of one object does not know the recipe's order
        return part, f"{part}/media/{match[2]}" if match[2] else ""
    if match := _PART.match(place):
        return match[1], f"{match[1]}/media/{match[2]}" if match[2] else ""
    return "", ""


def _rows(subject: Subject) -> Iterator[Row]:
    parts = {part.id: part for part in subject.script.parts}
    starts = 0.0
    for number, shot in enumerate(subject.told.shots, start=1):
        part = parts.get(shot.part)
        is_end = isinstance(shot.card, EndCard)
        yield Row(
            number=number,
            shot=shot,
            part=say("片尾") if is_end else part.heading if part else shot.part,
            group="" if is_end else shot.part,
            starts=starts,
            written=part.written if part else True,
            synthetic=_is_synthetic(part, subject.voice),
            hurried=part is not None and not is_end and _is_hurried(part, subject.told),
        )
        starts += shot.seconds


def _is_hurried(part: Part, board: Storyboard) -> bool:
    """Judged for the whole part: inside it, cuts follow the voice."""
    seconds = sum(shot.seconds for shot in board.shots if shot.part == part.id and not isinstance(shot.card, EndCard))
    return letters(part.words) > FAST_CPS * seconds


def _is_synthetic(part: Part | None, voice: Voice) -> bool:
    """Whether a machine will read a part: nobody recorded it, and the voice is not the silent one."""
    recorded = voice.take is not None or (part is not None and part.recording is not None)
    return part is not None and not recorded and voice.speaker.partition(":")[0] != "silent"


def _strip(third: LowerThird) -> tuple[str, ...]:
    return tuple(filter(None, (third.name, *third.lines, third.museum)))


def _card(card: Card) -> tuple[str, ...]:
    if isinstance(card, TitleCard):
        return card.kicker, card.title, card.subtitle
    if isinstance(card, HookCard):
        return card.text, card.source
    if isinstance(card, EndCard):
        return card.museum, card.exhibition, *card.lines, *card.credits
    return card.heading, *card.lines


def _is_missing(item: Item) -> bool:
    return not item.licence or (not item.credit and item.licence != "own")


def _rights_of(item: Item) -> str:
    licence = printed(item.licence) if item.licence else ""
    if not item.credit and not licence:
        return say("缺来源和授权")
    if not licence:
        return say("{credit}，缺授权", credit=item.credit)
    if not item.credit:
        return licence if item.licence == "own" else say("缺来源，{licence}", licence=licence)
    return f"{item.credit}，{licence}"


def _rights(rows: tuple[Row, ...], music: tuple[Item, ...]) -> Iterator[Rights]:
    groups: dict[tuple[bool, str], dict[str, int]] = {}
    for row in rows:
        if row.rights:
            groups.setdefault((row.rights_missing, row.rights), {}).setdefault(row.path, row.number)
    for item in music:
        groups.setdefault((_is_missing(item), _rights_of(item)), {}).setdefault(item.path, 0)
    for (missing, words), files in sorted(groups.items(), key=lambda one: not one[0][0]):
        yield Rights(words, missing, files)
