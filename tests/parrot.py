"""Tiny Whisper checkpoints that always hear a chosen text at chosen times: no download, no training.

The weights are written down: positions carry the next token and its time, and cross-attention finds that time among
the encoder's sinusoids. They drive the real decoding and word-timing code of openai-whisper and faster-whisper.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

STATE = 128
"""Width of the model: 64 numbers for the next token, 64 for its time."""
STEP_S = 0.02
"""Seconds of one step of the encoder."""


@dataclass(frozen=True)
class Parrot:
    """What is heard, and when."""

    text: str
    start: float
    end: float


def write_checkpoint(parrot: Parrot, path: Path) -> Path:
    """Write a ``.pt`` that ``whisper.load_model`` takes; torch and openai-whisper must be installed."""
    import torch  # noqa: PLC0415
    from whisper.model import ModelDimensions, Whisper  # noqa: PLC0415

    sizes = ModelDimensions(
        n_mels=80,
        n_audio_ctx=1500,
        n_audio_state=STATE,
        n_audio_head=1,
        n_audio_layer=1,
        n_vocab=51865,
        n_text_ctx=448,
        n_text_state=STATE,
        n_text_head=1,
        n_text_layer=1,
    )
    torch.manual_seed(0)
    model = Whisper(sizes)
    with torch.no_grad():
        for weight in model.parameters():
            weight.zero_()
        for module in model.modules():
            if isinstance(module, torch.nn.LayerNorm):
                module.weight.fill_(1.0)
        _teach(model, parrot)
    weights = {name: tensor.half() for name, tensor in model.state_dict().items()}
    torch.save({"dims": vars(sizes), "model_state_dict": weights}, path)
    return path


def _teach(model: Any, parrot: Parrot) -> None:
    import torch  # noqa: PLC0415
    from whisper.model import sinusoids  # noqa: PLC0415
    from whisper.tokenizer import get_tokenizer  # noqa: PLC0415

    tokenizer = get_tokenizer(multilingual=True, num_languages=99, language="zh", task="transcribe")
    known = torch.zeros(model.dims.n_vocab, STATE)
    known[:, :64] = torch.nn.functional.normalize(torch.randn(model.dims.n_vocab, 64), dim=1)
    model.decoder.token_embedding.weight.copy_(known)
    model.decoder.ln.weight.fill_(5.0)
    told = tokenizer.encode(parrot.text)
    edges = np.linspace(parrot.start, parrot.end, len(told) + 1)
    begin = tokenizer.timestamp_begin
    sequence = [*tokenizer.sot_sequence, begin, *told, begin + round(parrot.end / STEP_S), tokenizer.eot]
    opening = [0.0] * len(tokenizer.sot_sequence)
    times = [*opening, parrot.start, *((edges[:-1] + edges[1:]) / 2), parrot.end, parrot.end]
    waves = sinusoids(1500, STATE)
    chosen = torch.cat([torch.arange(4, 36), 64 + torch.arange(4, 36)])
    places = torch.zeros(448, STATE)
    for at in range(448):
        places[at, :64] = 4 * known[sequence[at + 1] if at + 1 < len(sequence) else tokenizer.eot, :64]
        seconds = times[at + 1] if at + 1 < len(times) else parrot.end
        places[at, 64:] = waves[min(1499, int(seconds / STEP_S))][chosen]
    model.decoder.positional_embedding.copy_(places)
    model.encoder.positional_embedding.copy_(waves)
    model.encoder.ln_post.weight.fill_(1.0)
    attention = model.decoder.blocks[0].cross_attn
    query, key = torch.zeros(STATE, STATE), torch.zeros(STATE, STATE)
    query[64:, 64:] = torch.eye(64) * 6
    key[torch.arange(64, 128), chosen] = 1
    attention.query.weight.copy_(query)
    attention.key.weight.copy_(key)


def convert(checkpoint: Path, folder: Path) -> Path:
    """Write the same weights as a CTranslate2 folder that ``faster_whisper.WhisperModel`` takes."""
    import torch  # noqa: PLC0415
    from ctranslate2.specs import whisper_spec  # noqa: PLC0415
    from whisper.tokenizer import get_tokenizer  # noqa: PLC0415

    kept = torch.load(checkpoint, map_location="cpu", weights_only=True)
    sizes, weights = kept["dims"], {name: one.float().numpy() for name, one in kept["model_state_dict"].items()}
    tokenizer = get_tokenizer(multilingual=True, num_languages=99)
    words = _tokenizer_file(tokenizer)
    spec = whisper_spec.WhisperSpec(1, 1, 1, 1)
    _fill(spec, weights)
    vocabulary = [f"<|unused{at}|>" for at in range(sizes["n_vocab"])]
    for word, at in words.get_vocab().items():
        vocabulary[at] = word
    spec.register_vocabulary(vocabulary)
    spec.config.suppress_ids = [-1]
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [tokenizer.to_language_token(code) for code in tokenizer.all_language_codes]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.optimize()
    folder.mkdir()
    spec.save(str(folder))
    words.save(str(folder / "tokenizer.json"))
    sound = {"feature_size": sizes["n_mels"], "sampling_rate": 16000, "hop_length": 160, "chunk_length": 30}
    (folder / "preprocessor_config.json").write_text(json.dumps(sound | {"n_fft": 400}))
    return folder


def _fill(spec: Any, weights: dict[str, np.ndarray]) -> None:
    encoder, decoder = spec.encoder, spec.decoder
    for name in ("conv1", "conv2"):
        _linear(getattr(encoder, name), weights, f"encoder.{name}")
    encoder.position_encodings.encodings = weights["encoder.positional_embedding"]
    _norm(encoder.layer_norm, weights, "encoder.ln_post")
    _block(encoder.layer[0], weights, "encoder.blocks.0", crossed=False)
    decoder.embeddings.weight = weights["decoder.token_embedding.weight"]
    decoder.position_encodings.encodings = weights["decoder.positional_embedding"]
    decoder.scale_embeddings = False
    decoder.projection.weight = decoder.embeddings.weight
    _norm(decoder.layer_norm, weights, "decoder.ln")
    _block(decoder.layer[0], weights, "decoder.blocks.0", crossed=True)


def _block(layer: Any, weights: dict[str, np.ndarray], name: str, *, crossed: bool) -> None:
    _norm(layer.self_attention.layer_norm, weights, f"{name}.attn_ln")
    _attention(layer.self_attention.linear, weights, f"{name}.attn", crossed=False)
    if crossed:
        _norm(layer.attention.layer_norm, weights, f"{name}.cross_attn_ln")
        _attention(layer.attention.linear, weights, f"{name}.cross_attn", crossed=True)
    _norm(layer.ffn.layer_norm, weights, f"{name}.mlp_ln")
    _linear(layer.ffn.linear_0, weights, f"{name}.mlp.0")
    _linear(layer.ffn.linear_1, weights, f"{name}.mlp.2")


def _attention(parts: Any, weights: dict[str, np.ndarray], name: str, *, crossed: bool) -> None:
    query, key, value = (weights[f"{name}.{part}.weight"] for part in ("query", "key", "value"))
    offsets = weights[f"{name}.query.bias"], np.zeros(STATE, np.float32), weights[f"{name}.value.bias"]
    if crossed:
        parts[0].weight, parts[0].bias = query, offsets[0]
        parts[1].weight, parts[1].bias = np.concatenate([key, value]), np.concatenate(offsets[1:])
    else:
        parts[0].weight, parts[0].bias = np.concatenate([query, key, value]), np.concatenate(offsets)
    _linear(parts[-1], weights, f"{name}.out")


def _linear(part: Any, weights: dict[str, np.ndarray], name: str) -> None:
    part.weight, part.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _norm(part: Any, weights: dict[str, np.ndarray], name: str) -> None:
    part.gamma, part.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _tokenizer_file(tokenizer: Any) -> Any:
    """Make the tokenizer of the tokenizers library from the ranks inside openai-whisper."""
    import whisper  # noqa: PLC0415
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers  # noqa: PLC0415

    ranked = (Path(whisper.__file__).parent / "assets" / "multilingual.tiktoken").read_text("utf-8")
    rows = (line.split() for line in ranked.splitlines() if line.strip())
    ranks = {base64.b64decode(token): int(rank) for token, rank in rows}
    letters = _letters()
    spelt = {token: "".join(letters[byte] for byte in token) for token in ranks}
    merges = []
    for token, rank in ranks.items():
        parts = _parts(token, rank, ranks)
        if len(parts) == 2:
            merges.append(("".join(letters[b] for b in parts[0]), "".join(letters[b] for b in parts[1])))
    made = Tokenizer(models.BPE(vocab={spelt[token]: rank for token, rank in ranks.items()}, merges=merges))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    special = sorted(tokenizer.encoding._special_tokens.items(), key=lambda pair: pair[1])
    made.add_special_tokens([AddedToken(name, special=True) for name, _ in special])
    return made


def _letters() -> dict[int, str]:
    """Give the printable letter of each byte. Source: GPT-2's byte-level BPE."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in plain]
    return {byte: chr(byte) for byte in plain} | {byte: chr(256 + at) for at, byte in enumerate(rest)}


def _parts(token: bytes, rank: int, ranks: dict[bytes, int]) -> list[bytes]:
    """Merge a token's bytes as far as the merges before its own reach."""
    parts = [bytes([byte]) for byte in token]
    while len(parts) > 2:
        pairs = [(ranks.get(parts[at] + parts[at + 1], rank), at) for at in range(len(parts) - 1)]
        best, at = min(pairs)
        if best >= rank:
            break
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return parts
