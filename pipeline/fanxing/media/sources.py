"""Paths that a recipe names: found inside the allowed folders, and known by their content."""

import difflib
import errno
import hashlib
import re
import stat
import time
import unicodedata
from collections.abc import Collection, Sequence
from os import stat_result
from pathlib import Path
from typing import TypeVar

from fanxing.media.store import Store
from fanxing.model.document import Document, fingerprint
from fanxing.model.errors import AssetError, Fault, RecipeError
from fanxing.model.words import say

_URL = re.compile(r"^([a-z][a-z0-9+.-]*:)?//|^(https?|ftp|data|file|rtmp|rtsp):", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
"""How a full path of Windows begins: a drive, or another computer."""
_ODD = re.compile(r"[\x00-\x1f\x7f]")
_MOST_SHOWN = 120
"""Characters of a path that are told of."""
_MOST_NEAR = 12
"""Names that resemble a missing one, of which the likeliest are told."""
_RESTLESS = 2.0
"""Seconds within which a file's time of change does not tell whether it changed again."""

_WORDS: dict[str, tuple[str, str]] = {
    "path-url": ("{path} 是网址，配方里只能写本机文件", "先下载到配方所在的文件夹，再写文件名"),
    "path-odd": ("路径 {path} 里有不能用的字符", "给文件改一个普通的名字，再写到配方里"),
    "path-long": ("路径 {path} 太长", "把文件或文件夹的名字改短，再写到配方里"),
    "path-loop": ("{path} 是绕回自己的链接，没有真正的文件", "删去这个链接，把文件本身放到这里"),
    "path-locked": ("没有权限打开 {path} 所在的文件夹", "修改文件夹的权限，或把文件复制到配方所在的文件夹"),
    "folder-unreadable": ("没有权限打开文件夹 {path}", "修改文件夹的权限，或换一个文件夹"),
    "path-outside": ("{path} 在允许的文件夹之外", "把文件复制到配方所在的文件夹；或用 --media 指明它所在的文件夹"),
    "path-missing": ("找不到 {path}", "检查文件名和所在文件夹"),
    "path-near": ("找不到 {path}", "是不是 {near}？"),
    "path-backslash": ("找不到 {path}", "文件夹之间用 / 分隔，不用 \\"),
    "path-windows": ("{path} 是这台电脑上的完整路径，换一台就找不到", "把文件复制到配方旁边，这里只写文件名：{name}"),
    "path-is-folder": ("{path} 是文件夹，这里要写文件", "写出文件夹里的文件名"),
    "path-no-folder": ("{path} 不是文件夹", "写一个文件夹；单个文件请写在 file 下"),
    "file-unreadable": ("没有权限读取 {path}", "修改文件的权限，或复制一份"),
    "file-special": ("{path} 不是普通文件", "换成普通的图片、视频或音频文件"),
    "file-name": ("文件名 {path} 不是 UTF-8 编码", "给文件改一个普通的名字"),
    "file-empty": ("{path} 是空文件", "重新复制或下载这个文件"),
    "file-text": ("{path} 是文字文件，不是图片、视频或录音", "重新导出或下载；网页常被误存成图片"),
    "file-changed": ("读取 {path} 时它正在被改动", "等复制或保存完成后，再运行一次"),
}


SOUND_ENDINGS = frozenset((".mp3", ".wav", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".wma", ".aif", ".aiff"))
"""Files of a music folder that are taken for music."""

E = TypeVar("E", RecipeError, AssetError)


class ContentHash(Document):
    """The content of a file, by its hash."""

    sha256: str
    """Of its bytes."""


def resolve(written: str, roots: Sequence[Path], used: Collection[str] = ()) -> Path:
    """Find the file or folder that a recipe names.

    Args:
        written: Path as written; relative to the first root.
        roots: Allowed folders; links are followed before it is judged what lies inside.
        used: Paths as written elsewhere in the recipe: of several files that may be meant, the others are likelier.

    Raises:
        RecipeError: A URL, an odd name, outside the roots, or missing.
        AssetError: A folder on its way cannot be entered.
    """
    if _URL.search(written):
        raise _unfit(RecipeError, "path-url", written)
    if _ODD.search(written):
        raise _unfit(RecipeError, "path-odd", _ODD.sub("�", written))
    try:
        path = _inside(roots[0] / written, roots, written)
        if not path.exists():
            path = _inside(_same_name(path), roots, written)  # what it finds may itself be a link
        if not path.exists():
            raise _missing(written, path, {Path(one).name for one in used})
    except PermissionError as error:
        raise _unfit(AssetError, "path-locked", written) from error
    except (OSError, RuntimeError, ValueError) as error:  # Python tells a link to itself as a RuntimeError
        raise _unfit(RecipeError, _odd(error), _ODD.sub("�", written)) from error
    return path


def _inside(path: Path, roots: Sequence[Path], written: str) -> Path:
    """Follow all links of a path; what then lies outside the roots is refused."""
    found = path.resolve()
    if not any(found.is_relative_to(root.resolve()) for root in roots):
        raise _unfit(RecipeError, "path-outside", written)
    return found


def _odd(error: Exception) -> str:
    """Which words tell why the system takes no such path."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, RuntimeError) or number == errno.ELOOP:
        return "path-loop"
    return "path-long" if number == errno.ENAMETOOLONG else "path-odd"


def resolve_file(written: str, roots: Sequence[Path], used: Collection[str] = ()) -> Path:
    """As ``resolve``, for a file that can be read.

    Raises:
        RecipeError: As ``resolve``, or it is a folder.
        AssetError: It is there and cannot be read, or is empty.
    """
    path = resolve(written, roots, used)
    if path.is_dir():
        raise _unfit(RecipeError, "path-is-folder", written)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _unfit(AssetError, "file-special", written)
        path.open("rb").close()
    except OSError as error:
        raise _unfit(AssetError, "file-unreadable", written) from error
    if about.st_size == 0:
        raise _unfit(AssetError, "file-empty", written)
    return path


def refuse_text(written: str, file: Path) -> None:
    """Refuse by its first bytes a file that is plain text whatever its name says; a picture, film or sound never is.

    Raises:
        AssetError: It is text, or cannot be read.
    """
    try:
        with file.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise _unfit(AssetError, "file-unreadable", written) from error
    words = head.decode("utf-8", "ignore")
    if len(words.encode()) >= len(head) - 3 and not _ODD.search(re.sub(r"[\t\n\r\f]", "", words)):
        raise _unfit(AssetError, "file-text", written)


def resolve_folder(written: str, roots: Sequence[Path]) -> Path:
    """As ``resolve``, for a folder.

    Raises:
        RecipeError: As ``resolve``, or it is no folder.
    """
    path = resolve(written, roots)
    if not path.is_dir():
        raise _unfit(RecipeError, "path-no-folder", written)
    return path


def names_in(written: str, folder: Path) -> tuple[list[str], list[AssetError]]:
    """What lies in a folder that ``resolve_folder`` found: sorted names, and what is said of names no text can hold.

    Raises:
        AssetError: It cannot be read.
    """
    try:
        names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise _unfit(AssetError, "folder-unreadable", written) from error
    held = [name for name in names if _is_text(name)]
    return held, [_unfit(AssetError, "file-name", name) for name in names if name not in held]


def _is_text(name: str) -> bool:
    """Whether a name can stand in a document: bytes that are no UTF-8 reach Python as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def content_hash(file: Path, store: Store) -> str:
    """Sha256 of a file; remembered by its place, length, times and inode once it has come to rest.

    Raises:
        AssetError: It changed while it was read, or cannot be read.
    """
    try:
        before = file.stat()
        key = fingerprint([str(file), *_marks(before)])
        known = store.recall(ContentHash, "original", key)
        if known is not None:
            return known.sha256
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        after = file.stat()
    except OSError as error:
        raise _unfit(AssetError, "file-unreadable", file.name) from error
    if _marks(before) != _marks(after):
        raise _unfit(AssetError, "file-changed", file.name)
    if time.time() - max(after.st_mtime, after.st_ctime) > _RESTLESS:
        store.remember("original", key, ContentHash(sha256=sha256))
    return sha256


def unchanged(file: Path, sha256: str, store: Store) -> None:
    """Make sure that a file is still the one that was hashed.

    Raises:
        AssetError: It changed meanwhile.
    """
    if content_hash(file, store) != sha256:
        raise _unfit(AssetError, "file-changed", file.name)


def _marks(about: stat_result) -> tuple[int, ...]:
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


def _same_name(path: Path) -> Path:
    """The same name in the other Unicode form: a disk of a Mac writes é as two characters."""
    if not path.parent.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    return next((one for one in path.parent.iterdir() if unicodedata.normalize("NFC", one.name) == wanted), path)


_ALIKE = str.maketrans("oil|", "0111", " _-　")
"""Characters that look like figures, and marks that are overlooked."""
_UNUSED = 0.1
"""What a file that the recipe has not named yet is nearer by, of a likeness of 1."""


def _looks(name: str) -> str:
    """A file's name as it looks: full-width as half-width, O as 0, l and I as 1, no blanks and dashes."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_ALIKE)


def _near(name: str, names: Sequence[str], used: Collection[str]) -> list[str]:
    """At most two names of a folder that may be meant, the likeliest first: what looks the same, then what is new."""
    same = [one for one in names if _looks(one) == _looks(name)]
    if same:
        return sorted(same, key=lambda one: one in used)[:2]
    folded = {one.casefold(): one for one in names}
    found: dict[str, float] = {}
    for one in difflib.get_close_matches(name.casefold(), folded, n=_MOST_NEAR, cutoff=0.6):
        alike = difflib.SequenceMatcher(None, one, name.casefold()).ratio()
        found[folded[one]] = alike + (0 if folded[one] in used else _UNUSED)
    return sorted(found, key=lambda one: -found[one])[:2]


def _missing(written: str, path: Path, used: Collection[str]) -> RecipeError:
    folder = path.parent
    if _DRIVE.match(written):
        return _unfit(RecipeError, "path-windows", written, name=re.split(r"[\\/]", written)[-1] or "玉杯.jpg")
    if "\\" in written:
        return _unfit(RecipeError, "path-backslash", written)
    names, _ = names_in(written, folder) if folder.is_dir() else ([], [])
    near = _near(path.name, names, used)
    if not near:
        return _unfit(RecipeError, "path-missing", written)
    return _unfit(RecipeError, "path-near", written, near=say(" 或 ").join(near))


def _unfit(kind: type[E], words: str, path: str, **fields: object) -> E:
    what, mend = _WORDS[words]
    rule = "path-missing" if words in ("path-near", "path-backslash", "path-windows") else words
    told = {"path": f"{path[:_MOST_SHOWN]}…" if len(path) > _MOST_SHOWN else path, **fields}
    return kind(Fault(rule=rule, what=say(what, **told), mend=say(mend, **told)))
