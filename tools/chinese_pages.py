"""Pages in Chinese for people in museums: every key, every message, every command, and how templates are made."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from said import Said, said
from template_words import templates_page

from fanxing.checks.preflight import ALL_RULES, CHECKING
from fanxing.checks.rules import Rule
from fanxing.model.described import EXIT_CODES, KEYS, PARTS, PLATFORMS_OWN
from fanxing.model.recipe import Recipe

Schema = Mapping[str, Any]
"""A piece of JSON schema."""

_TAKES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "object": "“键: 值”"}


def recipe_page() -> str:
    """Describe every key of a recipe."""
    schema = Recipe.model_json_schema()
    parts = {"Recipe": schema} | schema["$defs"]
    tables = [_table(name, parts[name]["properties"], parts[name].get("required", ())) for name in PARTS]
    head = (
        "# 配方的每一个键\n\n怎么写、为什么这样写，见[配方手册](handbook.zh-CN.md)；"
        "报错时该怎么改，见[每一句话的意思](errors.zh-CN.md)。这一页按键查：能写什么，不写时是什么，什么意思。\n"
    )
    return "\n".join([head, *tables])


def _table(name: str, keys: Schema, required: tuple[str, ...]) -> str:
    rows = [
        f"| `{key}` | {_takes(part)} | {_default(part, is_required=key in required)} | {KEYS[name][key]} |"
        for key, part in keys.items()
        if key != "own"
    ]
    if "own" in keys:
        rows.append(f"| 平台的名字 | “键: 值” |  | {PLATFORMS_OWN} |")
    return "\n".join(
        [f"## {PARTS[name]}", "", "| 键 | 写什么 | 不写时 | 意思 |", "| --- | --- | --- | --- |", *rows, ""]
    )


def _takes(part: Schema) -> str:
    for words in ("anyOf", "oneOf"):
        if words in part:
            return " 或 ".join(dict.fromkeys(_takes(one) for one in part[words] if one.get("type") != "null"))
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return "四个数 `[左, 上, 宽, 高]`" if name == "FocusBox" else f"见“{PARTS[name]}”"
    if "enum" in part:
        return "、".join(f"`{one}`" for one in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"一列：{_takes(part['items'])}" if "items" in part else "一列"
    return _TAKES[str(part["type"])]


def _default(part: Schema, *, is_required: bool) -> str:
    if is_required:
        return "**必写**"
    value = part.get("default")
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return f"`[{', '.join(map(str, value))}]`" if value else ""
    return "" if value in ("", None, {}) or isinstance(value, dict) else f"`{value}`"


_ELSEWHERE = {
    "fallback": "没有照配方做的地方；写着改成了什么",
    "recording": "录音里有该听一听的地方",
    "recording-doubt": "录音里有该听一听的地方",
    "usage": "命令写错了",
}
"""Rules whose sentences are put together from what happened."""

_PLACES: tuple[tuple[str, str], ...] = (
    ("配方写错了", r"model/|chain/|checks/recipe\.py"),
    ("检查配方时说的", r"checks/(?!film/|captions\.py|quality)|batch/(preflight|checking|verdict)"),
    ("质检成片时说的", r"checks/"),
    ("图片、短片、录音、音乐", r"media/[^/]+\.py|media/(render|measure)/|stages/"),
    ("配音、录音和听写", r"media/speech/"),
    ("字幕", r"media/captions/|cli/subtitle"),
    ("模板", r"media/look/"),
    ("其余：磁盘、成品包、命令", r""),
)
"""Heading -> files that say what stands below it; the first that fits."""


def errors_page() -> str:
    """Describe exit codes, rules and messages."""
    codes = [f"| {code} | {words} |" for code, words in EXIT_CODES.items()]
    head = [
        "# 每一句话的意思",
        "",
        "程序说的每一处都有三样：**错在哪里**（文件、第几行、第几个字、哪个键）、**什么不对**、**怎么改**。",
        "“错误”要改了才能往下做；“提醒”可以不理，加了 `--strict` 才算错误。一次把能看到的全部说完。",
        "",
        "## 结束时的数字",
        "",
        "脚本里看 `$?`；几份配方一起做，取不是 0 的最小一个。",
        "",
        "| 数字 | 意思 |",
        "| --- | --- |",
        *codes,
        "",
        "## 可以在配方里设的规则",
        "",
        "写在 `checks:` 下面：`off` 关掉，`advice` 当提醒，`fault` 当错误；有数的可以改数。例：`checks: {pace: 6.0}`。",
        "",
        "| 编号 | 要什么 | 平时当作 | 数 | 依据 |",
        "| --- | --- | --- | --- | --- |",
        *(_rule(name, rule) for name, rule in sorted({**ALL_RULES, **CHECKING}.items())),
        "",
        "## 每一句话和改法",
        "",
        "“…”处是你自己的内容。按说话的地方分组；编号在 `--json` 的 `rule` 里。",
        "",
    ]
    return "\n".join([*head, *_messages()])


def _rule(name: str, rule: Rule) -> str:
    limit = "" if rule.limit is None else f"{rule.limit:g} {rule.unit}".strip()
    level = "错误" if rule.level == "fault" else "提醒"
    return f"| `{name}` | {_cell(rule.about)} | {level} | {limit} | {_cell(rule.source)} |"


def _messages() -> Iterator[str]:
    groups: dict[str, list[Said]] = {title: [] for title, _ in _PLACES}
    for one in said():
        title = next(title for title, files in _PLACES if re.match(files, PurePath(one.file).as_posix()))
        groups[title].append(one)
    for title, found in groups.items():
        yield from (f"### {title}", "", "| 说的话 | 怎么改 | 编号 |", "| --- | --- | --- |")
        yield from (f"| {_sentence(one.what)} | {_sentence(one.mend)} | `{one.rule}` |" for one in found)
        yield ""
    yield from ("### 照实说的", "", "| 编号 | 意思 |", "| --- | --- |")
    yield from (f"| `{rule}` | {words} |" for rule, words in _ELSEWHERE.items())


def _sentence(text: str) -> str:
    plain = re.sub(r"\{\{|\}\}", lambda found: found[0][0], re.sub(r"(?<!\{)\{[^{}]*\}(?!\})", "…", text))
    return _cell(plain) or "照这句话里说的改"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


_FRAME = (
    (r"\*\*Usage\*\*:", "**用法**："),
    (r"\*\*Options\*\*:", "**选项**："),
    (r"\*\*Arguments\*\*:", "**参数**："),
    (r"\*\*Commands\*\*:", "**命令**："),
    (r"Show this message and exit\.", "显示这段说明"),
    (r"\[required\]", "[必写]"),
    (r"\benv var: ", "环境变量："),
    (r"(?<=[\[ ;])default: ", "不写时："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"\bCOMMAND\b", "命令"),
    (r"\[ARGS\]\.\.\.", "[参数]..."),
    (
        r"<(?:list\[)?path\]?>",
        "<路径>",
    ),
    (r"<(?:list\[)?text\]?>", "<文字>"),
    (r"<(?:list\[)?Path\]?>", "<路径>"),
    (r"<integer range>|<integer>|<int(?: range)?>", "<整数>"),
    (r"<float(?: range)?>", "<数>"),
    (r"; ", "；"),
)
"""What typer says in English -> Chinese; all else on that page is ours already."""


def commands_page(english: str) -> str:
    """The page of the commands with the frame around our own words in Chinese."""
    for pattern, words in _FRAME:
        english = re.sub(pattern, words, english)
    return english.replace("# `fanxing`\n", "# 命令\n\n在终端里写 `fanxing 命令 --help` 也能看到同样的说明。\n", 1)


def pages(english_commands: Callable[[], str]) -> Mapping[str, Callable[[], str]]:
    """Every Chinese page by its name."""
    return {
        "docs/recipe.zh-CN.md": recipe_page,
        "docs/errors.zh-CN.md": errors_page,
        "docs/templates.zh-CN.md": templates_page,
        "docs/cli.zh-CN.md": lambda: commands_page(english_commands()),
    }
