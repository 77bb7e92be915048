"""A template shown with the words and the first picture of a real recipe."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from fanxing.batch.work import Report, Work
from fanxing.chain.brief import Options, read_brief, recipe_folder, story_of, taken
from fanxing.media.layer import Pixels
from fanxing.media.look.drawn import own_templates
from fanxing.media.look.preview import preview
from fanxing.media.look.sample import Sample, plain_sample, sample_of
from fanxing.media.look.template import load_template
from fanxing.media.store import write_whole
from fanxing.model.footage import Footage, Still


def preview_look(name: str, recipe: Path | None, place: Path, options: Options, report: Report) -> Path:
    """Draw every part of a template on one sheet, PNG; the file's path.

    Args:
        name: Of the template.
        recipe: Whose words and picture it shows; None: words of our own.
        place: Folder of a museum's own templates; with a recipe, the one beside it is asked first.
        options: Where to work and to write.
        report: Is told how it goes.

    Raises:
        RecipeError: No such template, or it does not hold.
    """
    sample = _sample(recipe, options, report)
    search = (*(() if recipe is None else own_templates((recipe_folder(recipe),))), place)
    sheet = preview(load_template(name, search), sample)
    stream = io.BytesIO()
    Image.fromarray(sheet).save(stream, "PNG")
    place = options.out / f"look-{name}.png"
    write_whole(place, stream.getvalue())
    return place


def _sample(recipe: Path | None, options: Options, report: Report) -> Sample:
    if recipe is None:
        return plain_sample()
    brief = read_brief(recipe)
    work = Work(brief, brief.cuts[0], options, report)
    footage = taken(Footage, work.make(Footage))
    still = next((one.source for one in footage.at("object") if isinstance(one.source, Still)), None)
    return sample_of(story_of(brief.recipe, brief.cuts[0]), _pixels(work, still) if still is not None else None)


def _pixels(work: Work, still: Still) -> Pixels:
    with Image.open(work.job.bench.store.path(still.picture)) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)
