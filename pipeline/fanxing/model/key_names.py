"""What people call the keys of a recipe in Chinese: a key written so is known for what is meant."""

import unicodedata

_CALLED = {
    "title": "标题 片名 题目 职称 头衔",
    "hook": "开场 开场白 钩子 引子",
    "museum": "博物馆 馆 本馆",
    "exhibition": "展览 展 特展",
    "guide": "讲解员 讲解人 讲解者 主讲人 主讲",
    "objects": "展品 文物 藏品 器物",
    "closing": "结尾 结语 结束语 尾声",
    "voice": "声音 配音",
    "music": "音乐 配乐 背景音乐",
    "look": "外观 画面 样式",
    "subtitles": "字幕",
    "lexicon": "读音 生僻字 注音",
    "platforms": "平台 发布平台",
    "publish": "发布",
    "review": "审核 审看",
    "name": "名称 名字 姓名 名 展品名 展品名称 文物名称 馆名 展名 器名",
    "short": "简称",
    "city": "城市 所在城市",
    "logo": "馆徽 标志 徽标",
    "hours": "开放时间",
    "address": "地址",
    "dates": "展期 展览时间",
    "hall": "展厅",
    "role": "职务 身份 角色",
    "portrait": "头像 肖像",
    "id": "展品编号 序号",
    "date": "年代 时代 日期 制作年代",
    "material": "质地 材质 材料 质料",
    "size": "尺寸 大小 规格",
    "accession": "藏品号 藏品编号 登记号 总登记号 编号 文物号",
    "holder": "收藏单位 收藏地 馆藏",
    "grade": "级别 等级 文物级别",
    "facts": "事实 资料 依据",
    "say": "讲解词 解说词 讲解 解说 文案 旁白 口播 台词",
    "say_en": "英文讲解词 英文",
    "recording": "录音",
    "media": "图片 照片 素材 图 图像 视频",
    "file": "文件 文件名 路径",
    "focus": "重点 焦点",
    "credit": "署名 摄影",
    "licence": "授权 版权 许可",
    "template": "模板",
    "tags": "标签 话题",
    "description": "简介 描述",
    "schedule": "定时 发布时间",
}

KEY_CALLED: dict[str, str] = {word: key for key, words in _CALLED.items() for word in words.split(" ")}
"""Chinese word -> key. ``title`` is the film's name and the guide's: both stand under their own mapping."""

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
"""Characters that come along from web pages and messengers, and that nobody sees."""


def plain_key(written: str) -> str:
    """The key as it would be typed: without what nobody sees, in half-width letters; Chinese ones in English.

    What is none of these comes back as it was.
    """
    narrow = unicodedata.normalize("NFKC", "".join(mark for mark in written if mark not in UNSEEN)).strip()
    return KEY_CALLED.get(narrow, narrow)
