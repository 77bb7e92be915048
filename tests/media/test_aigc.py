"""The AI label's metadata survives every write, in every container, in both forms."""

import shutil
from pathlib import Path

import av
import pytest
from PIL import Image

from fanxing.media.aigc import from_xmp, read_aigc, write_aigc, xmp_packet
from fanxing.model.aigc import FIELDS, Aigc, aigc_faults, aigc_text, parse_aigc, producer_code
from fanxing.model.errors import ToolError

CODE = "12100000400001234A"
VALUES = {
    "bare": aigc_text("bare", CODE, "fanxing-0a1b2c"),
    "wrapped": aigc_text("wrapped", None, "fanxing-0a1b2c"),
}


@pytest.fixture
def sources(tiny_media, tmp_path: Path) -> dict[str, Path]:
    film = tiny_media.clip("label.mp4", seconds=0.5, width=64, height=64)
    sound = tmp_path / "sound.m4a"
    with av.open(str(film)) as old, av.open(str(sound), "w") as new:
        stream = new.add_stream_from_template(old.streams.audio[0])
        for packet in old.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                new.mux(packet)
    return {
        ".mp4": film,
        ".m4a": sound,
        ".wav": tiny_media.tone("label.wav", seconds=0.1),
        ".jpg": tiny_media.still("label.jpg"),
        ".png": tiny_media.still("label.png"),
    }


@pytest.mark.parametrize("form", VALUES)
@pytest.mark.parametrize("suffix", [".mp4", ".m4a", ".wav", ".jpg", ".png"])
def test_the_value_is_read_back_from_every_container(sources, tmp_path: Path, suffix: str, form: str):
    place = tmp_path / f"标注 'x'{suffix}"
    write_aigc(sources[suffix], place, VALUES[form])
    assert read_aigc(sources[suffix]) is None
    assert read_aigc(place) == VALUES[form]


@pytest.mark.parametrize("suffix", [".mp4", ".m4a", ".wav", ".jpg", ".png"])
def test_a_second_label_replaces_the_first(sources, tmp_path: Path, suffix: str):
    first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
    write_aigc(sources[suffix], first, VALUES["bare"])
    write_aigc(first, second, VALUES["wrapped"])
    assert read_aigc(second) == VALUES["wrapped"]
    assert second.read_bytes().count(b"ProduceID") == 1


def test_labelling_a_film_changes_no_packet_and_keeps_the_moov_in_front(sources, tmp_path: Path):
    place = tmp_path / "film.mp4"
    write_aigc(sources[".mp4"], place, VALUES["bare"])
    assert _packets(place) == _packets(sources[".mp4"])
    content = place.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def _packets(path: Path) -> list[tuple[int, int, int, bytes]]:
    with av.open(str(path)) as film:
        return [(one.stream_index, one.pts, one.dts, bytes(one)) for one in film.demux() if one.dts is not None]


def test_labelling_a_jpeg_changes_no_pixel(sources, tmp_path: Path):
    place = tmp_path / "cover.jpg"
    write_aigc(sources[".jpg"], place, VALUES["bare"])
    with Image.open(place) as new, Image.open(sources[".jpg"]) as old:
        assert new.tobytes() == old.tobytes()
        assert new.info["xmp"] == xmp_packet(VALUES["bare"])


def test_a_container_without_a_place_for_it_is_refused(tmp_path: Path, sources):
    shutil.copy(sources[".mp4"], tmp_path / "film.avi")
    with pytest.raises(ToolError, match="没有写 AI 标识元数据的位置"):
        write_aigc(tmp_path / "film.avi", tmp_path / "labelled.avi", VALUES["bare"])


@pytest.mark.parametrize("packet", [b"", b"<broken", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"<x/>"])
def test_a_packet_that_is_no_label_gives_none(packet: bytes):
    assert from_xmp(packet) is None


@pytest.mark.parametrize("form", VALUES)
def test_the_seven_fields_stand_in_order_and_the_reader_takes_both_forms(form: str):
    assert aigc_faults(VALUES[form]) == ()
    found = parse_aigc(VALUES[form])
    assert found is not None
    assert (found.form, found.label, found.produce_id) == (form, "1", "fanxing-0a1b2c")
    assert [VALUES[form].index(name) for name in FIELDS] == sorted(VALUES[form].index(name) for name in FIELDS)


PRODUCERS = {
    "a real code": (CODE, "001112100000400001234A00000"),
    "none": (None, ""),
    "too short": ("1210000040000123", ""),
    "a letter that the code does not use": ("12100000400001234I", ""),
    "Chinese": ("克利夫兰艺术博物馆克利夫兰艺术博物馆", ""),
}


@pytest.mark.parametrize(("code", "producer"), PRODUCERS.values(), ids=PRODUCERS)
def test_the_producer_comes_from_a_real_credit_code_only(code: str | None, producer: str):
    assert producer_code(code) == producer
    assert f'"ContentProducer":"{producer}"' in aigc_text("bare", code, "x")


@pytest.mark.parametrize("name", ["松下高士", 'a"b', "a b", "back\\slash"])
def test_a_name_outside_the_permitted_characters_is_hashed(name: str):
    assert aigc_faults(aigc_text("bare", None, name)) == ()


def test_an_inbound_label_is_carried_through_with_its_producer():
    inbound = '{"AIGC":{"Label":"2","ContentProducer":"studio","ProduceID":"7","ReservedCode1":"r"}}'
    found = parse_aigc(aigc_text("bare", CODE, "ours", inbound))
    assert found == Aigc(
        form="bare",
        label="2",
        producer="studio",
        produce_id="7",
        propagator=producer_code(CODE),
        propagate_id="ours",
        reserved=("r", ""),
    )


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"Label":"9"}', '{"AIGC":[]}', "1"])
def test_a_text_that_is_no_label_gives_none(text: str):
    assert parse_aigc(text) is None
