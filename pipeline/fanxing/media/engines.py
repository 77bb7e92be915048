"""Versions of our own hands that keep what they make: raise one, and every stage that lists it works anew.

A stage's document is looked up before anything inside it is. So a new version must stand in the stage's key too, or a
home from before keeps its old films.
"""

from collections.abc import Mapping

ENGINES: Mapping[str, int] = {
    "spans": 11,
    "stills": 3,
    "drawing": 5,
    "panels": 1,
    "covers": 9,
    "refit": 2,
    "takes": 1,
    "recordings": 5,
    "gate": 1,
}
"""Name used by stages among their tools -> raised whenever the same inputs give another result there.

spans: frames of a film. stills: pictures made ready to be moved. drawing: what the look draws of the same template
and the same words. panels: the storyboard's pictures. covers: one cover. refit: a film within a lower rate. takes:
lines read by a voice. recordings: lines found in a recording. gate: figures of a film's groups of pictures.
"""
