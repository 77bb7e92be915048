"""What people call the documents that pass between the stages."""

from fanxing.model.words import say

DOCUMENT_NAMES: dict[str, str] = {
    "Recipe": say("配方"),
    "Story": say("配方"),
    "Voice": say("配方 voice"),
    "Music": say("配方 music"),
    "Look": say("配方 look"),
    "Subtitles": say("配方 subtitles"),
    "Publish": say("配方 publish"),
    "Review": say("配方 review"),
    "Lexicon": say("配方 lexicon"),
    "Wants": say("平台资料"),
    "Delivery": say("画幅和模板"),
    "Rules": say("检查规则"),
    "CoverChoice": say("选定的封面"),
    "Footage": say("素材"),
    "Script": say("提纲"),
    "Storyboard": say("分镜"),
    "Narration": say("旁白"),
    "Timeline": say("剪辑"),
    "SubtitleTrack": say("字幕"),
    "Soundtrack": say("混音"),
    "Films": say("画面"),
    "Covers": say("封面"),
    "QualityReport": say("质检报告"),
    "UploadPackage": say("上传包"),
}
"""Name of a document's class -> its name for people. To add a document, add a line."""


def document_name(kind: str) -> str:
    """A document's name for people, from its class's name."""
    return DOCUMENT_NAMES.get(kind, kind)
