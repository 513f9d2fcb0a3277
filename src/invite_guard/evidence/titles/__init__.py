"""Titles: what office one names, where one stands in a name, and what that says of somebody."""

from invite_guard.evidence.titles.in_names import title_in_name, without_title
from invite_guard.evidence.titles.offices import Office, office_of
from invite_guard.evidence.titles.rule import HOLDS_TOP_OFFICE, RULE

__all__ = ["HOLDS_TOP_OFFICE", "RULE", "Office", "office_of", "title_in_name", "without_title"]
