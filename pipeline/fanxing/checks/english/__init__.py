"""The numbers of the English subtitles, held against the Chinese."""
