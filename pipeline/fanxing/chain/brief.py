"""A recipe's file -> the documents that each of its cuts starts from."""

import errno
import functools
import hashlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from fanxing.chain.chosen import chosen_cover
from fanxing.checks.recipe import Known, recipe_faults
from fanxing.media.look.drawn import own_templates
from fanxing.media.look.template import load_template, template_names
from fanxing.media.profiles import load_profile, profile_id, profile_names
from fanxing.media.speech import SPEAKERS
from fanxing.model.document import Document
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.footage import Footage
from fanxing.model.geometry import SafeArea, Shape
from fanxing.model.named import named_files
from fanxing.model.reading import read_recipe
from fanxing.model.reasons import reason
from fanxing.model.recipe import Closing, Recipe
from fanxing.model.story import Delivery, Lexicon, Rules, Story, Wants
from fanxing.model.textfile import MAX_BYTES
from fanxing.model.words import say
from fanxing.model.yamltext import Places

RECIPE_NAME = "recipe.yaml"
"""A recipe of this name is called after its folder."""
MASTER_KBPS = 8000
"""Picture of a master, kilobits a second: 视频号's form takes 10,000 in all."""

_MOST_SHOWN = 300
"""Characters of a path that are told of."""

D = TypeVar("D", bound=Document)

Made = dict[type[Document], Document]
"""Documents by kind: what stages read."""


@dataclass(frozen=True)
class Options:
    """What a person asks for beside the recipe; none of it but ``draft`` and ``words`` changes a film."""

    out: Path = Path("out")
    """Where packages go."""
    home: Path = Path(".fanxing")
    """Where results are kept."""
    media: tuple[Path, ...] = ()
    """Further folders that a recipe may take files from."""
    jobs: int = 1
    """Processes at most."""
    draft: bool = False
    """A quick low preview."""
    strict: bool = False
    """Every fallback and every advice is a fault."""
    words: tuple[str, ...] = ()
    """Further words to warn of."""
    sign: tuple[Path, Path] | None = None
    """Certificates and private key (PEM) with which packages are signed; None: they are not."""
    cuts: tuple[str, ...] = ()
    """The only films to make, by name; none: all that the recipe has."""


@dataclass(frozen=True)
class Brief:
    """One recipe, read and found sound."""

    file: Path
    """The recipe's file."""
    name: str
    """Name of its folder under ``--out``."""
    recipe: Recipe
    """What it says."""
    places: Places
    """Where it says so."""
    sha256: str
    """Hash of the file's bytes."""
    cuts: tuple[str, ...] = field(default=())
    """Names of the films to make."""

    @functools.cached_property
    def design(self) -> str:
        """Version of the look's files: an edited template is seen although the recipe still names it alike.

        Raises:
            RecipeError: They do not hold.
        """
        return load_template(self.recipe.look.template, own_templates((recipe_folder(self.file),))).version

    def only(self, names: tuple[str, ...]) -> "Brief":
        """The same with fewer films to make: those of these names; an object's id stands for its clip.

        Raises:
            RecipeError: It has no film of such a name.
        """
        wanted = {name if name in self.cuts else f"object-{name}": name for name in names}
        strange = [name for cut, name in wanted.items() if cut not in self.cuts]
        if strange:
            what = say("配方没有叫 {names} 的片子", names="、".join(strange))
            mend = say("从这些里选：{cuts}", cuts="、".join(self.cuts))
            raise RecipeError(Fault(rule="cut-unknown", what=what, where=Location(file=str(self.file)), mend=mend))
        return replace(self, cuts=tuple(cut for cut in self.cuts if cut in wanted)) if wanted else self

    def where(self, key: str) -> Location:
        """The place of a key path, or of the file that an item's key stands for: ``object/<id>/recording``."""
        paths = {one.item: one.key for one in named_files(self.recipe)}
        return self.places.where(paths.get(key, key))


def taken(kind: type[D], made: Made) -> D:
    """The document of a kind; KeyError where it was not made."""
    document = made[kind]
    assert isinstance(document, kind)
    return document


def read_brief(path: Path) -> Brief:
    """Read a recipe (its file, or the folder it lies in) and check all that needs no media.

    Raises:
        RecipeError: With every fault.
    """
    file, content = _content(path)
    recipe, places = read_recipe(content, str(file))
    recipe = _with_ids(recipe)
    known = Known(
        platforms=profile_names(),
        speakers=tuple(SPEAKERS),
        templates=template_names(own_templates((recipe_folder(file),))),
    )
    faults = (*_name_faults(file), *recipe_faults(recipe, known, places.where))
    if faults:
        raise RecipeError(*faults)
    return Brief(
        file=file,
        name=folder_name(file),
        recipe=recipe,
        places=places,
        sha256=hashlib.sha256(content).hexdigest(),
        cuts=cut_names(recipe),
    )


def _with_ids(recipe: Recipe) -> Recipe:
    """Write the platforms by their ids, whatever the person calls them."""
    own = {profile_id(name): fields for name, fields in recipe.publish.own.items()}
    return recipe.model_copy(
        update={
            "platforms": type(recipe.platforms)(profile_id(name) for name in recipe.platforms),
            "publish": recipe.publish.model_copy(update={"own": own}),
        }
    )


def recipe_folder(path: Path) -> Path:
    """The folder in which the files and templates of a recipe (its file, or its folder) are looked for.

    A link to a recipe is followed: its files lie beside the recipe itself.
    """
    return (path / RECIPE_NAME if path.is_dir() else path).resolve().parent


