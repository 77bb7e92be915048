"""The picture engine: a timeline cut into spans, each drawn, encoded and kept by itself, then joined into a film."""
