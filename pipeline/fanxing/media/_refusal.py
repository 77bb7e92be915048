"""Runs in the jail: what a child says when a foreign file cannot be used."""


class Refusal(Exception):  # noqa: N818 - the file is at fault, not we
    """The file cannot be used: the rule, and the fields of its sentence; both travel to the parent as JSON."""

    def __init__(self, rule: str, **fields: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.fields = fields
