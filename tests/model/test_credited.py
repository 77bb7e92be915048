"""The end card's credits: whom it names, how many it leaves to the words under the film, and who they are."""

import pytest
from handmade import still

from fanxing.model.credited import CREDIT_LETTERS, CREDIT_LINES, EndCredits, credit_lines, film_items
from fanxing.model.document import Blob
from fanxing.model.footage import Footage, Item, Sound
from fanxing.model.storyboard import Shot


def told(*named: tuple[str, str | None]) -> EndCredits:
    """Credits of pictures, each with its holder and licence."""
    return credit_lines(
        still(f"object/a/media/{at}").model_copy(update={"credit": credit, "licence": licence})
        for at, (credit, licence) in enumerate(named)
    )


def consents(count: int) -> list[tuple[str, str | None]]:
    """Holders of whom each gave a consent of its own: a line for each."""
    return [(f"第{at}馆", f"馆方同意{at}") for at in range(count)]


def test_holders_under_one_licence_share_a_line_however_it_is_spelt() -> None:
    made = told(("甲馆", "CC-BY-4.0"), ("乙馆", "cc by 4.0"), ("丙馆", "own"), ("丁", "馆方口头同意"), ("戊", None))
    assert made.lines == (
        "图片：甲馆；乙馆（均为 CC BY 4.0）",
        "图片：丙馆；戊",
        "图片：丁（馆方口头同意）",
    )
    assert made.unnamed == ()


@pytest.mark.parametrize(
    ("licence", "printed"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("InC", "版权保护中"),
        ("http://rightsstatements.org/vocab/InC-EDU/1.0/", "InC-EDU"),
        ("OFL-1.1", "SIL OFL 1.1"),
        ("Apache-2.0", "Apache 2.0"),
        ("版权所有", "版权所有"),
    ],
)
def test_whom_a_licence_asks_to_name_goes_before_all_others(licence: str, printed: str) -> None:
    made = told(*consents(30), ("某人", licence))
    assert f"图片：某人（{printed}）" in made.lines
    assert made.lines[-1] == "另有 16 个来源，见作品简介"
    assert len(made.lines) == CREDIT_LINES + 1
    assert made.unnamed == tuple(f"第{at}馆" for at in range(14, 30))


@pytest.mark.parametrize("licence", ["CC0-1.0", "馆方口头同意", "NoC-US"])
def test_whom_none_asks_to_name_waits_his_turn(licence: str) -> None:
    assert "某人" in told(*consents(30), ("某人", licence)).unnamed


def test_a_line_that_is_left_out_takes_no_room_from_the_others() -> None:
    long = "某" * CREDIT_LETTERS
    made = told(("甲馆", "CC-BY-4.0"), (long, "CC-BY-SA-4.0"), ("乙馆", "CC-BY-ND-4.0"), ("丙馆", "CC0"))
    assert made.lines == (
        "图片：甲馆（CC BY 4.0）",
        "图片：乙馆（CC BY-ND 4.0）",
        "图片：丙馆（CC0 1.0）",
        "另有 1 个来源，见作品简介",
    )
    assert made.unnamed == (long,)


def test_holders_are_counted_and_not_lines() -> None:
    named = [(f"{'某' * 30}{at}馆{group}", f"馆方同意{group}") for group in range(3) for at in range(12)]
    made = told(*named)
    assert len(made.lines) == 2
    assert made.lines[-1] == "另有 24 个来源，见作品简介"
    assert made.unnamed == tuple(name for name, _ in named[12:])


def test_many_names_under_one_licence_are_counted_and_left_to_the_words_under_the_film() -> None:
    made = told(*((f"第{at}馆", "CC0") for at in range(40)))
    (line,) = made.lines
    assert line.endswith("第11馆等 40 家（均为 CC0 1.0）")
    assert made.unnamed == tuple(f"第{at}馆" for at in range(12, 40))


def test_what_is_gathered_and_not_in_the_film_is_not_counted() -> None:
    shown, other = still("object/a/media/0"), still("object/a/media/1")
    sound = Sound(sound=Blob(sha256="0" * 64, suffix=".wav", size=1), samples=1)
    music = Item(key="music", path="a.ogg", source=sound, original="0" * 64, credit="某乐团")
    shot = Shot(uid="a", part="object/a", part_kind="object", view="whole", move="hold", item=shown, seconds=3.0)
    assert film_items([shot], Footage(items=(other, shown, music))) == (shown, music)
