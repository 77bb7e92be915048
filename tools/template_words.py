"""How a template is made, in Chinese: the words of the tables; a key that has none fails a test."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "assets" / "templates"
ENGLISH = ROOT / "docs" / "templates.md"

PART_NAMES: dict[str, str] = {
    "title": "片名卡",
    "hook": "开场一句的字卡",
    "part": "一段的标题卡",
    "end": "片尾",
    "lower-third": "展品名条",
    "guide": "讲解人名条",
    "call-out": "要点（尺寸、年代等）",
    "ai-label": "AI 标识",
    "draft": "草稿标记",
    "subtitle": "字幕",
    "mount": "整张图的衬底",
    "cover": "封面",
}
"""Part -> what it is."""

WORDS: dict[str, str] = {
    "title": "片名",
    "subtitle": "小标题",
    "kicker": "上方小字",
    "text": "文字",
    "source": "出处",
    "heading": "标题",
    "lines": "几行小字",
    "museum": "馆名",
    "exhibition": "展名",
    "credits": "署名",
    "name": "名称",
    "value": "数",
    "caption": "说明",
    "second": "第二种语言",
    "line": "一行小字",
    "seal": "印文",
}
"""Name of words in a drawing -> what they are."""

SHEET_KEYS: dict[str, str] = {
    "name": "模板的名字，给人看的",
    "about": "一句话：适合什么",
    "seal": '印章上的字，画在 `fx:say="seal"` 的地方；配方里的 `look.seal` 优先；空的就没有印章',
    "colours": "颜色名 → `#rrggbb`；在每个 SVG 里用 `${颜色名}` 引用",
    "ground": "底：`kind` 质感（`paper` 纸、`bronze` 铜、`glaze` 釉、`flat` 平），`colour` 颜色，"
    "`shade` 四角的颜色，`foot` 下端过渡成的颜色（平台压在竖片上的白字落在这里），"
    "`foot_from`、`cover_foot` 从第几行开始过渡（按画幅写），`strength` 质感的强弱",
    "mount": "整张图下面的影子：`shadow` 深浅 0 到 1，`soft` 柔和、`drop` 下落，单位像素；"
    "`clips` 画幅不同的短片怎么放：`hung` 像照片一样挂着，`extended` 放在自己虚化的光上",
    "timing": "字怎样出来：`step` 一层接一层隔几帧，`fade` 淡入淡出几帧（每秒 30 帧），`rise` 上浮几像素",
    "margins": "模板自己的边距，按画幅写；和平台界面遮住的地方合起来算",
    "pictures": "字卡和封面怎么用图：`wash` 边缘融进底色，`block` 硬边，`moon` 圆形，"
    "`veil` 淡淡铺满在字后面，`none` 不用",
    "type": "每种字：`face` 字体，`size` 字号，`least` 最小字号，`lines` 最多几行，`leading` 行距，"
    "`spacing` 字距（em），`wrap` 换行的代价，`colour` 颜色；写成 `cover.16x9` 的只用在那个画幅",
    "boxes": "部件 → 画幅 → 框 → `[左, 上, 宽, 高]`",
}
"""Key of look.yaml -> what it is."""

ATTRIBUTES: dict[str, str] = {
    "fx:box": "一层：里面的东西放在 `look.yaml` 的这个框里",
    "fx:stack": "里面的东西一个接一个：`down` 往下，`left` 往左（竖排），`right` 往右",
    "fx:pack": "顺着排的方向靠哪边：`start`、`middle`、`end`",
    "fx:align": "横着的方向靠哪边：`start`、`middle`、`end`",
    "fx:say": "这里放哪一样文字",
    "fx:words": "固定的字",
    "fx:type": "用 `type` 里的哪一种字",
    "fx:flow": "竖排，从右往左",
    "fx:join": "几行并成一行，用它隔开；不写就各占一行",
    "fx:gap": "前面空多少",
    "fx:wide": "在排列里占宽多少；写在 `fx:stack` 的 `g` 上就是框里的框",
    "fx:high": "在排列里占高多少；写在 `fx:stack` 的 `g` 上就是框里的框",
    "fx:hug": "旁边有图时，字整体靠框的右边，空出来的地方归图",
    "fx:at": "框里的框，不参加排列",
    "fx:most": "不比前面那样字更大",
    "fx:if": "有这样文字才画；`picture`、`moon` 看字卡怎么用图",
    "fx:unless": "没有这样文字才画",
    "fx:for": "只在这些画幅里画",
    "fx:halo": "底下的柔光：颜色、柔和（像素）、强弱",
    "fx:enter": "第几帧出来；不写用 `timing`",
    "fx:fade": "几帧淡入；不写用 `timing`",
    "fx:rise": "上浮几像素；不写用 `timing`",
    "fx:bleed": "字周围多少像素以内画它的图形；平时 48",
}
"""Attribute -> what it does."""

PROSE = Path(__file__).with_name("templates.zh-CN.md")
"""The page with a place for each table."""


def templates_page() -> str:
    """Describe how a template is made."""
    parts = [
        f"| `{name}` | {PART_NAMES[name]} | {words.replace('none', '无')} | {boxes.replace(' or ', ' 或 ')} |"
        for name, words, boxes in part_rows()
    ]
    return PROSE.read_text("utf-8").format(
        shipped="\n".join(_shipped()),
        parts="\n".join(parts),
        words="、".join(f"`{name}` {words}" for name, words in WORDS.items()),
        sheet="\n".join(f"| `{name}` | {words} |" for name, words in SHEET_KEYS.items()),
        attributes="\n".join(f"| `{name}` | {words} |" for name, words in ATTRIBUTES.items()),
    )


def part_rows() -> list[tuple[str, str, str]]:
    """Part, its words and its boxes, as the English page has them."""
    tables = ENGLISH.read_text("utf-8").split("## look.yaml")[0]
    return re.findall(r"^\| `([a-z-]+)` \| (.*?) \| (.*?) \|$", tables, re.MULTILINE)


def _shipped() -> list[str]:
    rows = []
    for file in sorted(TEMPLATES.glob("*/look.yaml")):
        sheet = yaml.safe_load(file.read_text("utf-8"))
        rows.append(f"| `{file.parent.name}` | {sheet['name']} | {sheet['about']} |")
    return rows
