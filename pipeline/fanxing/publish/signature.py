"""Signs a package's films and covers with C2PA content credentials: optional, and the last thing done to a file.

Any change of metadata after the signature breaks it; so the AI metadata is written long before, and read back after.
"""

import base64
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fanxing import __version__
from fanxing.media.aigc import read_aigc
from fanxing.model.errors import Fault, RecipeError, Refused, ToolError
from fanxing.model.words import say
from fanxing.publish.manifest import MANIFEST, read_manifest
from fanxing.publish.swap import building_place, swap_in, sweep, sync_tree

_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC NewsCodes, Digital Source Type (2024)."""
COMPOSITE, WITH_AI = f"{_SOURCE}composite", f"{_SOURCE}compositeWithTrainedAlgorithmicMedia"
"""A film put together from pictures and sound; one in which something is a machine's."""

_SIGNED = {"video", "cover"}
"""Roles of files that are signed."""


def sign_package(place: Path, chain: Path, key: Path, algorithm: str | None = None) -> Path:
    """Sign a package in its place: whole or not at all, as it was written.

    Args:
        place: The package's folder.
        chain: PEM of the museum's certificate, then those of its issuers.
        key: PEM of its private key (PKCS#8).
        algorithm: es256, es384, es512, ps256, ps384, ps512 or ed25519; None: as the key asks.

    Raises:
        RecipeError: The folder is no package, or certificate and key cannot be read.
        ToolError: ``c2pa-python`` is not installed.
        Refused: A signed file does not verify, or lost its AI metadata.
    """
    place = place.resolve()
    manifest = read_manifest(place)
    if manifest is None:
        raise RecipeError(_fault("not-a-package", say("{place} 不是成品包", place=place), say("给出成品包的文件夹")))
    signer = _Signer(chain, key, algorithm, manifest)
    before = {one["path"]: {"sha256": one["sha256"], "bytes": one["bytes"]} for one in _films(manifest)}
    sweep(place)
    building = building_place(place)
    try:
        shutil.copytree(place, building, copy_function=_linked, symlinks=True)
        signed: dict[str, Path] = {}
        for one in manifest["files"]:
            if one["role"] in _SIGNED:
                _sign(place / one["path"], building / one["path"], one, signer, signed)
        told = manifest | {"c2pa": signer.told() | {"files": list(before), "unsigned": before}}
        (building / MANIFEST).unlink()
        (building / MANIFEST).write_bytes((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
        sync_tree(building)
        swap_in(building, place)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return place


def check_signing(chain: Path, key: Path) -> None:
    """See before any work that certificate and key can be used.

    Raises:
        RecipeError: They cannot.
        ToolError: ``c2pa-python`` is not installed.
    """
    _Signer(chain, key, None, {})


def _films(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in manifest["files"] if one["role"] in _SIGNED]


def _linked(source: str, target: str) -> str:
    """Link what stays as it is; what changes is written under a new name first."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _sign(source: Path, target: Path, entry: dict[str, Any], signer: "_Signer", signed: dict[str, Path]) -> None:
    """Sign a file, or link the one that was signed already, and correct its entry."""
    target.unlink()
    twin = signed.get(entry["sha256"])
    if twin is not None:
        _linked(str(twin), str(target))
    else:
        signer.sign(source, target)
        signed[entry["sha256"]] = target
    with target.open("rb") as stream:
        entry["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    entry["bytes"] = target.stat().st_size


class _Signer:
    """Holds the museum's certificate for one package."""

    def __init__(self, chain: Path, key: Path, algorithm: str | None, manifest: Mapping[str, Any]) -> None:
        try:
            import c2pa  # noqa: PLC0415 - an extra that most machines do not have
        except ImportError as error:
            what = say("没有安装 c2pa-python，不能签署内容凭证")
            raise ToolError(_fault("c2pa-missing", what, say("运行 pip install 'fanxing[c2pa]'"))) from error
        self._c2pa: Any = c2pa
        self._claim = _claim(manifest)
        try:
            algorithms = {one.name.lower(): one for one in c2pa.C2paSigningAlg}
            certificates, secret = chain.read_bytes(), key.read_bytes()
            self._algorithm = (algorithm or _algorithm_of(secret)).lower()
            self._certificates = hashlib.sha256(certificates).hexdigest()
            info = c2pa.C2paSignerInfo(algorithms[self._algorithm], certificates, secret, None)
            self._signer: Any = c2pa.Signer.from_info(info)
        except (OSError, KeyError, c2pa.C2paError) as error:
            what = say("证书或私钥不能用：{why}", why=error)
            mend = say("证书用 PEM，本馆的在前、签发机构的在后；私钥用 PKCS#8 PEM")
            raise RecipeError(_fault("c2pa-certificate", what, mend)) from error

    def told(self) -> dict[str, str]:
        """What the manifest says of the certificate."""
        return {"algorithm": self._algorithm, "certificates_sha256": self._certificates}

    def sign(self, source: Path, target: Path) -> None:
        """Sign one file and see that it verifies and kept its AI metadata."""
        c2pa = self._c2pa
        try:
            with c2pa.Builder(self._claim) as builder:
                builder.sign_file(str(source), str(target), self._signer)
            with c2pa.Reader(str(target)) as reader:
                state = str(reader.get_validation_state())
        except c2pa.C2paError as error:
            what = say("{name} 签署失败：{why}", name=source.name, why=error)
            raise Refused(_fault("c2pa-sign", what, say("检查证书的用途（emailProtection）和有效期"))) from error
        if state not in {"Valid", "Trusted"} or read_aigc(target) != read_aigc(source):
            what = say("{name} 签署后验证不通过（{state}），或丢了 AI 元数据", name=source.name, state=state)
            raise Refused(_fault("c2pa-sign", what, say("检查证书后再签；未签的成品包没有改动")))


_KEYS = {
    "2a8648ce3d030107": "es256",
    "2b81040022": "es384",
    "2b81040023": "es512",
    "2b6570": "ed25519",
    "2a864886f70d010101": "ps256",
}
"""Kind of key, as the object identifier stands in it -> algorithm. Source: RFC 5480, 2.1.1.1; RFC 8410, 3; RFC 8017."""


def _algorithm_of(key: bytes) -> str:
    """The algorithm that a private key (PKCS#8 PEM) is for; es256 where it does not say.

    Written by hand: the identifier stands in the first bytes, and no library of ours reads keys.
    """
    body = b"".join(line for line in key.splitlines() if line and not line.startswith(b"-"))
    try:
        head = base64.b64decode(body, validate=True)[:48].hex()
    except ValueError:
        return "es256"
    found = (name for identifier, name in _KEYS.items() if f"06{len(identifier) // 2:02x}{identifier}" in head)
    return next(found, "es256")


def _claim(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What is claimed: put together by this program, from which kind of sources."""
    synthetic = bool(manifest.get("ai", {}).get("synthetic"))
    action = {"action": "c2pa.created", "digitalSourceType": WITH_AI if synthetic else COMPOSITE}
    return {
        "claim_generator_info": [{"name": "fanxing", "version": __version__}],
        "title": str(manifest.get("recipe", {}).get("title", "")),
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
    }


def _fault(rule: str, what: str, mend: str) -> Fault:
    return Fault(rule=rule, what=what, mend=mend)
