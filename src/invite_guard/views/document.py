"""The plan as JSON: the document itself, and its published schema."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from invite_guard.model.base import Noun
from invite_guard.model.plan import SCHEMA, Plan, PlanPerson

PART = 100
"""People written at once: a plan of hundreds of thousands costs little memory."""
_NOBODY, _END = "]\n}", "\n  ]\n}"
"""How a plan ends in which nobody stands, and how one ends after the last person."""
_UNPRINTABLE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""What a terminal obeys or hides: controls, bidirectional overrides, zero-width and tag characters;
and lone surrogates, which no encoding can hold. Those below U+0020 are escaped by JSON itself.
"""


def to_json(document: Noun) -> str:
    """Write the document, with every character that a terminal would obey as an escape.

    The data are unchanged: a reader of JSON gets the same strings back (RFC 8259, section 7).
    """
    try:
        written = document.model_dump_json(by_alias=True, indent=2)
    except ValueError:  # the quick way has no word for a lone surrogate
        plain = document.model_dump(mode="json", by_alias=True)
        written = json.dumps(plain, indent=2, ensure_ascii=False)
    return _UNPRINTABLE.sub(_escape, written)


def plan_to_json(head: Plan, people: Iterator[PlanPerson]) -> Iterator[str]:
    """Write a plan as `to_json` would, in parts, so that its people never exist all at once.

    `head` is the plan without them. Until the last part is written it is no JSON.
    """
    before = to_json(head).removesuffix(_NOBODY)
    yield before
    between = ""
    while some := tuple(islice(people, PART)):
        part = to_json(head.model_copy(update={"people": some}))
        yield between + part[len(before) : -len(_END)]
        between = ","
    yield _END if between else _NOBODY


def to_json_list(documents: Iterable[Noun]) -> str:
    """Write several documents as one array, as `to_json` writes one."""
    found = [document.model_dump(mode="json", by_alias=True) for document in documents]
    return _UNPRINTABLE.sub(_escape, json.dumps(found, indent=2, ensure_ascii=False))


def schema() -> str:
    """Write the JSON Schema (2020-12) of the plan document."""
    found = Plan.model_json_schema(by_alias=True, mode="serialization")
    found["properties"]["schema"]["const"] = SCHEMA
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{SCHEMA}"}
    return json.dumps({**head, **found}, indent=2)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
