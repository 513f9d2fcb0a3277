"""Fetching headers: in batches that grow and shrink, every part of them accounted for."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from invite_guard.model.mailbox import Fetched
from invite_guard.sources.google.answers import Kind, Refusal
from invite_guard.sources.google.calls import Caller, Request
from invite_guard.sources.google.letters import FIELDS, HEADERS, read_letter
from invite_guard.sources.google.tariff import Method
from invite_guard.sources.google.work import Job

FIRST, SMALL, LARGE = 15, 10, 25
"""Parts of a batch: at first, of one that is not worth waiting for, and at most. Google allows
100, but answers many of them with `too many concurrent requests`."""
CALM = 20
"""Batches that must go well before more is tried than what was too much."""
ATTEMPTS = 5
"""How often one message is asked for before it is left for the next scan."""


class Harvest(NamedTuple):
    """What one batch brought."""

    letters: list[Fetched]
    gone: list[str]
    """Messages that were deleted meanwhile."""


class Fetcher:
    """Works through jobs."""

    def __init__(self, service: Any, caller: Caller, jobs: Iterable[Job]) -> None:
        self._service = service
        self._users = service.users()
        self._caller = caller
        self._queue = deque(jobs)
        self._attempts: Counter[str] = Counter()
        self._size = FIRST
        self._ceiling = LARGE
        self._calm = 0

    def harvests(self) -> Iterator[Harvest]:
        """Fetch batch by batch. What is not given is still to be fetched.

        Raises `SourceError` or `NotSignedInError` where Google lets nothing more through.
        """
        while self._queue:
            batch = self._next()
            answers = self._caller.batch(
                self._service.new_batch_http_request(),
                {str(number): self._request(job) for number, job in enumerate(batch)},
            )
            given = [answers[str(number)] for number in range(len(batch))]
            harvest, refusals = self._sort(batch, given)
            yield harvest
            for refusal in refusals:
                self._caller.answer(refusal)

    def _next(self) -> list[Job]:
        """Take the next jobs: as many as fit into the minute, unless these are too few."""
        pacer = self._caller.pacer
        wanted = list(islice(self._queue, self._size))
        costs = [pacer.prices.price(job.method) for job in wanted]
        while len(wanted) > SMALL and sum(costs) > pacer.room():
            del wanted[-1], costs[-1]
        pacer.wait_for(sum(costs))
        for _ in wanted:
            self._queue.popleft()
        return wanted

    def _request(self, job: Job) -> Request:
        # A list: the client would write a tuple as one name.
        headers = list(HEADERS)
        asked = {"userId": "me", "id": job.id, "format": "metadata", "metadataHeaders": headers}
        if job.method is Method.THREAD:
            call = self._users.threads().get(**asked, fields=f"id,messages({FIELDS})")
        else:
            call = self._users.messages().get(**asked, fields=FIELDS)
        return Request(job.method, call)

    def _sort(
        self, batch: list[Job], answers: list[dict[str, Any] | Refusal]
    ) -> tuple[Harvest, list[Refusal]]:
        """Tell what came, what is gone, and what is to be asked for again."""
        harvest = Harvest([], [])
        served: Counter[Method] = Counter()
        refusals: dict[Kind, Refusal] = {}
        for job, answer in zip(batch, answers, strict=True):
            refusal = answer if isinstance(answer, Refusal) else self._take(job, answer, harvest)
            if refusal is None or refusal.kind is Kind.GONE:
                served[job.method] += 1
            if refusal is not None and refusal.kind is Kind.GONE:
                self._gone(job, harvest)
            elif refusal is not None:
                refusals[refusal.kind] = refusal
                self._again(job, refusal)
        if served:
            self._caller.went_well(served)
        self._resize(len(batch), sum(served.values()), refusals)
        if served:  # one message that may not be read does not keep the others from it
            refusals.pop(Kind.DENIED, None)
            refusals.pop(Kind.INAPT, None)
        return harvest, list(refusals.values())

    def _take(self, job: Job, answer: dict[str, Any], harvest: Harvest) -> Refusal | None:
        """Read an answer; one that is none counts as trouble."""
        messages = answer.get("messages", ()) if job.method is Method.THREAD else (answer,)
        try:
            letters = [read_letter(message) for message in messages]
        except ValueError:
            return Refusal(Kind.TROUBLE)
        found = {letter.id for letter in letters}
        if answer.get("id") != job.id:
            return Refusal(Kind.TROUBLE)
        harvest.letters.extend(letters)
        # A message that left its conversation is asked for by itself, to know what became of it.
        self._one_by_one(job, [identity for identity in job.messages if identity not in found])
        return None

    def _gone(self, job: Job, harvest: Harvest) -> None:
        if job.method is Method.GET:
            harvest.gone.append(job.id)
        else:
            self._one_by_one(job, job.messages)

    def _one_by_one(self, job: Job, messages: Iterable[str]) -> None:
        self._queue.extendleft(Job(Method.GET, one, (one,), job.phase) for one in messages)

    def _again(self, job: Job, refusal: Refusal) -> None:
        if refusal.kind in {Kind.TROUBLE, Kind.DENIED, Kind.INAPT}:
            self._attempts[job.id] += 1
        if self._attempts[job.id] < ATTEMPTS:
            self._queue.append(job) if self._attempts[job.id] else self._queue.appendleft(job)

    def _resize(self, asked: int, served: int, refusals: dict[Kind, Refusal]) -> None:
        if Kind.CROWDED in refusals:
            self._size = self._ceiling = max(served, asked // 2, 1)
            self._calm = 0
        elif Kind.TROUBLE in refusals:
            self._size = max(asked // 2, 1)
            if not served:
                self._ceiling = self._size
                self._calm = 0
        elif not refusals:
            self._calm += 1
            if self._calm % CALM == 0:
                self._ceiling = min(self._ceiling + 1, LARGE)
            self._size = min(self._size + 1, self._ceiling)
