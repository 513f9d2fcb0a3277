"""What a dry run was made of, apart from reading it: whoever plans need not know how to read."""

from invite_guard.model.plan import PlanSource
from invite_guard.stages.books import plan_books
from invite_guard.stores.correspondence import Correspondence


def plan_sources(store: Correspondence) -> list[PlanSource]:
    """Tell what was read, for the plan."""
    return [
        PlanSource(
            kind=state.kind,
            name=state.name,
            messages=state.messages,
            skipped=state.skipped,
            complete=state.complete,
        )
        for state in store.sources()
    ] + plan_books(store)
