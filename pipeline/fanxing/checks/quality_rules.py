"""The rules of the gate, as data: id, what it wants, how a finding is taken, its figure, where that comes from."""

from fanxing.checks.rules import Rule

_GB = "GB 45438-2025, 5.4"
_FORM = "上传表单与通行编码做法，2026-11-22 核对"
_GYT = "GY/T 377-2023"

QUALITY: dict[str, Rule] = {
    # The file
    "file-cut-short": Rule(about="文件完整，没有被截断", level="fault"),
    "unreadable": Rule(about="是能识别的视频文件", level="fault"),
    "decode-errors": Rule(about="从头到尾都能解码", level="fault"),
    "no-picture": Rule(about="有画面", level="fault"),
    "faststart": Rule(about="索引在文件开头，边下边播", level="fault", source=_FORM, conf="B"),
    "bit-rate": Rule(about="码率不超过平台上限", level="fault", source="视频号上传表单 10 Mbps", conf="B"),
    "film-length": Rule(about="成片与时间线一样长", level="fault"),
    # The picture track
    "video-codec": Rule(about="H.264 High 编码", level="fault", source=_FORM, conf="B"),
    "pixel-format": Rule(about="yuv420p", level="fault", source=_FORM, conf="B"),
    "picture-size": Rule(about="画面尺寸合乎平台的画幅", level="fault", source=_FORM, conf="B"),
    "pixel-aspect": Rule(about="像素是正方形的", level="fault"),
    "frame-rate": Rule(about="恒定每秒 30 帧", level="fault", source=_FORM, conf="B"),
    "colour-tags": Rule(about="标明 BT.709 有限范围", level="fault", source="ITU-R BT.709-6；ITU-T H.273", conf="A"),
    "key-frames": Rule(about="关键帧间隔", limit=10.0, unit="秒", source="B站开放平台文档，最长 10 秒", conf="A"),
    # The sound track
    "no-sound-track": Rule(about="有声轨", level="fault", source=_FORM, conf="B"),
    "sound-format": Rule(about="AAC-LC 48 kHz 立体声", level="fault", source=_FORM, conf="B"),
    "silent": Rule(about="该有声音的片子有声音", level="fault"),
    "silence": Rule(about="中间没有长时间无声", level="fault", limit=2.0, unit="秒"),
    "loudness": Rule(
        about="整体响度 -15 LUFS，允许偏差",
        level="fault",
        limit=1.0,
        unit="LU",
        source=f"{_GYT}，网络视听（嘈杂环境）-15±2",
        conf="B",
    ),
    "true-peak": Rule(about="真峰值上限", level="fault", limit=-1.0, unit="dBTP", source=_GYT, conf="B"),
    "clipping": Rule(about="没有削波", level="fault", limit=10.0, unit="处"),
    # Together
    "first-frame-late": Rule(about="第一帧在 0 秒", level="fault"),
    "av-length": Rule(about="声音和画面一样长", level="fault", limit=1.0, unit="帧"),
    "av-offset": Rule(
        about="声音和画面同步", level="fault", limit=1.0, unit="帧", source="ITU-R BT.1359-1: 45 ms", conf="A"
    ),
    # What is seen
    "first-frame-blank": Rule(about="第一帧不是空白", level="fault", source="微博默认取首帧作封面", conf="C"),
    "black": Rule(about="没有黑场", level="fault", limit=0.2, unit="秒"),
    "frozen": Rule(about="画面没有卡住", level="fault", limit=1.5, unit="秒"),
    "repeated": Rule(about="运动中没有重复帧", level="fault", limit=3.0, unit="处"),
    "flash": Rule(about="没有闪帧", level="fault", limit=0.0, unit="处"),
    "picture-differs": Rule(
        about="画面就是计划里的那张图，色差不超过", level="fault", limit=12.0, unit="ΔE", source="CIE 1976", conf="A"
    ),
    "colour-matrix": Rule(
        about="颜色按 BT.709 编码，不只是标签写着", level="fault", source="ITU-R BT.709-6；BT.601-7", conf="A"
    ),
    "colour-range": Rule(about="亮度按有限范围编码，不只是标签写着", level="fault", source="ITU-R BT.709-6", conf="A"),
    # The AI label
    "ai-label-missing": Rule(about="第一帧起至少 2 秒有可见的 AI 标识", level="fault", source=_GB, conf="B"),
    "ai-label-small": Rule(
        about="AI 标识的字高不小于短边的", level="fault", limit=0.05, unit="倍", source=_GB, conf="B"
    ),
    "ai-metadata-missing": Rule(about="文件里读得回 AIGC 元数据", level="fault", source="GB 45438-2025, 6.1", conf="B"),
    "ai-metadata-unwanted": Rule(
        about="没有合成内容的片子不写 AIGC 元数据", level="fault", source="标识办法第十条", conf="B"
    ),
    # Subtitles
    "subtitle-overlap": Rule(about="字幕不重叠，不倒序", level="fault"),
    "subtitle-outside": Rule(about="字幕都在片长以内", level="fault"),
    "subtitle-short": Rule(about="一条字幕至少停留", limit=0.5, unit="秒", source="通行 0.7–0.8 秒", conf="C"),
    "subtitle-fast": Rule(
        about="字幕阅读速度上限", limit=9.0, unit="字/秒", source="Netflix 简体中文 9 字/秒", conf="B"
    ),
    "subtitle-second-fast": Rule(
        about="英文字幕阅读速度上限", limit=20.0, unit="个字母/秒", source="Netflix 英文成人节目 20 个字母/秒", conf="B"
    ),
    "subtitle-coverage": Rule(about="说出来的话都有字幕", level="fault", limit=0.98, unit="倍"),
    "subtitle-unseen": Rule(about="压在画面上的字幕看得见", level="fault"),
    "glyph-missing": Rule(about="每个字都有字形", level="fault"),
    # Covers
    "cover-blank": Rule(about="封面不是空白", level="fault"),
    "cover-format": Rule(about="封面是 JPEG 或 PNG，尺寸如其所称", level="fault"),
    "cover-ai-metadata": Rule(
        about="封面上有 AI 图片才写 AIGC 元数据", level="fault", source="GB 45438-2025, 6.1", conf="B"
    ),
    # Packages
    "package-file": Rule(about="成品包里的文件和清单一致", level="fault"),
    "package-added": Rule(about="成品包里没有后来放进去的文件"),
}
"""What is looked for in finished things. To add a rule, add a line here and a function in ``quality``."""
