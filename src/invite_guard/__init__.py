"""See and confirm everyone an invitation would reach, before it leaves."""

__version__ = "0.1.0"
