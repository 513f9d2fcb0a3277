"""Calling Google: paced, patient, and every refusal answered in its own way."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from invite_guard.errors import NotSignedInError, SourceError
from invite_guard.sources.google.answers import FAULTS, Kind, Refusal, read_refusal
from invite_guard.sources.google.pacing import Clock, Pacer
from invite_guard.sources.google.tariff import Method

LONGEST_WAIT = 900
"""Seconds that are waited when Google names a time; where it is later, the scan ends resumable."""
TRIES = 7
"""Failures one after another before a scan ends resumable: about two minutes of them."""
MINUTES = 10
"""Minutes without any quota before a scan ends resumable."""
RESUME = "What was fetched is kept: `invite-guard scan` goes on from there."


class Request(NamedTuple):
    """A call of Google's client that was not made yet."""

    method: Method
    call: Any


class Caller:
    """Makes calls, one or a batch at a time."""

    def __init__(self, pacer: Pacer, clock: Clock) -> None:
        self.pacer = pacer
        self._clock = clock
        self._failures: Counter[Kind] = Counter()

    def one(self, request: Request) -> dict[str, Any]:
        """Make one call, trying again where that helps.

        Raises `LookupError` for what the account does not have, `NotSignedInError`, and
        `SourceError` where waiting longer would not help.
        """
        while True:
            self.pacer.wait_for(self.pacer.prices.price(request.method))
            try:
                answer: object = request.call.execute()
            except FAULTS as error:
                refusal = read_refusal(error)
                if refusal.kind in {Kind.GONE, Kind.INAPT}:
                    self.went_well({request.method: 1})
                    raise LookupError from error
                self.answer(refusal)
                continue
            if isinstance(answer, dict):
                self.went_well({request.method: 1})
                return answer
            self.answer(Refusal(Kind.TROUBLE))

    def batch(
        self, batch: Any, requests: Mapping[str, Request]
    ) -> dict[str, dict[str, Any] | Refusal]:
        """Make a batch of calls at once; every one of them is answered, if only with a refusal.

        A single call goes by itself, where batches do not get through.
        """
        if len(requests) == 1:
            return {name: _alone(request) for name, request in requests.items()}
        answers: dict[str, dict[str, Any] | Refusal] = {}

        def take(name: str, answer: object, error: Exception | None) -> None:
            if error is not None:
                answers[name] = read_refusal(error)
            elif isinstance(answer, dict):
                answers[name] = answer

        for name, request in requests.items():
            batch.add(request.call, callback=take, request_id=name)
        rest = Refusal(Kind.TROUBLE)
        try:
            batch.execute()
        except FAULTS as error:
            rest = _of_all(read_refusal(error))
        for name in requests:
            answers.setdefault(name, rest)
        return answers

    def went_well(self, calls: Mapping[Method, int]) -> None:
        """Remember calls that were answered: patience begins anew."""
        self.pacer.spend(calls)
        self._failures.clear()

    def answer(self, refusal: Refusal) -> None:
        """Do what a refusal calls for, so that the same may be asked again afterwards.

        Raises `NotSignedInError` or `SourceError` where it may not.
        """
        self._failures[refusal.kind] += 1
        failures = self._failures[refusal.kind]
        now = self._clock.now()
        if refusal.kind is Kind.MINUTE and failures <= MINUTES:
            self.pacer.refused(refusal.limit)
            if failures > 1:
                self.pacer.hold(now + 60)
        elif (
            refusal.kind is Kind.UNTIL
            and refusal.until - now <= LONGEST_WAIT
            and failures <= MINUTES
        ):
            # A time that is past already, by this computer's clock, still means to wait.
            self.pacer.hold(max(refusal.until, now + 10 * failures) + 1)
        elif refusal.kind in {Kind.TROUBLE, Kind.CROWDED} and failures <= TRIES:
            self._clock.sleep(min(2.0 ** (failures - 1), 60))
        else:
            self._give_up(refusal)

    def _give_up(self, refusal: Refusal) -> NoReturn:
        if refusal.kind is Kind.SIGNED_OUT:
            raise NotSignedInError(*signed_out())
        if refusal.kind in {Kind.DENIED, Kind.INAPT}:
            raise SourceError(*_denied(refusal.reason))
        minutes = max(refusal.until - self._clock.now(), 60) / 60
        message = {
            Kind.UNTIL: f"Google asks to wait another {minutes:,.0f} minutes.",
            Kind.DAY: "This day's quota of your Google project is used up.",
            Kind.MINUTE: "Google gives no quota: something else uses all of it.",
            Kind.CROWDED: "Google takes no more calls at the moment.",
        }.get(refusal.kind, "Google cannot be reached, or answers with errors only.")
        raise SourceError(message, RESUME)


def _alone(request: Request) -> dict[str, Any] | Refusal:
    try:
        answer: object = request.call.execute()
    except FAULTS as error:
        return read_refusal(error)
    return answer if isinstance(answer, dict) else Refusal(Kind.TROUBLE)


def _of_all(refusal: Refusal) -> Refusal:
    """Understand the refusal of a whole batch: it tells nothing of what was asked for in it."""
    return Refusal(Kind.TROUBLE) if refusal.kind in {Kind.GONE, Kind.INAPT} else refusal


def signed_out() -> tuple[str, str]:
    """Say why a sign-in no longer holds, and what to do."""
    return (
        (
            "Google no longer accepts the sign-in: it was revoked, the password was changed, or "
            "it is older than 7 days and your OAuth client is in testing."
        ),
        (
            "`invite-guard auth login` signs in again. Publishing the client to production, in the "
            "Google Cloud console, keeps the next one."
        ),
    )


_SWITCHED_OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_TOO_LITTLE = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})


def _denied(reason: str) -> tuple[str, str]:
    if reason in _SWITCHED_OFF:
        return (
            "The API is not switched on in your Google project.",
            (
                "Switch on the Gmail API and the People API there (step 2 of docs/gmail.md), "
                "wait a few minutes, then scan again."
            ),
        )
    if reason in _TOO_LITTLE:
        return (
            "The sign-in does not allow this.",
            "`invite-guard auth login` again, and tick every box Google shows.",
        )
    told = f" ({reason})" if reason else ""
    return f"Google refused to answer{told}.", RESUME
