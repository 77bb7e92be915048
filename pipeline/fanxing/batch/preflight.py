"""What the rules say of a cut before it is rendered."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from fanxing.batch.work import Work
from fanxing.checks.preflight import Clock, check_recipe
from fanxing.media.profiles import load_profile
from fanxing.model.errors import AssetError, Fault, RecipeError
from fanxing.model.script import Script
from fanxing.model.storyboard import Storyboard

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Schedules are meant in this zone; it has had no summer time since 1991."""


def preflight(work: Work, scripts: Sequence[Script], boards: Sequence[Storyboard]) -> tuple[Fault, ...]:
    """What the rules find in the recipe's words, rights and wishes, and in storyboards as far as they are made."""
    now = datetime.now(tz=CHINA)
    profiles = [load_profile(name) for name in work.brief.recipe.platforms]
    return check_recipe(
        work.brief.recipe,
        scripts,
        boards,
        profiles,
        work.options.words,
        where=work.brief.places.where,
        clock=Clock(today=now.date(), now=now),
    )


def stop_at_faults(work: Work, found: Sequence[Fault]) -> None:
    """Stop where a finding is a fault; under ``--strict`` an advice is one.

    Raises:
        RecipeError: With all findings.
        AssetError: Where nothing but files is at fault.
    """
    faults = [one for one in found if one.level == "fault" or work.options.strict]
    if faults:
        bad_files = all(one.rule.startswith("file-") for one in faults)
        raise (AssetError if bad_files else RecipeError)(*found)
