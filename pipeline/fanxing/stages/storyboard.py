"""Story, Script, Footage, Rules -> Storyboard."""

import functools
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fanxing.checks.facts.callouts import told_of
from fanxing.checks.ledger import grant
from fanxing.media.bench import Bench
from fanxing.media.render.far import why_far
from fanxing.model.credited import CREDIT_LETTERS, CREDIT_LINES, credit_lines, film_items
from fanxing.model.document import Blob
from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.geometry import SHAPES, FocusBox, SafeArea, Shape
from fanxing.model.graphics import Card, EndCard, FactCallOut, HookCard, LowerThird, PartCard, TitleCard
from fanxing.model.opening import strongest, title_ground
from fanxing.model.pacing import REST_S, STILL_S
from fanxing.model.package import Credit
from fanxing.model.recipe import Exhibit
from fanxing.model.script import SHORTEST_PART_S, Part, Script
from fanxing.model.showing import (
    Bears,
    Far,
    Keeps,
    far_only,
    file_of,
    free,
    left_out,
    pictures_of,
    seen,
    views_of,
)
from fanxing.model.stage import stage
from fanxing.model.story import Delivery, Rules, Story
from fanxing.model.storyboard import CallOut, Move, Shot, Storyboard, View
from fanxing.model.text import clause_ends, letters
from fanxing.model.timing import FILM_RATE, SAMPLE_RATE

SHOT_S = 4.0
"""A shot's length aimed at: 2 to 6 s a shot is the trade's rule, an object's close-up may be longer."""
LONGEST_S = 7.0
"""A picture that cannot be shown nearer, and stands alone, is looked at so long before it is cut from itself."""
SHORTEST_S = STILL_S
"""No shot is planned shorter."""
TITLE_S = 2.0
"""A title stays at least this long."""
READ_CPS = 4.0
"""Characters of a title a second, for everybody to read: no more, because the third second decides who stays."""
TURN_S = 0.6
"""In which a title comes and goes."""
END_CPS, CREDITS_CPS = 6.0, 12.0
"""Characters a second of what an end card tells a visitor, and of its credits, which are looked through for one name.
The museum's and the exhibition's names are known by then. Source: Chinese is read at 5 to 7."""
END_COMES_S = 1.0
"""In which the card's type comes in, and its names are recognised."""
END_SHORTEST_S, END_LONGEST_S = 3.5, 6.0
"""Of an end card: nobody is kept who has read it, and whoever has not may stop the film there."""
NAMED = 1.3
"""How much longer the shot lasts that carries the name strip, where a detail follows, which carries none."""
WORDLESS_S = 4.0
"""A part without words still shows its picture this long."""

TODAY = 2026
"""For ages such as 三千年前: held against ages and dynasties, the very year does not matter, and a fixed one gives the
same storyboard every year."""
CALL_OUT_EVERY_S = 5.0
"""Facts come at most this often."""
MOST_CALL_OUTS = 2
"""In one part."""
MOST_LETTERS = 20
"""More than this nobody reads beside a picture, in 4 s."""

_Plan = tuple[Item | None, View, Move, Card | None, float]
"""Picture, view, move, card, share of the part's time."""


@stage(version=21, pure=True)
def storyboard(
    story: Story, script: Script, footage: Footage, rules: Rules, delivery: Delivery, *, bench: Bench
) -> Storyboard:
    """Plan the shots of each part from its pictures and its estimated seconds."""
    del bench
    kept = functools.cache(_kept_from_near(delivery))

    def closer(item: Item) -> bool:
        """Whether every shape shows it nearer: one storyboard holds for all."""
        return not kept(item)

    shots: list[Shot] = []
    for part in (_as_recorded(one, footage) for one in script.parts):
        before = frozenset(file_of(shot.item) for shot in shots if shot.part == shots[-1].part)
        plans = _card_first(part, story, footage, before) if not shots or part.kind == "exhibition" else []
        before |= {file_of(plan[0]) for plan in plans}
        plans += _pictures_of(part, story, footage, _Taken(sum(plan[4] for plan in plans), before), closer)
        shots.extend(_shots(part, plans, story))
    guide = story.guide.name if _is_recorded(script, footage) else ""
    items = film_items(shots, footage)
    credited = credit_lines(items, guide)
    shots.append(_end(story, script, _with_grant(credited.lines, items, rules), footage.logo))
    notes = (
        *left_out(script.parts, footage, shots, whole=story.kind == "episode"),
        *far_only(script.parts, footage, shots, kept),
    )
    return Storyboard(
        cut=script.cut, title=script.title, shots=_unlike(shots), unnamed=credited.unnamed, fallbacks=notes
    )


