"""Loads the look of a recipe for any shape, in whatever process asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fanxing.media.look.design import Design
from fanxing.media.look.template import load_template
from fanxing.model.geometry import SafeArea, Shape
from fanxing.model.recipe import Look
from fanxing.model.story import Delivery

TEMPLATES = "templates"
"""Folder beside a recipe that may hold a museum's own looks."""


def own_templates(roots: Sequence[Path]) -> tuple[Path, ...]:
    """Where a recipe's own looks are looked for: in its folder, the first of its roots, links to it followed."""
    return tuple(root.resolve() / TEMPLATES for root in roots[:1])


@dataclass(frozen=True)
class Drawn:
    """A look, not yet laid out; picklable."""

    template: str
    """Name of the template."""
    safe: tuple[tuple[Shape, SafeArea], ...]
    """What the platforms of a shape cover."""
    search: tuple[Path, ...]
    """Folders of templates asked before those shipped."""
    seal: str | None = None
    """What its seal says; None: as the template has it."""

    def __call__(self, shape: Shape) -> Design:
        """Lay the look out for a shape."""
        template = load_template(self.template, self.search, self.seal)
        return Design.for_film(template, shape, dict(self.safe).get(shape))


def drawn(look: Look, delivery: Delivery, roots: tuple[Path, ...]) -> Drawn:
    """The look that a recipe names: a template of its own folder, or a shipped one.

    Args:
        look: What the recipe says.
        delivery: What the platforms cover.
        roots: The recipe's folder first.
    """
    return Drawn(look.template, tuple(delivery.safe.items()), own_templates(roots), look.seal)
