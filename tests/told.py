"""What a person is told when something fails: two sentences, what happened and what to do."""

import re
from collections.abc import Iterator

import pytest

from invite_guard.errors import InviteGuardError

_SENTENCE = re.compile(r"(?![a-z]+[ ,:]).+[.]", re.DOTALL)
_SHOUTED = re.compile(r"[A-Z]{2,}")
_PLACEHOLDERS = frozenset({"WHO", "FILE"})
_PATH = re.compile(r"[^ ]*[/\\][^ ]*")


def is_sentence(text: object) -> bool:
    """Whether it begins like a sentence, ends like one, and shouts nothing but placeholders."""
    return (
        isinstance(text, str)
        and _SENTENCE.fullmatch(text) is not None
        and set(_SHOUTED.findall(_PATH.sub("", text))) <= _PLACEHOLDERS
    )


@pytest.fixture(autouse=True)
def every_failure_is_told_in_sentences(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read along whatever fails in a test, expected or not."""
    told: list[tuple[object, object]] = []
    plainly = InviteGuardError.__init__

    def noted(error: InviteGuardError, message: str, hint: str = "") -> None:
        told.append((message, hint))
        plainly(error, message, hint)

    monkeypatch.setattr(InviteGuardError, "__init__", noted)
    yield
    unfit = [text for pair in told for text in pair if not is_sentence(text)]
    assert not unfit, unfit