def _kept_from_near(delivery: Delivery) -> Keeps:
    """What keeps photographs from being shown truly nearer in the shapes that are wanted."""
    frames = {shape: (SHAPES[shape], delivery.safe.get(shape, SafeArea())) for shape in delivery.shapes}

    def kept(item: Item) -> Mapping[Shape, Far]:
        still = item.source if isinstance(item.source, Still) else None
        if still is None:
            return dict.fromkeys(frames, "wide")
        found = ((shape, why_far(still, item.focus, frame)) for shape, frame in frames.items())
        return {shape: why for shape, why in found if why is not None}

    return kept


def _with_grant(lines: tuple[str, ...], items: tuple[Item, ...], rules: Rules) -> tuple[str, ...]:
    """The end card's credits, with the film's own licence behind them where it has one and the card still holds it."""
    rows = [Credit(what=one.path, credit=one.credit or "", licence=one.licence or "") for one in items]
    told = (*lines, *grant(rows, agreed=rules.checks.get("licence-sa") == "off"))
    fits = len(told) <= CREDIT_LINES and sum(map(len, told)) <= CREDIT_LETTERS
    return told if fits else lines


@dataclass(frozen=True)
class _Taken:
    """What stands before a part's pictures."""

    seconds: float
    """Of the part, by its card."""
    files: frozenset[str]
    """That have just been seen."""


def _as_recorded(part: Part, footage: Footage) -> Part:
    """Take the length of a part's own recording for the estimate, which knows only its words."""
    source = next((one.source for one in footage.at(part.recording)), None) if part.recording else None
    if isinstance(source, Sound) and part.lines:
        return part.model_copy(update={"seconds": round(source.samples / SAMPLE_RATE, 2)})
    if isinstance(source, Moving) and source.sound is not None and part.lines:
        return part.model_copy(update={"seconds": round(float(source.frames / FILM_RATE), 2)})
    return part


def _length(part: Part) -> float:
    return max(part.seconds, SHORTEST_PART_S) if part.lines else WORDLESS_S


def _card_first(part: Part, story: Story, footage: Footage, before: frozenset[str]) -> list[_Plan]:
    """The hook card, or the title card, over a picture that is not the next one where that can be helped."""
    if part.kind == "opening":
        first = strongest(story, footage)
        hook = HookCard(text=story.hook or "", source=story.museum.called, focus=_focus(first))
        return [(first, "card", "push", hook, _length(part))]
    if part.kind == "object" and not free(footage, f"{part.id}/media") and seen(footage, f"{part.id}/media"):
        return []  # no card may stand over them: the object itself opens its film
    title = story.title if story.kind == "episode" else story.objects[0].name
    subtitle = story.exhibition.name if story.kind == "episode" else story.title.removeprefix(f"{title}｜")
    seconds = min(max(TITLE_S, letters(title) / READ_CPS + TURN_S), max(TITLE_S, _length(part)))
    follows = _length(part) - seconds + REST_S >= SHORTEST_S
    following = {file_of(one) for one in pictures_of(part, story, footage, frozenset()).items[:1]} if follows else set()
    ground = title_ground(story, footage, before | following)
    card = TitleCard(title=title, subtitle=subtitle, kicker=story.museum.name, focus=_focus(ground))
    return [(ground, "card", "push", card, seconds)]


def _focus(item: Item | None) -> FocusBox | None:
    return None if item is None else item.focus


