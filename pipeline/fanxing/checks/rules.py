"""What a rule is, and how a recipe sets it: ``off``, ``advice``, ``fault`` or another limit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fanxing.model.document import Document
from fanxing.model.errors import Fault, Level, Location
from fanxing.model.recipe import RuleSetting


class Rule(Document):
    """One thing that is looked for."""

    about: str
    """What it wants, in one Chinese sentence."""
    level: Level = "advice"
    """How a finding is taken unless the recipe says otherwise."""
    limit: float | None = None
    """Its figure, where it has one."""
    unit: str = ""
    """Of the figure, for people."""
    source: str = ""
    """Where it comes from, with the year."""
    conf: str = ""
    """A first-party text; B two or more independent sources; C one third party; D own practice."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A table of rules together with a recipe's settings of them."""

    rules: Mapping[str, Rule]
    """By id."""
    settings: Mapping[str, RuleSetting]
    """The recipe's ``checks:``."""

    def is_on(self, rule: str) -> bool:
        """Whether the recipe lets the rule speak."""
        return self.settings.get(rule) != "off"

    def limit(self, rule: str) -> float:
        """Give the figure of a rule: the recipe's, or its own; 0 where it has none."""
        setting = self.settings.get(rule)
        if isinstance(setting, int | float) and not isinstance(setting, bool):
            return float(setting)
        return self.rules[rule].limit or 0.0

    def level(self, rule: str, default: Level | None = None) -> Level:
        """How a finding of the rule is taken; ``default``: where this finding differs from the rule's own."""
        setting = self.settings.get(rule)
        if setting == "fault":
            return "fault"
        if setting == "advice":
            return "advice"
        return default or self.rules[rule].level

    def find(
        self,
        rule: str,
        what: str,
        *,
        mend: str,
        where: Location | str | None = None,
        level: Level | None = None,
    ) -> Iterator[Fault]:
        """Give the finding, or nothing where the recipe turned the rule off."""
        if self.is_on(rule):
            yield Fault(rule=rule, what=what, mend=mend, where=where, level=self.level(rule, level))


def advice_if(lenient: bool) -> Level | None:  # noqa: FBT001 - one word of one sentence
    """Say that a finding is advice where ``lenient`` holds, and as the rule has it otherwise."""
    return "advice" if lenient else None


def clock(seconds: float) -> str:
    """Write a moment for people: ``01:05.3``."""
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02d}:{rest:04.1f}"
