"""fanxing: one museum, one exhibition, one guide and N objects become films that are ready to upload."""

__version__ = "0.1.0"
__all__ = ["__version__"]
