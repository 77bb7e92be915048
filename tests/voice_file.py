"""Tiny Piper voices with random weights: they hum, each phoneme its own sound and its own length.

Written as an ONNX graph that the real piper-tts and onnxruntime run: no download, no training.
"""

import json
from pathlib import Path

import numpy as np

HOP = 256
"""Samples of one frame of the voice."""
RATE = 22_050
_FRAMES = 6
"""About so many frames has a phoneme: 70 ms."""

PINYIN = {
    name: [at]
    for at, name in enumerate(
        [
            "_",
            "^",
            "$",
            "Ø",
            "b",
            "p",
            "m",
            "f",
            "d",
            "t",
            "n",
            "l",
            "g",
            "k",
            "h",
            "j",
            "q",
            "x",
            "zh",
            "ch",
            "sh",
            "r",
            "z",
            "c",
            "s",
            "y",
            "w",
            "a",
            "o",
            "e",
            "ai",
            "ei",
            "ao",
            "ou",
            "an",
            "en",
            "ang",
            "eng",
            "ong",
            "i",
            "ia",
            "ie",
            "iao",
            "iu",
            "ian",
            "in",
            "iang",
            "ing",
            "iong",
            "u",
            "ua",
            "uo",
            "uai",
            "ui",
            "uan",
            "un",
            "uang",
            "ueng",
            "v",
            "ve",
            "van",
            "vn",
            "er",
            "ue",
            "1",
            "2",
            "3",
            "4",
            "5",
            ".",
            "?",
            "!",
            ",",
        ]
    )
}
"""Phonemes of the kind ``pinyin``. Source: piper-tts 1.8, phonemize_chinese.py."""


def write_voice(
    folder: Path, name: str, *, kind: str = "espeak", tells_lengths: bool = True, loudness: float = 0.1
) -> Path:
    """Write ``name.onnx`` and ``name.onnx.json``; the packages onnx and piper-tts must be installed.

    Args:
        folder: Where to.
        name: Of the voice.
        kind: ``espeak`` or ``pinyin``.
        tells_lengths: Whether the lengths of the phonemes are an output, as after piper's own patch.
        loudness: Root mean square of the phonemes, of full scale.
    """
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP  # noqa: PLC0415

    numbers = PINYIN if kind == "pinyin" else DEFAULT_PHONEME_ID_MAP
    settings = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "cmn"},
        "phoneme_type": kind,
        "num_symbols": 256,
        "num_speakers": 1,
        "hop_length": HOP,
        "phoneme_id_map": numbers,
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    file = folder / f"{name}.onnx"
    file.write_bytes(_model(loudness, tells_lengths=tells_lengths))
    return file


def _model(loudness: float, *, tells_lengths: bool) -> bytes:
    from onnx import TensorProto, checker, helper  # noqa: PLC0415

    lengths, sounds = _random_weights(loudness)
    steps = (
        # How many frames each phoneme has: a length of its own, times the length scale, rounded up.
        ("Gather", ["scales", "one"], "length_scale", {}),
        ("Gather", ["lengths", "input"], "lengths_told", {}),
        ("Mul", ["lengths_told", "length_scale"], "lengths_scaled", {}),
        ("Ceil", ["lengths_scaled"], "w_ceil", {}),
        # Which phoneme each frame belongs to: how many of them are over before it.
        ("Reshape", ["w_ceil", "flat"], "w_flat", {}),
        ("CumSum", ["w_flat", "zero"], "ends", {}),
        ("ReduceMax", ["ends"], "frames", {"keepdims": 0}),
        ("Range", ["zero_f", "frames", "one_f"], "frame", {}),
        ("Unsqueeze", ["frame", "last"], "frame_column", {}),
        ("LessOrEqual", ["ends", "frame_column"], "is_over", {}),
        ("Cast", ["is_over"], "is_over_number", {"to": TensorProto.INT64}),
        ("ReduceSum", ["is_over_number", "last"], "phoneme", {"keepdims": 0}),
        # The sound of each frame: its phoneme's.
        ("Reshape", ["input", "flat"], "input_flat", {}),
        ("Gather", ["input_flat", "phoneme"], "number", {}),
        ("Gather", ["sounds", "number"], "framed", {}),
        ("Reshape", ["framed", "as_sound"], "output", {}),
    )
    outputs = [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, None])]
    if tells_lengths:
        outputs.append(helper.make_tensor_value_info("w_ceil", TensorProto.FLOAT, [1, None]))
    graph = helper.make_graph(
        [helper.make_node(kind, reads, [makes], **settings) for kind, reads, makes, settings in steps],
        "hum",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        outputs,
        _constants({"lengths": lengths, "sounds": sounds}),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _random_weights(loudness: float) -> tuple[np.ndarray, np.ndarray]:
    """Give a length in frames and one frame of sound for each number; the padding is short and silent."""
    rng = np.random.default_rng(7)
    lengths = rng.uniform(0.5 * _FRAMES, 1.5 * _FRAMES, 256).astype(np.float32)
    sounds = (rng.normal(0, loudness, (256, HOP)) * np.hanning(HOP)).astype(np.float32)
    lengths[0], sounds[0] = 1.9, 0.0
    return lengths, sounds


def _constants(weights: dict[str, np.ndarray]) -> list:
    from onnx import numpy_helper  # noqa: PLC0415

    known = weights | {
        "zero": np.array(0, np.int64),
        "one": np.array(1, np.int64),
        "zero_f": np.array(0, np.float32),
        "one_f": np.array(1, np.float32),
        "last": np.array([1], np.int64),
        "flat": np.array([-1], np.int64),
        "as_sound": np.array([1, 1, -1], np.int64),
    }
    return [numpy_helper.from_array(value, name) for name, value in known.items()]
