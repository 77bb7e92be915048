"""The encoding of a text that somebody else wrote."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SMALLEST = 0.001
"""Confidence below which chardet's answer is a guess in the dark."""


def decoded(raw: bytes) -> tuple[str | None, str]:
    """Decode a text: by its byte order mark, as UTF-8, else as chardet finds it.

    Returns:
        The text, None where it is none; and the name of its encoding in lower case.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding), encoding
    text = _strictly(raw, "utf-8")
    if text is not None and "\0" not in text:
        return text, "utf-8"
    import chardet  # noqa: PLC0415 - most files are UTF-8

    found = chardet.detect(raw)
    name, confidence = found["encoding"], found["confidence"]
    if not name or confidence < _SMALLEST:
        return None, ""
    text = _strictly(raw, name)
    return (None if text is None or "\0" in text else text), name.lower()


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
