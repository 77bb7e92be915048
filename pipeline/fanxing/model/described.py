"""What every key of a recipe means, in Chinese: for the pages that museums read, and for editors.

English stands in the docstrings of ``model/recipe.py``; a key that has no words here fails a test.
"""

PARTS: dict[str, str] = {
    "Recipe": "配方",
    "Museum": "馆（museum）",
    "Exhibition": "展览（exhibition）",
    "Guide": "讲解人（guide）",
    "Exhibit": "一件展品（objects 的一项）",
    "Media": "一张图、一段短片（media 的一项）",
    "Closing": "结尾（closing）",
    "Voice": "声音（voice）",
    "Music": "配乐（music）",
    "Look": "画面（look）",
    "Subtitles": "字幕的语言（subtitles）",
    "Review": "审看（review）",
    "Ai": "AI 标识（ai）",
    "Publish": "发布（publish）",
}
"""Part of a recipe -> what it is called."""

_TOLD = {
    "facts": "讲解词里说到、字段里没有的事实，一句一条。说到的数字和名称要在字段或这里找得到",
    "media": "图片和短片",
    "say": "讲解词，写审定过的原话；一段最多两千字",
    "say_en": "同一段话的英文，双语字幕才用",
    "recording": "这一段讲解员自己的录音，音频、视频都行",
}

KEYS: dict[str, dict[str, str]] = {
    "Recipe": {
        "fanxing": "配方格式的版本，照抄 1",
        "title": "片名，也是封面上的标题",
        "hook": "开口第一句，也是第一张字卡",
        "hook_en": "第一句的英文，双语字幕才用",
        "museum": "馆",
        "exhibition": "展览",
        "guide": "讲解人",
        "objects": "展品，一件或多件，按讲的先后写",
        "closing": "结尾的话",
        "voice": "谁来念",
        "music": "配乐",
        "look": "画面用哪个模板，字幕要不要",
        "subtitles": "字幕的第二种语言",
        "lexicon": "生僻字和多音字的读音，拼音带声调：{嵒: yán}",
        "platforms": "做给哪些平台：channels 视频号、douyin 抖音等，也可写中文名",
        "cuts": "做哪几条：episode 一整期；objects 每件展品一条短片",
        "review": "要不要教练先点头",
        "commercial": "是不是商业推广；是的话，广告法的绝对化用语算错误",
        "ai": "AI 标识元数据的写法",
        "publish": "发布时填的标题、简介、话题、时间",
        "checks": "调一条检查规则：off 关掉、advice 提醒、fault 错误，或写它的数",
    },
    "Museum": {
        "facts": _TOLD["facts"],
        "media": _TOLD["media"],
        "name": "全称",
        "short": "简称，用在名条上；不写就用全称",
        "city": "所在的市、县",
        "logo": "馆徽图片",
        "hours": "开放时间，片尾显示",
        "address": "地址，片尾显示",
        "credit_code": "统一社会信用代码，18 位，写进 AI 标识；没有就不写，不要编",
    },
    "Exhibition": _TOLD
    | {
        "name": "展览名",
        "dates": "展期",
        "hall": "在哪个展厅",
    },
    "Guide": _TOLD
    | {
        "name": "姓名",
        "role": "身份，四选一",
        "title": "职称，随便写，如 研究馆员",
        "portrait": "肖像照片",
    },
    "Exhibit": _TOLD
    | {
        "id": "短片的文件夹名，一份配方里不能重复；不写就是 01、02……",
        "name": "展品名，会念出来，也印在封面上",
        "date": "年代",
        "material": "质地",
        "size": "尺寸，每个数带单位，如 口径 16.7 厘米，高 7.8 厘米",
        "accession": "藏品号",
        "holder": "收藏单位，和本馆不同才要写",
        "grade": "文物级别",
    },
    "Media": {
        "file": "文件的路径，从配方所在的文件夹算起",
        "focus": "要推近的那一块：左、上、宽、高，都是占整张图的比例，0 到 1",
        "from": "短片从第几秒开始用",
        "to": "短片用到第几秒",
        "shot": "另外安装的特制镜头的名字，一般不用（见 custom-shots.md）",
        "credit": "署谁的名",
        "licence": "授权：自己拍的写 own，公有领域写 CC0-1.0，别的照授权书写",
        "made_by": "camera 拍的，ai 画的；不写算拍的",
        "sound": "短片的现场声要不要留，垫在讲解下面",
    },
    "Closing": dict(_TOLD),
    "Voice": {
        "speaker": "用哪个声音，fanxing doctor 会列出来；silent 不出声，总能用",
        "rate": "快慢，1.0 是原速，0.5 到 2.0",
        "take": "一条录音讲完全部，程序按讲解词剪开",
        "tighten": "缩短录音里的换气和过长的停顿",
        "clean": "轻轻去掉录音里不变的底噪",
        "credit": "录音署谁的名；不写就是讲解人",
        "licence": "录音的授权：自己录的写 own",
    },
    "Music": {
        "file": "音乐文件",
        "folder": "音乐文件夹，程序按情绪和长短挑一首",
        "mood": "在文件名和标签里找的词，如 宁静",
        "credit": "署谁的名",
        "licence": "授权，如 CC-BY-4.0，自己的写 own",
        "level_db": "有人说话时，配乐比人声低多少分贝",
    },
    "Look": {
        "template": "模板：ink 水墨、bronze 青铜、porcelain 青花、plain 素，或自己的",
        "subtitles": "字幕压不压进画面",
        "readings": "生僻字第一次出现时标不标读音",
        "karaoke": "说到哪个字，哪个字亮不亮",
        "seal": '模板印章上的字，一到四个汉字，如 临渊；不写用模板自己的（水墨是“清赏”），写 "" 不盖印',
    },
    "Subtitles": {"second": "第二种语言，写 en；每段 say 旁边都要写 say_en"},
    "Review": {"required": "true：教练看过分镜点了头，才出上传包"},
    "Ai": {"metadata": "AIGC 元数据的形式：bare 直接写，wrapped 外面再包一层"},
    "Publish": {
        "tags": "话题，不带 #",
        "description": "简介",
        "schedule": "定时发布的北京时间；程序只提醒，不会替你发",
        "title": "各平台的标题，和片名不同时才写",
    },
}
"""Part of a recipe -> key -> what it means."""

PLATFORMS_OWN = "平台的名字下面写它自己的：title 只给它的标题，以及它要填的栏目，如 bilibili: {tid: 228}"
"""What may stand under a platform's name in ``publish``."""
EXIT_CODES: dict[int, str] = {
    0: "做完了",
    1: "程序自己的毛病，请把屏幕上的话发给我们",
    2: "配方或命令写错了",
    3: "有一个媒体文件在，但用不了",
    4: "这台电脑缺工具、缺磁盘或缺内存",
    5: "外面的服务没有做成",
    6: "被拦下了：质检、审看或平台的规矩",
    130: "中断了；做好的都还在",
}
"""Exit code -> whose turn it is."""
