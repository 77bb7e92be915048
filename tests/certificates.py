"""A museum's certificate from an authority of its own, made by openssl."""

import subprocess
from pathlib import Path

ISSUED = "-extfile x.cnf -extensions museum"
EXTENSIONS = """
[req]
distinguished_name=dn
[dn]
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[museum]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=emailProtection
authorityKeyIdentifier=keyid
"""


def museum_certificate(room: Path) -> tuple[Path, Path]:
    """Chain and key of a certificate that holds for two days."""
    (room / "x.cnf").write_text(EXTENSIONS)
    for words in (
        "ecparam -name prime256v1 -genkey -noout -out ca.key",
        "req -x509 -new -key ca.key -subj /O=Test/CN=Authority -days 2 -out ca.pem -extensions ca -config x.cnf",
        "ecparam -name prime256v1 -genkey -noout -out raw.key",
        "pkcs8 -topk8 -nocrypt -in raw.key -out museum.key",
        "req -new -key museum.key -subj /O=Museum/CN=Museum -out museum.csr -config x.cnf",
        f"x509 -req -in museum.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 {ISSUED} -out museum.pem",
    ):
        subprocess.run(["openssl", *words.split()], cwd=room, check=True, capture_output=True)
    (room / "chain.pem").write_bytes((room / "museum.pem").read_bytes() + (room / "ca.pem").read_bytes())
    return room / "chain.pem", room / "museum.key"