def _pictures_of(part: Part, story: Story, footage: Footage, taken: _Taken, closer: Bears) -> list[_Plan]:
    """Views of the part's pictures, so many that a shot lasts about ``SHOT_S``."""
    left = _length(part) - taken.seconds
    if part.kind == "opening" or (left + REST_S < SHORTEST_S and taken.seconds):
        return []
    left = max(left, SHORTEST_S) if taken.seconds else left  # the part rests on it, once its words are over
    chosen = pictures_of(part, story, footage, taken.files)
    if not chosen.items:
        card = PartCard(heading=part.heading, lines=_card_lines(part, story))
        return [(_behind(part, footage), "card", "push", card, left)]
    wanted, most = max(1, round(left / SHOT_S)), max(1, int(left / SHORTEST_S))
    near: Bears = closer if chosen.own and part.kind == "object" else lambda _: False
    if len({file_of(one) for one in chosen.items}) == 1 and not _changes(chosen.items, near):
        wanted = max(1, math.ceil(left / LONGEST_S))  # one long look, rather than a cut from a picture to itself
    elif part.kind == "object" and left >= 2 * SHORTEST_S:  # whole, then nearer, rather than one long look
        wanted = max(2, wanted)
    views = views_of(chosen.items, wanted, most if chosen.own else wanted, closer=near)
    named = len(views) > 1 and part.kind == "object" and views[1][1] == "detail"
    shares = [NAMED if named and not at else 1.0 for at in range(len(views))]
    return [
        (item, view, move, None, left * share / sum(shares))
        for (item, view, move), share in zip(views, shares, strict=True)
    ]


def _changes(items: tuple[Item, ...], closer: Bears) -> bool:
    """Whether uses of one file give more than one view: it moves by itself, or can be shown nearer."""
    return len(items) > 1 or isinstance(items[0].source, Moving) or (not items[0].held and closer(items[0]))


def _behind(part: Part, footage: Footage) -> Item | None:
    """The room behind the guide's card, even if it has just been seen: it is dim there. Never an object."""
    rooms = (*free(footage, "museum/media"), *free(footage, "exhibition/media"))
    return next((one for one in rooms if isinstance(one.source, Still)), None) if part.kind == "guide" else None


def _card_lines(part: Part, story: Story) -> tuple[str, ...]:
    if part.kind == "guide":
        return tuple(filter(None, (story.guide.role, story.guide.title, story.museum.called)))
    if part.kind == "exhibition":
        return tuple(filter(None, (story.exhibition.dates, story.exhibition.hall)))
    return ()


def _shots(part: Part, plans: list[_Plan], story: Story) -> Iterator[Shot]:
    dealt = _words_over(part, [plan[4] for plan in plans])
    facts = _call_outs(part, story)
    named = False
    for (item, view, move, card, seconds), clauses in zip(plans, dealt, strict=True):
        strip = None if card is not None or named else _lower_third(part, story)
        named = named or strip is not None
        source = item.key if item is not None else part.id
        yield Shot(
            uid=f"{part.id}:{source}:{card.kind if card else view}",
            part=part.id,
            part_kind=part.kind,
            view=view,
            move=move,
            item=item,
            card=card,
            registered=item.shot if item is not None and card is None and not item.held else None,
            lower_third=strip,
            call_outs=() if card else tuple(one for one in facts if any(clause.holds(one) for clause in clauses)),
            lines=tuple(dict.fromkeys(clause.line for clause in clauses)),
            words="".join(clause.text for clause in clauses),
            seconds=round(seconds, 2),
        )


@dataclass(frozen=True)
class _Clause:
    """A piece of a line that is said in one breath."""

    line: str
    start: int
    text: str

    def holds(self, one: CallOut) -> bool:
        """Whether a call-out is said here."""
        return self.line == one.line and self.start <= one.at < self.start + len(self.text)


