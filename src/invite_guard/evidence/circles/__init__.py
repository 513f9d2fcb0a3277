"""Schools, clubs, practices, public bodies and the like: circles that are often not work."""

from invite_guard.evidence.circles.domains import CIRCLES, HEAD, circle_of, listed
from invite_guard.evidence.circles.rule import RULE, STUDIES, trades

__all__ = ["CIRCLES", "HEAD", "RULE", "STUDIES", "circle_of", "listed", "trades"]
