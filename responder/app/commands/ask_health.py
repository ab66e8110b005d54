"""Asks the running daemon how it is; that it does not answer is an answer too."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

NO_ANSWER = "no answer"
"""The status when no daemon answers there."""

WITHIN_S = 3.0
LARGEST = 1_000_000
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # where it listens, not where we do


def health(host: str, port: int) -> dict[str, Any]:
    """What `/health` says, or `{"status": "no answer", "detail": ...}`; never raises."""
    host = _ANY_ADDRESS.get(host, host)
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        found = json.loads(_body(f"http://{where}/health"))
    except (OSError, ValueError, HTTPException) as error:
        detail = f"no daemon answers at http://{where}/health: {error}"
        return {"status": NO_ANSWER, "detail": f"{detail}; start it with `responder run`, or see RESPONDER_HTTP"}
    return found if isinstance(found, dict) else {"status": NO_ANSWER, "detail": f"http://{where} is another program"}


def _body(url: str) -> bytes:
    """The answer, also that of a daemon that fails (503); never through a proxy."""
    try:
        with build_opener(ProxyHandler({})).open(Request(url), timeout=WITHIN_S) as answer:  # noqa: S310  # always http
            return bytes(answer.read(LARGEST))
    except HTTPError as failing:
        with failing:
            return failing.read(LARGEST)
