"""The storyboard's papers of one cut, written beside its package."""

from fanxing.batch.work import Work
from fanxing.chain.brief import Made, taken
from fanxing.media.page.board import WRITERS, BoardForm, board_panels
from fanxing.media.page.sheet import Subject
from fanxing.media.store import write_whole
from fanxing.model.errors import Fault
from fanxing.model.footage import Footage
from fanxing.model.recipe import Look, Voice
from fanxing.model.script import Script
from fanxing.model.story import Delivery, Story, Wants
from fanxing.model.storyboard import Storyboard
from fanxing.model.synthetic import label_of, synthetic_items


def write_board(work: Work, made: Made, forms: tuple[BoardForm, ...], findings: tuple[Fault, ...]) -> tuple[str, ...]:
    """Write the papers wanted of a storyboard that was made; their names."""
    subject = Subject(
        board=taken(Storyboard, made),
        script=taken(Script, made),
        story=taken(Story, made),
        voice=taken(Voice, made),
        platforms=tuple(profile.name for profile in taken(Wants, made).platforms),
        findings=findings,
    )
    label = label_of(synthetic_items(subject.board, taken(Footage, made)), speaks=_machine_speaks(subject))
    panels = board_panels(subject, taken(Look, made), taken(Delivery, made), work.job.bench, label)
    names = {form: "contact-sheet.png" if form == "png" else f"storyboard.{form}" for form in forms}
    for form, name in names.items():
        write_whole(work.parts / name, WRITERS[form](subject, panels))
    return tuple(names.values())


def _machine_speaks(subject: Subject) -> bool:
    """Whether a machine will speak any line: nobody recorded it, and the voice is not the silent one."""
    if subject.voice.take is not None or subject.voice.speaker.partition(":")[0] == "silent":
        return False
    return any(part.lines and part.recording is None for part in subject.script.parts)
