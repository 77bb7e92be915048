"""Random words of the kind that museums write, and of kinds that nobody writes."""

import random

from fanxing.media.look.fonts import clean

_HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
_RARE = "甗簋卣觥罍𬭎嵒憩鬲斝匜盉钺"
_LATIN = ("Cleveland", "Museum", "of", "Art", "AI", "HD", "Ming", "CC0", "Léaf", "3D", "K2", "X")
_NUMBERS = (
    "1745年", "11.2 × 13.1 厘米", "28.5厘米", "三百年", "第12件", "周二至周日 10:00–17:00",
    "16世纪", "100%", "1368–1644年", "5 kg",
)  # fmt: skip
_MARKS = ("，", "。", "、", "？", "！", "：", "；", "——", "……", "·", " ", "（注）", "“引”", "‘", "　")


def phrase(chance: random.Random, length: int) -> str:
    """At most ``length`` characters, at least one."""
    made = ""
    while len(made) < length:
        kind = chance.random()
        if kind < 0.62:
            made += "".join(chance.choice(_HAN) for _ in range(chance.randint(1, 5)))
        elif kind < 0.68:
            made += chance.choice(_RARE)
        elif kind < 0.76:
            made += chance.choice(("", " ")) + chance.choice(_LATIN) + chance.choice(("", " "))
        elif kind < 0.84:
            made += chance.choice(_NUMBERS)
        elif kind < 0.89:
            made += f"《{''.join(chance.choice(_HAN) for _ in range(chance.randint(1, 8)))}》"
        else:
            made += chance.choice(_MARKS)
    return clean(made[:length]) or "一"


def several(chance: random.Random, most: int, length: int) -> tuple[str, ...]:
    """One to ``most`` phrases."""
    return tuple(phrase(chance, chance.randint(1, length)) for _ in range(chance.randint(1, most)))
