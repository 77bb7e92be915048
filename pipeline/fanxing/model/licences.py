"""Licences as data: what each asks of a film that crops, moves and publishes a picture."""

import re

from fanxing.model.document import Document
from fanxing.model.words import say


class Terms(Document):
    """What a licence asks."""

    name: str
    """As it is printed in the credits."""
    attribution: bool = False
    """Somebody must be named."""
    share_alike: bool = False
    """What is made with it must be published under the same licence, the whole film too."""
    commercial: bool = True
    """May serve sales."""
    adaptation: bool = True
    """May be cropped and moved."""
    permission: bool = False
    """Needs the owner's written consent."""
    unclear: bool = False
    """Nobody knows."""


_SPDX = re.compile(r"CC-BY(?P<nc>-NC)?(?P<nd>-ND)?(?P<sa>-SA)?(?:-(?P<version>\d\.\d)(?:-[A-Z]{2,3})?)?", re.IGNORECASE)
"""SPDX licence list 3.25: CC-BY-4.0, CC-BY-NC-ND-3.0-DE …"""

_SPOKEN = (
    ("creative commons", "CC"),
    ("知识共享", "CC"),
    ("attribution", "BY"),
    ("noncommercial", "NC"),
    ("non-commercial", "NC"),
    ("noderivatives", "ND"),
    ("noderivs", "ND"),
    ("sharealike", "SA"),
    ("署名", "BY"),
    ("非商业性使用", "NC"),
    ("禁止演绎", "ND"),
    ("相同方式共享", "SA"),
)
"""Words of the licences' own names, in English and Chinese, and what SPDX writes for them."""

_NO_PART = re.compile(
    r"\b(?:international|unported|generic|licen[cs]e)\b|国际版?|通用版?|许可(?:协议|证)?|协议", re.IGNORECASE
)
"""Words in those names that tell no terms."""

_CC_URI = re.compile(
    r"(?:https?://)?creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<code>[a-z-]+)(?:/(?P<version>\d\.\d))?.*"
)
"""IIIF ``rights`` holds these (IIIF Presentation 3.0, 3.2)."""

_COUNTRY = re.compile(r"\d\.\d[-/\s]([A-Za-z]{2})(?![A-Za-z])")
"""A licence made for one country's law: CC-BY-SA-3.0-DE."""

_RS_URI = re.compile(r"(?:https?://)?rightsstatements\.org/(?:vocab|page)/(?P<code>[A-Za-z-]+)(?:/1\.0)?.*")
"""RightsStatements.org 1.0: twelve statements."""

NAMED: dict[str, Terms] = {
    "own": Terms(name="本馆自有"),
    "本馆自有": Terms(name="本馆自有"),
    "cc0-1.0": Terms(name="CC0 1.0"),
    "cc0": Terms(name="CC0 1.0"),
    "cc0 1.0": Terms(name="CC0 1.0"),
    "cc-zero": Terms(name="CC0 1.0"),
    "cc-pdm-1.0": Terms(name="公有领域"),
    "cc-pddc": Terms(name="公有领域"),
    "public domain": Terms(name="公有领域"),
    "公有领域": Terms(name="公有领域"),
    "公共领域": Terms(name="公有领域"),
    "mit": Terms(name="MIT", attribution=True),
    "apache-2.0": Terms(name="Apache 2.0", attribution=True),
    "ofl-1.1": Terms(name="SIL OFL 1.1", attribution=True),
    "gpl-3.0-or-later": Terms(name="GPL-3.0-or-later", attribution=True),
    "inc": Terms(name="版权保护中", attribution=True, permission=True),
    "all rights reserved": Terms(name="版权所有", attribution=True, permission=True),
    "版权所有": Terms(name="版权所有", attribution=True, permission=True),
}
"""Short names in lower case -> terms. To add a licence, add a line."""

