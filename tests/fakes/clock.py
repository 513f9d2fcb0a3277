"""Time that passes only when somebody waits or something is done."""

import threading


class SimulatedClock:
    """A clock for both sides of a conversation: waiting costs nothing but simulated time."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self._now = now
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now += max(seconds, 0)
