"""Floor 6: words in, words out."""
