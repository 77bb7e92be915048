"""Content credentials from the command line: signed on request, and made once."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import museum_certificate

c2pa = pytest.importorskip("c2pa", reason="needs the extra c2pa")
pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate"),
]


def test_a_package_is_signed_on_request_and_a_second_run_makes_nothing(
    small_recipe: Path, cli: Callable, tmp_path: Path
) -> None:
    chain, key = museum_certificate(tmp_path)
    asked = ("video", "package", small_recipe, "--draft", "--sign", chain, "--sign-key", key)
    ran = cli(*asked)
    assert ran.exit_code == 0, ran.stderr
    place = next((tmp_path / "out").rglob("package.json"))
    manifest = json.loads(place.read_text("utf-8"))
    for one in manifest["files"]:
        assert hashlib.sha256((place.parent / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    with c2pa.Reader(str(place.parent / manifest["c2pa"]["files"][0])) as reader:
        assert str(reader.get_validation_state()) == "Valid"
    before = place.stat().st_mtime_ns
    assert cli(*asked).exit_code == 0
    assert place.stat().st_mtime_ns == before
    half = cli(*asked[:-2])
    assert half.exit_code == 2
    assert "--sign-key" in half.stderr
