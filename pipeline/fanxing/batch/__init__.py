"""Floor 5: many recipes, one call; one failure stops no other."""