def _words_over(part: Part, shares: list[float]) -> list[list[_Clause]]:
    """Deal the clauses of a part to its shots, each clause to the shot in whose time most of it falls."""
    clauses: list[_Clause] = []
    for line in part.lines:
        start = 0
        for end in clause_ends(line.text):
            clauses.append(_Clause(line.id, start, line.text[start:end]))
            start = end
    total = sum(letters(one.text) for one in clauses) or 1.0
    whole = sum(shares) or 1.0
    ends = list(itertools.accumulate(share / whole for share in shares))
    dealt: list[list[_Clause]] = [[] for _ in shares]
    said = 0.0
    for one in clauses:
        middle = (said + letters(one.text) / 2) / total
        dealt[next((index for index, end in enumerate(ends) if middle <= end), len(ends) - 1)].append(one)
        said += letters(one.text)
    return dealt


def _call_outs(part: Part, story: Story) -> tuple[CallOut, ...]:
    """The facts of an object that its written narration says: those worth most, one a line, a few a part.

    A part that the outline wrote says nothing but what the lower third shows already.
    """
    if part.kind != "object" or not part.written:
        return ()
    exhibit = _exhibit(part, story)
    found: dict[str, tuple[int, CallOut]] = {}
    for line in part.lines:
        told = [one for one in told_of(line.text, exhibit, TODAY) if letters(one.value + one.caption) <= MOST_LETTERS]
        best = min(told, key=lambda one: one.worth, default=None)
        if best is not None and best.value not in found:
            fact = FactCallOut(value=best.value, caption=best.caption)
            found[best.value] = (best.worth, CallOut(line=line.id, at=best.at, fact=fact))
    most = max(1, min(MOST_CALL_OUTS, int(part.seconds / CALL_OUT_EVERY_S)))
    worthy = sorted(found.values(), key=lambda pair: pair[0])[:most]  # stable: of equal worth, the first said
    kept = [one for _, one in worthy]
    return tuple(one for _, one in found.values() if one in kept)


def _exhibit(part: Part, story: Story) -> Exhibit:
    return next(one for one in story.objects if f"object/{one.id}" == part.id)


def _lower_third(part: Part, story: Story) -> LowerThird | None:
    if part.kind == "guide":
        role = "　".join(filter(None, (story.guide.role, story.guide.title)))
        return LowerThird(of="guide", name=story.guide.name, lines=(role,) if role else (), museum=story.museum.called)
    if part.kind != "object":
        return None
    one = _exhibit(part, story)
    facts = " · ".join(filter(None, (one.date, one.material)))
    return LowerThird(
        of="object",
        name=one.name,
        lines=tuple(filter(None, (facts, one.size))),
        museum=story.museum.called if one.holder in (None, story.museum.name) else one.holder or "",
    )


def _end(story: Story, script: Script, credits_: tuple[str, ...], logo: Blob | None) -> Shot:
    lines = tuple(
        filter(None, (story.museum.hours, story.museum.address, story.exhibition.dates, story.exhibition.hall))
    )
    card = EndCard(
        museum=story.museum.name,
        exhibition=story.exhibition.name,
        lines=lines,
        credits=credits_,
        logo=logo,
    )
    told = max(letters("".join(lines)) / END_CPS, letters("".join(credits_)) / CREDITS_CPS)
    return Shot(
        uid="end:card",
        part="closing" if story.kind == "episode" else script.parts[-1].id,
        part_kind="closing",
        view="card",
        move="push",
        card=card,
        seconds=round(min(END_LONGEST_S, max(END_SHORTEST_S, told + END_COMES_S)), 2),
    )


def _is_recorded(script: Script, footage: Footage) -> bool:
    """Whether the guide's own voice is heard."""
    return any(part.recording for part in script.parts) or bool(footage.at("voice/take"))


def _unlike(shots: list[Shot]) -> tuple[Shot, ...]:
    """Give shots of the same picture and view a number, so that every uid is its own."""
    seen: dict[str, int] = {}
    told: list[Shot] = []
    for shot in shots:
        seen[shot.uid] = seen.get(shot.uid, 0) + 1
        told.append(shot if seen[shot.uid] == 1 else shot.model_copy(update={"uid": f"{shot.uid}:{seen[shot.uid]}"}))
    return tuple(told)
