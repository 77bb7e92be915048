"""Page templates of ``assets/pages``: everything a person wrote is escaped, nothing is fetched from anywhere."""

import functools

import jinja2

from fanxing.media.assets import assets


@functools.cache
def _environment() -> jinja2.Environment:
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
