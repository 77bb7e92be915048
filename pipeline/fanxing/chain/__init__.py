"""Floor 3: what runs, in which order, what is kept."""
