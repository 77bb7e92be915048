"""Documents: what their schema tells of their fields."""

import pytest

from fanxing.model.document import Written

SOURCE = '''
class Plate(Written):
    """A plate."""

    width: int
    """Centimetres."""
'''


class Plate(Written):
    """A plate."""

    width: int
    """Centimetres."""


def test_a_schema_tells_what_the_docstrings_say():
    assert Plate.model_json_schema()["properties"]["width"]["description"] == "Centimetres."


@pytest.mark.parametrize("module", ["fanxing.model.document", "no.such.module"])
def test_where_the_source_is_not_at_hand_a_schema_says_less(module):
    """A class made on the way, or an installation without its source: the schema holds all else."""
    made: dict[str, type[Written]] = {}
    exec(SOURCE, {"Written": Written, "__name__": module}, made)
    assert made["Plate"].model_json_schema()["properties"]["width"] == {"title": "Width", "type": "integer"}