STATEMENTS: dict[str, Terms] = {
    "noc-us": Terms(name="NoC-US", attribution=False),
    "noc-nc": Terms(name="NoC-NC", commercial=False),
    "noc-cr": Terms(name="NoC-CR", permission=True),
    "noc-oklr": Terms(name="NoC-OKLR", permission=True),
    "inc": Terms(name="InC", attribution=True, permission=True),
    "inc-edu": Terms(name="InC-EDU", attribution=True, commercial=False),
    "inc-nc": Terms(name="InC-NC", attribution=True, commercial=False),
    "inc-ow-eu": Terms(name="InC-OW-EU", attribution=True, permission=True),
    "inc-ruu": Terms(name="InC-RUU", attribution=True, unclear=True),
    "cne": Terms(name="CNE", unclear=True),
    "und": Terms(name="UND", unclear=True),
    "nkc": Terms(name="NKC", unclear=True),
}
"""RightsStatements.org codes in lower case -> terms (rightsstatements.org/page/1.0)."""


def terms(licence: str) -> Terms | None:
    """Read an SPDX id, a CC or RightsStatements URI, or a word of ``NAMED``; None: not known."""
    written = " ".join(licence.split())
    if named := NAMED.get(written.casefold()):
        return named
    if match := _RS_URI.fullmatch(written):
        return STATEMENTS.get(match["code"].casefold())
    if match := _CC_URI.fullmatch(written.casefold()):
        if match["kind"] == "publicdomain":
            return NAMED["cc0-1.0"] if match["code"] == "zero" else NAMED["cc-pdm-1.0"]
        written = f"CC-{match['code']}-{match['version'] or '4.0'}"
    if match := _SPDX.fullmatch(_short(written)):
        return _creative_commons(match)
    return STATEMENTS.get(written.casefold())


def shared_alike(name: str) -> str:
    """The printed name of a share-alike licence with its meaning: CC BY-SA 4.0（署名—相同方式共享）."""
    if "-NC" in name:
        return say("{name}（署名—非商业性使用—相同方式共享）", name=name)
    return say("{name}（署名—相同方式共享）", name=name)


def printed(licence: str) -> str:
    """A licence as people read it: ``CC-BY-4.0``, ``cc by 4.0`` and its address all are CC BY 4.0.

    What is not known is given back as it was written.
    """
    known = terms(licence)
    return licence if known is None else known.name


def address(licence: str) -> str:
    """Where a Creative Commons licence that asks for a name is found, as it wants to be told; empty for any other.

    Nothing is made up: a licence written without its version has no address.
    Source: CC BY 4.0, 3(a)(1)(C): the text of the licence, or its address.
    """
    known = terms(licence)
    match = re.fullmatch(r"CC (?P<code>BY(?:-[A-Z]{2})*) (?P<version>\d\.\d)", known.name) if known else None
    if match is None or ("://" in licence and not re.search(r"\d\.\d", licence)):
        return ""
    country = _COUNTRY.search(licence)
    port = f"{country[1].lower()}/" if country else ""
    return f"https://creativecommons.org/licenses/{match['code'].lower()}/{match['version']}/{port}"


def clash(one: Terms, other: Terms) -> bool:
    """Whether a share-alike licence and another one exclude each other in one film.

    The whole film goes under the share-alike licence; what may not be changed, sold or passed on as that licence lets
    everybody do cannot go with it. Own pictures and free ones can.

    Source: CC BY-SA 4.0, 3(b), and creativecommons.org/faq, "Can I combine material under different licences".
    """
    if not one.share_alike:
        return False
    if other.share_alike:
        return one.commercial is not other.commercial
    return not other.adaptation or other.permission or (one.commercial and not other.commercial)


def _short(written: str) -> str:
    """A Creative Commons licence as SPDX writes it, from the spellings that people use; anything else as it is."""
    short = _NO_PART.sub(" ", written)
    for word, code in _SPOKEN:
        short = re.sub(re.escape(word), f" {code} ", short, flags=re.IGNORECASE)
    return "-".join(re.split(r"[\s_-]+", re.sub(r"(?<=[A-Za-z])(?=\d\.)", " ", short).strip(" -_")))


def _creative_commons(match: re.Match[str]) -> Terms:
    parts = "".join(part.upper() for part in (match["nc"], match["nd"], match["sa"]) if part)
    return Terms(
        name=f"CC BY{parts} {match['version'] or ''}".strip(),
        attribution=True,
        share_alike=bool(match["sa"]),
        commercial=not match["nc"],
        adaptation=not match["nd"],
    )


def forbids_changes(licence: str | None) -> bool:
    """Whether a licence is known to allow no crop and no move: a picture under it is shown whole and at rest."""
    known = terms(licence) if licence else None
    return known is not None and not known.adaptation
