"""A bell: rung by a push, a commit or a tick, it merely wakes a loop; what there is to do stands in rows (law 3)."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Bell:
    """Rings once for any number of pulls while nobody listened."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._wake: Callable[[], None] | None = None

    def ring(self) -> None:
        """Wake the loop that waits, or spare its next wait."""
        self._event.set()
        if self._wake is not None:
            self._wake()

    def answered(self) -> bool:
        """Whether it rang since it was last asked."""
        rang = self._event.is_set()
        self._event.clear()
        return rang

    @contextmanager
    def waking(self, wake: Callable[[], None]) -> Iterator[None]:
        """Meanwhile a ring also wakes a loop that waits for something else, at once where it has rung before."""
        self._wake = wake
        try:
            if self._event.is_set():
                wake()
            yield
        finally:
            self._wake = None

    async def wait(self, timeout_s: float) -> bool:
        """Wait for a ring (True) or until the time is over (False)."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True
