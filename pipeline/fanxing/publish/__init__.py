"""Floor 4: finished things out."""