def _content(path: Path) -> tuple[Path, bytes]:
    """A recipe's file and its bytes, no more than a recipe may have and one.

    Raises:
        RecipeError: There is none, or it is nothing that can be read to its end.
    """
    file = path
    try:
        file = path / RECIPE_NAME if path.is_dir() else path
        if stat.S_ISREG(file.stat().st_mode):
            with file.open("rb") as stream:
                return file, stream.read(MAX_BYTES + 1)
        what = say("配方不是普通文件")
    except (OSError, ValueError) as error:  # Python's own: a name with a null in it
        number = getattr(error, "errno", None)
        told = {
            errno.ENOENT: say("找不到配方"),
            errno.ENOTDIR: say("找不到配方"),
            errno.ENAMETOOLONG: say("配方的路径太长"),
        }
        why = reason(error) if isinstance(error, OSError) else say("名字里有不能用的字符")
        what = told.get(number or 0) or say("读不了配方：{why}", why=why)
    where = Location(file=str(file)[:_MOST_SHOWN])
    mend = say("检查路径；新建一份：fanxing recipe new")
    raise RecipeError(Fault(rule="recipe-missing-file", what=what, where=where, mend=mend))


def folder_name(file: Path) -> str:
    """Name of a recipe's folder under ``--out``: its stem, or its folder's name where it is ``recipe.yaml``."""
    return file.resolve().parent.name or "recipe" if file.name == RECIPE_NAME else file.stem


_NO_FOLDER = re.compile(
    r"""[<>:"/\\|?*\x00-\x1f\x7f] | ^\. | [.\ ]$ | ^\ | ^$ | ^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names that some system takes for something else, or not at all. Source: Microsoft, Naming Files, 2024."""


def _name_faults(file: Path) -> Iterator[Fault]:
    """A name that cannot be a folder's: films would land elsewhere, or on no other machine."""
    name = folder_name(file)
    if _NO_FOLDER.search(name):
        yield Fault(
            rule="recipe-name",
            what=say("成品要放进名为“{name}”的文件夹，这个名字不能用", name=name),
            where=Location(file=str(file)),
            mend=say("给配方文件（recipe.yaml 则给它的文件夹）改一个普通的名字"),
        )


def cut_names(recipe: Recipe) -> tuple[str, ...]:
    """Names of the films that a recipe wants."""
    names: list[str] = []
    for kind in recipe.cuts:
        names += ["episode"] if kind == "episode" else [f"object-{one.id}" for one in recipe.objects]
    return tuple(names)


def documents(brief: Brief, cut: str, options: Options) -> Made:
    """The documents that one cut starts from, by kind."""
    recipe = brief.recipe
    wants = Wants(platforms=tuple(load_profile(name) for name in recipe.platforms))
    given: tuple[Document, ...] = (
        recipe,
        story_of(recipe, cut),
        recipe.voice,
        recipe.music,
        recipe.look,
        recipe.subtitles,
        recipe.publish,
        recipe.review,
        chosen_cover(options.home, brief.file, cut),
        Lexicon(readings=dict(recipe.lexicon)),
        wants,
        delivery_of(wants, draft=options.draft, design=brief.design),
        Rules(commercial=recipe.commercial, ai=recipe.ai, checks=dict(recipe.checks), words=options.words),
    )
    return {type(one): one for one in given}


def story_of(recipe: Recipe, cut: str) -> Story:
    """What a cut tells; KeyError for a cut that the recipe does not have."""
    whole = Story(
        cut="episode",
        kind="episode",
        title=recipe.title,
        hook=recipe.hook,
        hook_en=recipe.hook_en,
        museum=recipe.museum,
        exhibition=recipe.exhibition,
        guide=recipe.guide,
        objects=tuple(recipe.objects),
        closing=recipe.closing,
    )
    if cut == "episode":
        return whole
    one = {f"object-{each.id}": each for each in recipe.objects}[cut]
    told = {
        "cut": cut,
        "kind": "object",
        "title": f"{one.name}｜{recipe.title}",
        "hook": None,
        "hook_en": None,
        "objects": (one,),
        "closing": Closing(),
    }
    return whole.model_copy(update=told)


def delivery_of(wants: Wants, *, draft: bool, design: str = "") -> Delivery:
    """The films that satisfy all platforms: each shape once, with the margins that all of its platforms cover."""
    safe: dict[Shape, SafeArea] = {}
    for profile in wants.platforms:
        safe[profile.shape] = safe.get(profile.shape, SafeArea()).union(profile.safe)
    ceilings = [profile.video.max_kbps for profile in wants.platforms if profile.video.max_kbps]
    return Delivery(
        shapes=tuple(safe),
        draft=draft,
        safe=safe,
        design=design,
        max_kbps=min([MASTER_KBPS, *(ceiling * 8 // 10 for ceiling in ceilings)]),
    )


def footage_of(footage: Footage, story: Story) -> Footage:
    """The footage that a cut may use: an object's clip does not change with another object's picture."""
    if story.kind == "episode":
        return footage
    own = {f"object/{one.id}" for one in story.objects}
    items = tuple(
        item for item in footage.items if not item.key.startswith("object/") or "/".join(item.key.split("/")[:2]) in own
    )
    return footage.model_copy(update={"items": items})
