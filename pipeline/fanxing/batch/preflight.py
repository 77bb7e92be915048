"""What the rules say of a cut before it is rendered."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from fanxing.batch.work import Work
from fanxing.checks.preflight import Clock, check_recipe
from fanxing.media.profiles import load_profile
from fanxing.model.errors import Fault
from fanxing.model.script import Script
from fanxing.model.storyboard import Storyboard

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Schedules are meant in this zone; it has had no summer time since 1991."""


def preflight(work: Work, scripts: Sequence[Script], boards: Sequence[Storyboard]) -> tuple[Fault, ...]:
    """What the rules find in the recipe's words, rights and wishes, and in storyboards as far as they are made.

    A draft goes to nobody: it is not held to the platforms' rules.
    """
    now = datetime.now(tz=CHINA)
    profiles = [] if work.options.draft else [load_profile(name) for name in work.brief.recipe.platforms]
    return check_recipe(
        work.brief.recipe,
        scripts,
        boards,
        profiles,
        work.options.words,
        where=work.brief.places.where,
        clock=Clock(today=now.date(), now=now),
        left_out=work.brief.places.left_out,
    )
