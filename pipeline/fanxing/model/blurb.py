"""The words that go with a film, before and after a platform's rules cut them."""

from fanxing.model.document import Document


class Blurb(Document):
    """The words that go with a film, before they are fitted."""

    title: str
    """Title."""
    description: str
    """Text under the film."""
    tags: tuple[str, ...] = ()
    """Topics, without #."""
    names: tuple[str, ...] = ()
    """Names of museum and exhibition: they lengthen a title that is too short, and stand in for topics."""


class Fitted(Document):
    """The words as one platform takes them."""

    title: str
    """Fitted title."""
    description: str
    """Fitted description, without the topics."""
    tags: tuple[str, ...]
    """Fitted topics, as they are typed."""
    cut: tuple[str, ...] = ()
    """What was changed, in words."""
    problems: tuple[str, ...] = ()
    """What could not be fitted, in words."""
