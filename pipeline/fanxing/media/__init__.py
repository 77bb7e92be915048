"""Floor 1, hands: decode, draw, speak, align, encode, keep."""
