"""Write the pages of ``docs/`` that come out of the code; with ``--check``, say which are out of date."""

import argparse
import difflib
import functools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chinese_pages import pages

from fanxing.model.recipe import Recipe

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Made by `make docs` from the code; edit the docstrings instead. -->\n\n"

Schema = Mapping[str, Any]
"""A piece of JSON schema."""


WRITTEN_AS = {"FocusBox": "`[x, y, width, height]`"}
"""Values that people write in a shorter form than the one kept inside."""


def recipe_page() -> str:
    """Describe every key of a recipe: a table for each mapping, in the order in which they are named."""
    schema = Recipe.model_json_schema()
    mappings = {"Recipe": schema} | {name: schema["$defs"][name] for name in _named(schema, schema)}
    tables = [_table(name, part) for name, part in mappings.items()]
    return "# The recipe, key by key\n\n" + "\n".join(tables)


def _named(part: object, schema: Schema) -> Iterator[str]:
    """Give the names of the mappings below ``part``, the outer before the inner; some come more than once."""
    if isinstance(part, list):
        for one in part:
            yield from _named(one, schema)
    if not isinstance(part, dict):
        return
    name = part.get("$ref", "").rsplit("/", 1)[-1]
    if name and name not in WRITTEN_AS and "properties" in schema["$defs"][name]:
        yield name
        yield from _named(schema["$defs"][name]["properties"], schema)
    for key, one in part.items():
        if key != "$defs":
            yield from _named(one, schema)


def _table(name: str, mapping: Schema) -> str:
    """Write one mapping as a table: key, what it takes, its default, what it means."""
    required = mapping.get("required", ())
    rows = [
        f"| `{key}` | {_taken(part)} | {_default(part, required=key in required)} | {_cell(part)} |"
        for key, part in mapping["properties"].items()
    ]
    head = [f"## {name}", "", mapping.get("description", ""), ""]
    return "\n".join([*head, "| key | takes | default | meaning |", "| --- | --- | --- | --- |", *rows, ""])


def _taken(part: Schema) -> str:
    """Say what a key takes, in a word or a few."""
    for words in ("anyOf", "oneOf"):
        if words in part:
            kinds = (_taken(one) for one in part[words] if one.get("type") != "null")
            return " or ".join(dict.fromkeys(kinds))
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return WRITTEN_AS.get(name, f"[{name}](#{name.lower()})")
    if "enum" in part:
        return ", ".join(f"`{one}`" for one in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"list of {_taken(part['items'])}" if "items" in part else "list"
    words_of = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "mapping"}
    kind = str(part.get("type", "anything"))
    return words_of.get(kind, kind)


def _default(part: Schema, *, required: bool) -> str:
    """Say what a key is where it is not written."""
    if required:
        return "**required**"
    value = part.get("default", "")
    return "" if value in ("", None, [], {}) or isinstance(value, dict | list) else f"`{value}`"


def _cell(part: Schema) -> str:
    """Make a description fit into a cell of a table."""
    return " ".join(str(part.get("description", "")).split()).replace("|", "\\|")


@functools.cache
def cli_page() -> str:
    """Describe every command and option, as typer does it."""
    argv = [sys.executable, "-m", "typer", "fanxing.cli.main", "utils", "docs", "--name", "fanxing"]
    plain = os.environ | {
        "PYTHONPATH": str(ROOT / "pipeline"),
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(argv, env=plain, check=True, capture_output=True, encoding="utf-8").stdout


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/recipe.md": recipe_page,
    "docs/cli.md": cli_page,
    **pages(cli_page),
}
"""To add a generated page, write a function that gives its text and add a line here."""


def main() -> int:
    """Write the pages, or check them; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a page is out of date")
    check = parser.parse_args().check
    stale = 0
    for name, make in PAGES.items():
        path = ROOT / name
        is_now = path.read_text(encoding="utf-8") if path.exists() else ""
        should_be = MADE + make().rstrip() + "\n"
        if is_now == should_be:
            continue
        stale += 1
        if check:
            print(f"{name} is out of date:")
            print("\n".join(difflib.unified_diff(is_now.splitlines(), should_be.splitlines(), lineterm="", n=1)))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(should_be, encoding="utf-8")
            print(f"made {name}")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
