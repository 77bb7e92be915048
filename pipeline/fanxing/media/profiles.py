"""Platform profiles: ``assets/platforms/*.yaml`` -> PlatformProfile."""

import difflib
import functools

import yaml

from fanxing.media.assets import assets
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.platform import PlatformProfile
from fanxing.model.words import say


def profile_names() -> tuple[str, ...]:
    """Names of all platforms that ship, in alphabetical order."""
    return tuple(sorted(file.stem for file in (assets() / "platforms").glob("*.yaml")))


def profile_id(name: str) -> str:
    """Give a platform's id for what people call it, as ``视频号``; a name that nobody uses comes back as it is."""
    return _called().get(name.strip().casefold(), name)


@functools.cache
def _called() -> dict[str, str]:
    profiles = [load_profile(one) for one in profile_names()]
    return {word.casefold(): profile.id for profile in profiles for word in (profile.id, profile.name, *profile.also)}


@functools.cache
def load_profile(name: str) -> PlatformProfile:
    """Read the profile of that name.

    Raises:
        RecipeError: There is no such platform.
    """
    if name not in profile_names():
        near = difflib.get_close_matches(name, profile_names(), n=1)
        listed = "、".join(profile_names())
        mend = say("是不是“{near}”？", near=near[0]) if near else say("可用的平台：{names}", names=listed)
        raise RecipeError(Fault(rule="platform-unknown", what=say("没有叫“{name}”的平台", name=name), mend=mend))
    text = (assets() / "platforms" / f"{name}.yaml").read_text("utf-8")
    # libyaml where the wheel has it: ten times faster, and safe either way.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return PlatformProfile.model_validate(yaml.load(text, Loader=loader))  # noqa: S506
