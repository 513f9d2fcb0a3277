"""What became of those who were handed over: every word of every export, the latest counts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from invite_guard.model.outcome import RIPE_DAYS, Outcome, Record, State
from invite_guard.model.tag import Tag
from invite_guard.stores.decisions import moment
from invite_guard.stores.part import Part


class OutcomeLog(Part):
    """The log of outcomes, beside the ledger."""

    def record(self, outcomes: Iterable[Outcome], now: datetime) -> None:
        """Add what an export says, where that is news; all of it or nothing."""
        rows = [
            (told.address, told.state, told.as_of.isoformat(), moment(now))
            for told in outcomes
            if told.state is not State.UNSEEN
        ]
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT INTO outcome (address, state, as_of, at) SELECT ?1, ?2, ?3, ?4 WHERE NOT"
                " EXISTS (SELECT 1 FROM outcome WHERE address = ?1 AND state = ?2 AND as_of = ?3)",
                rows,
            )

    def latest(self) -> Mapping[str, Outcome]:
        """Give by address what the newest export says."""
        query = "SELECT address, state, as_of FROM outcome ORDER BY as_of, number"
        with self._store.reading() as connection:
            return {
                address: Outcome(address=address, state=State(state), as_of=day)
                for address, state, day in connection.execute(query)
            }

    def history(self) -> Mapping[Tag, Record]:
        """Count by tag how many accepted, of those asked long enough before the newest export."""
        query = (
            "SELECT address, prepared_at, json_extract(row, '$.tag') FROM batch_row"
            " JOIN batch ON batch.number = batch_row.batch"
            " WHERE batch_row.batch NOT IN (SELECT batch FROM undone)"
        )
        with self._store.reading() as connection:
            asked = connection.execute(query).fetchall()
        latest = self.latest()
        counts = {tag: [0, 0] for tag in Tag}
        for address, prepared_at, tag in asked:
            outcome = latest.get(address)
            if outcome:
                days = (outcome.as_of - _day(prepared_at)).days
                counts[Tag(tag)][1] += days >= RIPE_DAYS
                counts[Tag(tag)][0] += days >= RIPE_DAYS and outcome.state is State.ACCEPTED
        return {tag: Record(accepted=a, ripe=n) for tag, (a, n) in counts.items() if n}


def _day(prepared_at: str) -> date:
    return datetime.fromisoformat(prepared_at).date()
