"""The AIGC value: the seven fields that GB 45438-2025 wants in the metadata of synthetic content.

Written by hand: no library on the package index writes and reads both forms in which it is found.
"""

import hashlib
import json
import re
from typing import Any, Literal

from fanxing.model.document import Document

MadeBy = Literal["camera", "ai"]
"""What made a picture or a clip."""

MetadataForm = Literal["bare", "wrapped"]
"""bare: the seven fields themselves · wrapped: ``{"AIGC": {...}}``.

Source: GB 45438-2025 App. E reads as wrapped; TC260-PG-20257A (2025-08-28) and its command write bare.
"""

FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
"""Names of the fields, in the order of GB 45438-2025 App. E."""

_ALLOWED = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]*")
"""Characters of a value (App. E j): printable ASCII without space, quote and backslash."""

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
"""GB 32100-2015."""


class Aigc(Document):
    """The seven fields, read back."""

    form: MetadataForm
    """Form in which they were found."""
    label: str
    """``1`` is, ``2`` may be, ``3`` is suspected to be synthetic."""
    producer: str = ""
    """ContentProducer."""
    produce_id: str = ""
    """ProduceID."""
    propagator: str = ""
    """ContentPropagator."""
    propagate_id: str = ""
    """PropagateID."""
    reserved: tuple[str, str] = ("", "")
    """ReservedCode1 and ReservedCode2."""


def aigc_text(form: MetadataForm, credit_code: str | None, produce_id: str, inbound: str | None = None) -> str:
    """Write the value for a film or picture that we made.

    Args:
        form: Which of the two forms.
        credit_code: The museum's 18-character unified social credit code; without a real one the producer
            stays empty, since a made-up code would be a forged label.
        produce_id: Our own name for this content; characters outside the permitted set are hashed away.
        inbound: AIGC value of the one piece of footage that is the only synthetic thing in it: its producer
            is carried through and we are the propagator.
    """
    ours, own_id = producer_code(credit_code), _permitted(produce_id)
    label, producer, first_id, reserved = "1", ours, own_id, ""
    carried = parse_aigc(inbound) if inbound else None
    if carried:
        label, producer, first_id = carried.label, carried.producer, carried.produce_id
        reserved = carried.reserved[0]
    values = (label, producer, first_id, reserved, ours, own_id, "")
    fields = dict(zip(FIELDS, (_permitted(value) for value in values), strict=True))
    value: dict[str, Any] = {"AIGC": fields} if form == "wrapped" else fields
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def producer_code(credit_code: str | None) -> str:
    """Build the 27-character ContentProducer from a credit code; empty without one.

    Source: TC260-PG-20252A: ``00``, ``1`` organisation, ``1`` bound to the code, the code, five free digits.
    """
    return f"0011{credit_code}00000" if credit_code and _CREDIT_CODE.fullmatch(credit_code) else ""


def parse_aigc(text: str) -> Aigc | None:
    """Read either form; None where the text is no AIGC value."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    form: MetadataForm = "bare"
    if isinstance(value, dict) and isinstance(value.get("AIGC"), dict):
        form, value = "wrapped", value["AIGC"]
    if not isinstance(value, dict) or str(value.get("Label", "")) not in {"1", "2", "3"}:
        return None
    field = {name: str(value.get(name, "")) for name in FIELDS}
    return Aigc(
        form=form,
        label=field["Label"],
        producer=field["ContentProducer"],
        produce_id=field["ProduceID"],
        propagator=field["ContentPropagator"],
        propagate_id=field["PropagateID"],
        reserved=(field["ReservedCode1"], field["ReservedCode2"]),
    )


def aigc_faults(text: str) -> tuple[str, ...]:
    """Name what in a written value breaks the standard: fields or their order, label, characters."""
    try:
        value = json.loads(text)
    except ValueError:
        return ("not-json",)
    inner = value.get("AIGC", value) if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        return ("not-json",)
    faults = [] if tuple(inner) == FIELDS else ["fields"]
    if str(inner.get("Label")) not in {"1", "2", "3"}:
        faults.append("label")
    if not all(isinstance(one, str) and _ALLOWED.fullmatch(one) for one in inner.values()):
        faults.append("characters")
    return tuple(faults)


def _permitted(value: str) -> str:
    if _ALLOWED.fullmatch(value):
        return value
    return hashlib.sha256(value.encode("utf-8")).hexdigest()[:32]
