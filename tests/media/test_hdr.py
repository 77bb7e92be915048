"""HDR to SDR: anchors of the standards, and the table that ffmpeg reads."""

import numpy as np
import pytest

from fanxing.media.hdr import CUBE_SIZE, HLG, PQ, cube, to_sdr


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_black_is_black_grey_is_grey_and_brighter_is_never_darker(transfer):
    ramp = np.repeat(np.linspace(0, 1, 101)[:, None], 3, axis=1)
    sdr = to_sdr(ramp, transfer)
    assert sdr[0].max() < 1e-3
    assert np.ptp(sdr, axis=1).max() < 1e-3
    assert (np.diff(sdr[:, 0]) >= -1e-9).all()
    assert sdr.max() <= 1


def test_paper_white_is_the_same_in_both():
    """203 cd/m2 is 58 % of PQ and 75 % of HLG (ITU-R BT.2408-7, table 1)."""
    white = [to_sdr(np.full((1, 3), level), curve)[0, 0] for level, curve in ((0.5806, PQ), (0.75, HLG))]
    assert white[0] == pytest.approx(white[1], abs=0.01)
    assert white[0] == pytest.approx(0.687, abs=0.01)


def test_the_peak_of_the_display_is_white():
    assert to_sdr(np.ones((1, 3)), HLG)[0].min() > 0.99
    assert to_sdr(np.full((1, 3), 0.7518), PQ)[0].min() > 0.99  # 1,000 cd/m2


def test_the_table_holds_the_formula_red_running_fastest():
    lines = cube(HLG).splitlines()
    assert lines[0] == f"LUT_3D_SIZE {CUBE_SIZE}"
    assert len(lines) == CUBE_SIZE**3 + 1
    step = 1 / (CUBE_SIZE - 1)
    at = (3, 5, 7)
    row = lines[1 + at[0] + at[1] * CUBE_SIZE + at[2] * CUBE_SIZE**2]
    assert np.allclose([float(v) for v in row.split()], to_sdr(np.array([at]) * step, HLG)[0], atol=1e-5)
