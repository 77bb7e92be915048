"""The storyboard's papers of one cut, written beside its package."""

from fanxing.batch.papers import write_paper
from fanxing.batch.work import Work
from fanxing.chain.brief import Made, taken
from fanxing.media.page.board import WRITERS, BoardForm, board_panels
from fanxing.media.page.sheet import Subject
from fanxing.model.bed import bed_of
from fanxing.model.errors import Fault
from fanxing.model.footage import Footage, Item
from fanxing.model.recipe import Look, Music, Voice
from fanxing.model.script import Script
from fanxing.model.story import Delivery, Story, Wants
from fanxing.model.storyboard import Storyboard
from fanxing.model.synthetic import label_of, synthetic_items
from fanxing.model.timing import SAMPLE_RATE


def write_board(work: Work, made: Made, forms: tuple[BoardForm, ...], findings: tuple[Fault, ...]) -> dict[str, bool]:
    """Write the papers wanted of a storyboard that was made; their names, and whether each is new."""
    subject = Subject(
        board=taken(Storyboard, made),
        script=taken(Script, made),
        story=taken(Story, made),
        voice=taken(Voice, made),
        platforms=tuple(profile.name for profile in taken(Wants, made).platforms),
        findings=findings,
        music=_music(taken(Storyboard, made), made),
    )
    label = label_of(_machine_made(subject, made), speaks=_machine_speaks(subject), partly=_is_mixed(subject))
    panels = board_panels(subject, taken(Look, made), taken(Delivery, made), work.job.bench, label)
    names = {form: "contact-sheet.png" if form == "png" else f"storyboard.{form}" for form in forms}
    return {name: write_paper(work.parts / name, WRITERS[form](subject, panels)) for form, name in names.items()}


def _music(board: Storyboard, made: Made) -> tuple[Item, ...]:
    """What will lie under the film, as far as its estimated length tells."""
    bed, _ = bed_of(taken(Footage, made), taken(Music, made), round(board.seconds * SAMPLE_RATE))
    return () if bed is None else (bed,)


def _machine_made(subject: Subject, made: Made) -> tuple[Item, ...]:
    """Synthetic things, music with them."""
    return synthetic_items(subject.board, taken(Footage, made), next(iter(subject.music), None))


def _is_mixed(subject: Subject) -> bool:
    """Whether a person has recorded some of the lines."""
    return any(part.lines and part.recording is not None for part in subject.script.parts)


def _machine_speaks(subject: Subject) -> bool:
    """Whether a machine will speak any line: nobody recorded it, and the voice is not the silent one."""
    if subject.voice.take is not None or subject.voice.speaker.partition(":")[0] == "silent":
        return False
    return any(part.lines and part.recording is None for part in subject.script.parts)
