"""Slips of typing: their words, the line that is mended in memory, and where each character of it stood."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from fanxing.model.errors import Fault, Location
from fanxing.model.words import say

MOST_SLIPS = 400
"""After so many the rest of a text is left as it is."""
MOST_OF_A_KIND = 5
"""Slips of one kind that are told one by one; the rest by their lines."""

WORDS: dict[str, tuple[str, str]] = {
    "colon-wide": ("“{written}”后面的冒号是全角的", "改成半角冒号，后面空一格：{key}: …"),
    "colon-narrow": ("冒号后面少了空格：{written}", "冒号后面空一格，写成“{right}”"),
    "colon-none": ("“{key}”后面少了冒号", "加上半角冒号，后面空一格：{right}"),
    "comma-wide": ("括号里隔开两项的“{mark}”不是半角逗号", "改成半角逗号，后面空一格"),
    "bracket-wide": ("括号“{mark}”是全角的", "改成半角的 {right}"),
    "bracket-open": ("括号没有关上：{written}", "在这一行末尾补上 {right}"),
    "bracket-pair": ("“{mark}”前面少了“{right}”", "在它前面补上 {right}"),
    "quote-open": ("引号没有关上：{written}", "在文字末尾补上同样的半角引号：{right}"),
    "quote-wide": ("文字两边不是同一种半角引号：{written}", "两边都用半角引号：{right}"),
    "quote-inside": ("引号提前关上了，后面还有字：{written}", "整段用另一种引号括起来：{right}"),
    "tab": ("这里有制表符（Tab）", "把 Tab 换成空格；缩进每层两个空格"),
    "blank-wide": ("这里有全角空格", "换成半角空格；缩进每层两个半角空格"),
    "blank-odd": ("这里有网页或 Word 里的特殊空格", "删去，重新按一下空格键"),
    "unseen": ("“{key}”里夹着看不见的字符", "删去这个词，重新打一遍：{key}"),
    "key-wide": ("“{written}”是全角字母", "改成半角的 {key}"),
    "key-chinese": ("“{written}”是中文，键要写英文", "写成：{key}: …"),
    "dash-narrow": ("横线后面少了空格：{written}", "横线后面空一格：- {key}: …"),
    "dash-none": ("“{key}”下面每一项要用横线开头", "写成：- {written}"),
    "dash-lost": ("“{key}”在这一项里写过了，像是新的一项少了横线", "写成：- {written}"),
    "dash-wide": ("每一项要用半角横线开头，这里是“{mark}”", "改成半角横线，后面空一格：- …"),
    "indent": ("这一行缩进 {now} 格，同一组的其他行是 {right} 格", "改成缩进 {right} 格，上下对齐"),
    "indent-none": ("这一行缩进 {now} 格，应当顶格", "删去行首的空格"),
    "indent-text": (
        "这一行不是“键: 值”，也没有缩进：{written}",
        "接着上一行的话就缩进两格；几行的文字写成 {key}: |，下面每行缩进",
    ),
    "indent-block": ("“{key}: |”下面的文字没有缩进", "文字每一行都比 {key} 多缩进两格"),
    "colon-inside": ("文字里有冒号，后面的字会被当成另一个键：{written}", "整段加半角引号：{right}"),
    "mark-first": ("文字不能用“{mark}”开头：{written}", "整段加半角引号：{right}"),
    "hash-first": (
        "“#”后面的字会被当成注释，没有读进来：{written}",
        "去掉 #（话题不用写 #），要保留就加半角引号：{right}",
    ),
    "bracket-first": ("文字以“{mark}”开头，会被当成一列：{written}", "整段加半角引号，或改成【】：{right}"),
    "brace-first": ("文字以“{mark}”开头，会被当成一组“键: 值”", "整段加半角引号，或改成【】：{right}"),
    "fence": ("``` 是聊天软件里代码块的记号，不属于配方", "删去这一行"),
}
"""Kind of slip -> what, mend."""


class Line:
    """One line that is mended; every character knows the column in which it was written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._written = list(range(len(text) + 1))

    def put(self, start: int, end: int, new: str) -> None:
        """Write ``new`` in place of the characters from ``start`` to before ``end``."""
        origin = self._written[start]
        self.text = self.text[:start] + new + self.text[end:]
        self._written[start:end] = [origin] * len(new)

    def written(self, at: int) -> int:
        """The column, from 1, in which the character at ``at`` (from 0) was written."""
        return self._written[min(at, len(self._written) - 1)] + 1


@dataclass(frozen=True)
class Mended:
    """A text with its slips mended for reading on, and what they were."""

    text: str
    """Mended text: as many lines as before."""
    faults: tuple[Fault, ...]
    """The slips, in the order of the file."""
    lines: tuple[Line, ...]
    """Every line, for the columns."""
    until: int
    """The last line, from 1, up to which it is known what belongs to what."""

    def spots(self) -> frozenset[tuple[int | None, int | None]]:
        """Lines and columns, from 1, of the slips."""
        return frozenset((one.where.line, one.where.column) for one in self.faults if isinstance(one.where, Location))

    def place(self, where: Location) -> Location:
        """The place in the file as it was written of a place in the mended text."""
        if where.line is None or where.column is None or where.line > len(self.lines):
            return where
        return where.model_copy(update={"column": self.lines[where.line - 1].written(where.column - 1)})


@dataclass
class Slips:
    """Slips as they are found."""

    file: str
    """File as the person named it."""
    found: list[tuple[str, int, Fault]] = field(default_factory=list)
    """Kind, line, fault."""

    @property
    def full(self) -> bool:
        """Whether there are so many that the rest is left as it is."""
        return len(self.found) > MOST_SLIPS

    def tell(self, kind: str, row: int, column: int, **fields: object) -> None:
        """Note a slip at a line and column, both from 1."""
        what, mend = WORDS[kind]
        spot = Location(file=self.file, line=row, column=column)
        fault = Fault(rule="recipe-yaml", what=say(what, **fields), where=spot, mend=say(mend, **fields))
        self.found.append((kind, row, fault))

    def faults(self) -> Iterator[Fault]:
        """The first few of each kind by their own words, the rest by their lines."""
        told: dict[str, list[Fault]] = {}
        for kind, row, fault in self.found:
            same_kind = told.setdefault(kind, [])
            same_kind.append(fault)
            if len(same_kind) <= MOST_OF_A_KIND:
                yield fault
            elif len(same_kind) == MOST_OF_A_KIND + 1:
                rows = dict.fromkeys(at for same, at, _ in self.found if same == kind and at >= row)
                listed = "、".join(str(at) for at in itertools.islice(rows, 40))
                what = say("同样的错还在第 {rows} 行，如：{first}", rows=listed, first=fault.what)
                where = Location(file=self.file, line=row)
                yield Fault(rule="recipe-yaml", what=what, where=where, mend=say("照上面的改法一处一处改"))


def quoted(text: str) -> str:
    """A text in half-width quotes, as a person would type it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
