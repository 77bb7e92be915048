"""The AAC keeps the sound's place and length."""

import av
import numpy as np
import pytest

from fanxing.media.sound.aac import PRIMING, decode_aac, encode_aac


@pytest.mark.parametrize("samples", [1_600, 48_000, 340_800, 1_024 * 7])
def test_the_decoded_aac_is_as_long_as_the_sound(tmp_path, samples):
    encode_aac(np.zeros((samples, 2), np.float32), tmp_path / "a.m4a")
    assert decode_aac(tmp_path / "a.m4a").shape == (samples, 2)


def test_a_click_stands_where_it_stood(tmp_path):
    sound = np.zeros((96_000, 2), np.float32)
    for at in (4_800, 48_000, 90_000):
        sound[at : at + 24] = 0.8
    encode_aac(sound, tmp_path / "a.m4a")
    back = decode_aac(tmp_path / "a.m4a")
    for at in (4_800, 48_000, 90_000):
        assert abs(int(np.abs(back[at - 2_000 : at + 2_000, 0]).argmax()) - 2_000) < 24


def test_packets_tell_their_priming_so_that_they_can_be_copied(tmp_path):
    encode_aac(np.zeros((48_000, 2), np.float32), tmp_path / "a.m4a")
    with av.open(str(tmp_path / "a.m4a")) as film:
        stream = film.streams.audio[0]
        assert stream.codec_context.profile == "LC"
        assert stream.codec_context.sample_rate == 48_000
        assert next(film.demux(stream)).pts == -PRIMING


def test_the_same_sound_gives_the_same_bytes(tmp_path, words):
    sound = np.stack([words(2.0)] * 2, axis=1)
    for name in ("a.m4a", "b.m4a"):
        encode_aac(sound, tmp_path / name)
    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()
