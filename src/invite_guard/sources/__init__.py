"""Where people are read from: one file a source, interchangeable and ignorant of each other."""

from invite_guard.sources.detect import detect

__all__ = ["detect"]
