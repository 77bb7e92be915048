"""Finds the data that ships with fanxing: platform profiles, templates, sounds."""

from pathlib import Path

_PACKAGED = Path(__file__).resolve().parents[1] / "assets"
_CHECKOUT = Path(__file__).resolve().parents[3] / "assets"


def assets() -> Path:
    """The folder of shipped data: in the installed package, or beside ``pipeline`` in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
