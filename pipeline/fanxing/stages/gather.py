"""Recipe -> Footage: every file that it names, found inside the allowed folders and taken in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fanxing.media.bench import Bench
from fanxing.media.clip_in import Cut
from fanxing.media.intake import Order, Use, take_in
from fanxing.media.sources import SOUND_ENDINGS, content_hash, names_in, resolve_file, resolve_folder
from fanxing.media.taken import Taken
from fanxing.model.errors import AssetError, Fault, Location, RecipeError
from fanxing.model.footage import Footage, Item, Moving, Still
from fanxing.model.licences import forbids_changes
from fanxing.model.named import Named, named_files
from fanxing.model.recipe import Media, Music, Recipe
from fanxing.model.stage import stage
from fanxing.model.timing import frames_for_seconds, seconds_for_frames
from fanxing.model.words import say

MOST_MUSIC = 24
"""Files of a music folder that are listened to."""


@dataclass(frozen=True)
class _Want:
    """One use of a file by the recipe."""

    key: str
    """Of the item."""
    place: str
    """Key path in the recipe."""
    path: str
    """As written."""
    use: Use
    """What it is wanted for."""
    media: Media = field(default_factory=lambda: Media(file="-"))
    """Focus, credit and the like."""
    optional: bool = False
    """One of many in a folder: it is passed over where it cannot be used."""


Refusal = RecipeError | AssetError
"""A file that is not there, or cannot be used."""


@stage(version=1, tools=("ffmpeg", "libav", "pillow", "heif", "opencv", "resvg", "faces"), always=True)
def gather(recipe: Recipe, *, bench: Bench) -> Footage:
    """Find, hash and take in every file; the faults of all files are told at once."""
    refused: list[Refusal] = []
    notes: list[str] = []
    passed_over: list[Refusal] = []
    orders: list[tuple[_Want, Order]] = []
    used = frozenset(one.path for one in named_files(recipe))
    for want in _wants(recipe, bench, refused, notes):
        try:
            orders.append((want, _order(want, bench, used)))
        except (RecipeError, AssetError) as error:
            (passed_over if want.optional else refused).append(_placed(error, bench.where(want.place)))
    items: list[Item] = []
    for (want, order), outcome in zip(orders, take_in([order for _, order in orders], bench), strict=True):
        if isinstance(outcome, Taken):
            items.append(_item(want, order, outcome))
            notes += _notes(want, outcome)
        else:
            (passed_over if want.optional else refused).append(_placed(outcome, bench.where(want.place)))
    if any(item.key.startswith("music/") for item in items):
        notes += [say("跳过配乐：{why}", why=fault.what) for one in passed_over for fault in one.faults]
    else:
        refused += passed_over
    if refused:
        kind = RecipeError if any(isinstance(one, RecipeError) for one in refused) else AssetError
        raise kind(*(fault for one in refused for fault in one.faults))
    return Footage(items=tuple(items), fallbacks=tuple(notes))


def _placed(error: Refusal, place: Location) -> Refusal:
    return type(error)(*(fault.model_copy(update={"where": place}) for fault in error.faults))


def _order(want: _Want, bench: Bench, used: Collection[str]) -> Order:
    file = resolve_file(want.path, bench.roots, used)
    media = want.media
    cut = Cut(start=media.from_ or 0.0, end=media.to, sound=media.sound)
    return Order(file=file, sha256=content_hash(file, bench.store), use=want.use, cut=cut)


def _item(want: _Want, order: Order, taken: Taken) -> Item:
    media = want.media
    return Item(
        key=want.key,
        path=want.path,
        source=taken.source,
        original=order.sha256,
        focus=media.focus,
        credit=media.credit,
        licence=media.licence,
        made_by=media.made_by,
        inbound_aigc=taken.inbound_aigc,
        keep_sound=media.sound,
        held=forbids_changes(media.licence),
        shot=media.shot if isinstance(taken.source, Still) else None,
    )


def _notes(want: _Want, taken: Taken) -> Iterator[str]:
    """What the recipe asks of a file that the file does not have."""
    media, source = want.media, taken.source
    if isinstance(source, Still) and (media.from_ is not None or media.to is not None or media.sound):
        yield say("{path} 是图片，from、to 和 sound 对它不起作用", path=want.path)
    if taken.moves:
        yield say("{path} 是动图，只用了第一帧；要动起来，请另存为 MP4 再用", path=want.path)
    if media.shot and not isinstance(source, Still):
        yield say("{path} 不是图片，shot 对它不起作用", path=want.path)
    if not isinstance(source, Moving):
        return
    if media.sound and source.sound is None:
        yield say("{path} 没有声音，sound: true 不起作用", path=want.path)
    end = frames_for_seconds(media.from_ or 0.0) + source.frames
    if media.to is not None and end < frames_for_seconds(media.to):
        length = round(seconds_for_frames(end), 2)
        yield say("{path} 只有 {length} 秒，用到结尾为止，没有到 {to} 秒", path=want.path, length=length, to=media.to)


def _wants(recipe: Recipe, bench: Bench, refused: list[Refusal], notes: list[str]) -> Iterator[_Want]:
    """Every use of a file, in the recipe's order."""
    for named in named_files(recipe):
        yield _want(named, recipe.music)
    yield from _music(recipe.music, bench, refused, notes)


def _want(named: Named, music: Music) -> _Want:
    media = _bed(music, named.path) if named.use == "music" else named.media
    return _Want(named.item, named.key, named.path, named.use, media or Media(file="-"))


def _music(music: Music, bench: Bench, refused: list[Refusal], notes: list[str]) -> Iterator[_Want]:
    """What lies in the folder that is named."""
    if not music.folder:
        return
    try:
        paths = _listed(music.folder, resolve_folder(music.folder, bench.roots), notes)
    except (RecipeError, AssetError) as error:
        refused.append(_placed(error, bench.where("music.folder")))
        return
    if len(paths) > MOST_MUSIC:
        notes.append(say("配乐文件夹里有 {count} 首，只用前 {most} 首", count=len(paths), most=MOST_MUSIC))
    for path in paths[:MOST_MUSIC]:
        media = _bed(music, path)
        yield _Want(f"music/{Path(path).name}", "music.folder", path, "music", media, optional=True)


def _bed(music: Music, path: str) -> Media:
    return Media(file=path, credit=music.credit, licence=music.licence)


def _listed(written: str, folder: Path, notes: list[str]) -> list[str]:
    """Paths, as one would write them, of the music in a folder."""
    there, nameless = names_in(written, folder)
    notes += [say("跳过配乐：{why}", why=fault.what) for one in nameless for fault in one.faults]
    names = [name for name in there if Path(name).suffix.lower() in SOUND_ENDINGS]
    if not names:
        raise RecipeError(
            Fault(
                rule="music-none",
                what=say("配乐文件夹 {path} 里没有音频文件", path=written),
                mend=say("放进 MP3、WAV、FLAC、OGG 或 M4A 文件，或去掉 music.folder"),
            )
        )
    return [str(Path(written) / name) for name in names]
