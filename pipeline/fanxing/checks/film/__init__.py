"""A finished film judged piece by piece: file, tracks, sound, picture, marks."""
