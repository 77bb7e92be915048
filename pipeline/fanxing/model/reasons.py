"""Why the system refused, in words that a person reads."""

import errno

from fanxing.model.words import say

_REASONS: dict[int, str] = {
    errno.ENOENT: say("没有这个文件或文件夹"),
    errno.EACCES: say("没有权限"),
    errno.EPERM: say("没有权限"),
    errno.EROFS: say("磁盘是只读的"),
    errno.ENOSPC: say("磁盘满了"),
    errno.EDQUOT: say("超过了磁盘配额"),
    errno.EFBIG: say("文件超过了磁盘允许的大小"),
    errno.EIO: say("磁盘读写出错"),
    errno.EISDIR: say("这是一个文件夹"),
    errno.ENOTDIR: say("路径中间有一段不是文件夹"),
    errno.EEXIST: say("已经有同名的文件"),
    errno.ENOTEMPTY: say("文件夹不是空的"),
    errno.ENAMETOOLONG: say("名字太长"),
    errno.ELOOP: say("链接绕成了圈"),
    errno.EMFILE: say("打开的文件太多"),
    errno.ENFILE: say("打开的文件太多"),
    errno.EBUSY: say("正被别的程序占用"),
    errno.ETXTBSY: say("正被别的程序占用"),
    errno.ENOMEM: say("内存不够"),
    errno.EINVAL: say("名字里有不能用的字符"),
    errno.EXDEV: say("不在同一个磁盘上"),
}
"""Number of the system's error -> words."""


def reason(error: OSError | int) -> str:
    """Why the system refused; what is not in the table by its number."""
    number = error if isinstance(error, int) else error.errno
    if number in _REASONS:
        return _REASONS[number]
    return say("系统错误 {number}", number=number) if number else say("系统没有说明原因")
