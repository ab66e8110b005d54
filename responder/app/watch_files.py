"""Notices that rules.yaml or a template was saved; a timer beside it finds what the file system does not tell."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from watchfiles import awatch

DEBOUNCE_MS = 400
"""Editors save in several steps; half-saved files are not worth a complaint."""


async def watch_files(paths: Sequence[Path], changed: Callable[[], Awaitable[object]]) -> None:
    """Call `changed` after anything in the folders of these paths changed. The folders are watched, not the files: an
    editor that replaces a file would leave the watcher deaf."""
    folders = {path if path.is_dir() else path.parent for path in paths}
    existing = [folder for folder in folders if folder.is_dir()]
    if not existing:
        await asyncio.Event().wait()
    async for _ in awatch(*existing, debounce=DEBOUNCE_MS, recursive=True):
        await changed()
