"""Notices that rules.yaml or a template was saved; a timer beside it finds what the file system does not tell."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from watchfiles import Change, awatch

DEBOUNCE_MS = 400
"""Editors save in several steps; half-saved files are not worth a complaint."""


async def watch_files(paths: Sequence[Path], changed: Callable[[], Awaitable[object]]) -> None:
    """Call `changed` after any of these files, or anything inside these folders, changed.

    The folder of a file is watched, as an editor that replaces the file would leave the watcher deaf; what else lies
    there, such as the database, is nobody's business.
    """
    folders = {path if path.is_dir() else path.parent for path in paths}
    existing = [folder for folder in folders if folder.is_dir()]
    if not existing:
        await asyncio.Event().wait()

    def filtered(_: Change, touched: str) -> bool:
        return concerns(paths, Path(touched))

    async for _ in awatch(*existing, watch_filter=filtered, debounce=DEBOUNCE_MS, recursive=True):
        await changed()


def concerns(paths: Sequence[Path], touched: Path) -> bool:
    """Whether a file that was touched is one of the paths, or lies in one of them."""
    place = touched.resolve()
    return any(place == path or path in place.parents for path in (path.resolve() for path in paths))
