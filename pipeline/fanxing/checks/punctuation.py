"""Half-width punctuation between Chinese characters: set in type it looks like a slip, so the check writes it right."""

import re
from collections.abc import Callable, Iterator

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "punctuation": Rule(
        about="中文里用全角标点", source="GB/T 15834—2011《标点符号用法》：标点符号的形式、位置", conf="A"
    ),
}
"""How the words on screen are pointed."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

_HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
_FULL = {",": "，", "?": "？", "!": "！", ":": "：", ";": "；", ".": "。"}
_STOP = re.compile(rf"(?<={_HAN})\s*([,?!:;.])(?=\s*(?:{_HAN}|[“‘《（\"']|$))", re.MULTILINE)
_BRACKETS = re.compile(rf"\((?=[^()]*{_HAN})([^()]*)\)")
_QUOTES = re.compile(r"\"([^\"\n]*)\"")
_DOTS = re.compile(rf"(?<={_HAN})(?:\.{{3,}}|。{{2,}})")
_DASHES = re.compile(rf"(?<={_HAN})--+(?={_HAN})")


def pointed(text: str) -> str:
    """Write a text with the punctuation of Chinese wherever Chinese stands around it."""
    if not re.search(_HAN, text):
        return text
    text = _DOTS.sub("……", text)
    text = _DASHES.sub("——", text)
    text = _BRACKETS.sub(r"（\1）", text)
    text = _QUOTES.sub(r"“\1”", text)
    return _STOP.sub(lambda found: _FULL[found.group(1)], text)


def punctuation_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge every text that is shown, line by line, so that the mend can be pasted."""
    for key, text in _shown(recipe):
        for line in text.splitlines():
            if (right := pointed(line)) != line:
                what = say("“{line}”里有半角标点，上屏像错字", line=line.strip())
                mend = say("写成：{right}", right=right.strip())
                yield from judge.find("punctuation", what, where=where(key), mend=mend)


def _shown(recipe: Recipe) -> Iterator[tuple[str, str]]:
    texts = {"title": recipe.title, "hook": recipe.hook}
    texts |= {"museum.name": recipe.museum.name, "museum.hours": recipe.museum.hours}
    for key, part in (("exhibition", recipe.exhibition), ("guide", recipe.guide)):
        texts |= {f"{key}.name": part.name, f"{key}.say": part.say}
    for at, one in enumerate(recipe.objects):
        fields = {"name": one.name, "date": one.date, "material": one.material, "size": one.size, "say": one.say}
        texts |= {f"objects[{at}].{field}": text for field, text in fields.items()}
    texts |= {"closing.say": recipe.closing.say}
    yield from ((key, text) for key, text in texts.items() if text)
