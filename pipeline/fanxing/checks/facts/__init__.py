"""Fact lint: what is said against what is known. A contradiction is a fault; what nothing supports is advice."""
