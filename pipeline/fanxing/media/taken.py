"""What a foreign file became: the document that is kept for it."""

from typing import Annotated

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.footage import Moving, Sound, Still


class Taken(Document):
    """One foreign file, taken in."""

    source: Annotated[Still | Moving | Sound, Field(discriminator="kind")]
    """What it became."""
    inbound_aigc: str | None = None
    """AIGC metadata found in the file: carried through, never stripped."""
    moves: bool = False
    """It is a picture that moves (GIF), of which the first frame was taken."""
