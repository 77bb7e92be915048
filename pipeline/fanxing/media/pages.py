"""Page templates of ``assets/pages``: everything a person wrote is escaped, nothing is fetched from anywhere."""

import functools
from typing import TYPE_CHECKING

from fanxing.media.assets import assets

if TYPE_CHECKING:
    from jinja2 import Environment


@functools.cache
def _environment() -> "Environment":
    import jinja2  # noqa: PLC0415 - most runs write no page

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(assets() / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(name: str, **values: object) -> bytes:
    """Fill the template of that name; a value that it asks for and does not get is a defect."""
    return _environment().get_template(name).render(**values).encode()
