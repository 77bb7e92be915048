"""Floor 1, eyes: pure judgement over documents; no files, no tools."""
