"""A bell: rung by a push, a commit or a tick, it merely wakes a loop; what there is to do stands in rows (law 3)."""

import asyncio


class Bell:
    """Rings once for any number of pulls while nobody listened."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the loop that waits, or spare its next wait."""
        self._event.set()

    async def wait(self, timeout_s: float) -> bool:
        """Wait for a ring (True) or until the time is over (False)."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True
