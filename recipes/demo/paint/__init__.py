"""Draws every picture, the clip and the music of the demonstration recipe.

A small ray tracer is written by hand here because the pictures must come out of packages that fanxing needs anyway
(numpy, opencv, pillow, av), and no renderer is among them. Run `python -m paint` in `recipes/demo`; the same seeds
give the same pictures.
"""
