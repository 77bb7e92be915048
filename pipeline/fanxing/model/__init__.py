"""Floor 0: frozen values, time, geometry, errors. No files, no clock, no network."""
