"""Places in texts, as a Result carries them."""

from playground.model.types import Document


class Place(Document):
    """A place in a text: line and column from 1, the column in UTF-16 units."""

    line: int
    column: int
