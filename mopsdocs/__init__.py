"""Marketing operations written down as code: checked, rendered and kept in step."""

__version__ = "0.1.0"
