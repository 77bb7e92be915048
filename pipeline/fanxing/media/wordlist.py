"""Lists of words, written as people write them: parted by spaces, in as many rows as it takes."""


def listed(*rows: str) -> frozenset[str]:
    """Give the words of all rows."""
    return frozenset(word for row in rows for word in row.split())
