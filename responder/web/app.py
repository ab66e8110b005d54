"""The paths that monitoring asks: `/health`, `/livez`, `/readyz` and `/metrics`; read-only, without secrets."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from responder.domain.health import Health, Status
from responder.web.health_json import health_json
from responder.web.metrics import CONTENT_TYPE, metrics_text

PATHS = ("/health", "/livez", "/readyz", "/metrics")
NEVER_STORED = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Checkup(Protocol):
    """What is asked of the daemon. `counters` are by (name, label), `measures` by name: how many and their sum."""

    async def take_health(self) -> Health:
        """The verdict, at most a second old."""

    def late_loops(self) -> Sequence[str]:
        """Loops that count as dead, without asking the database."""

    @property
    def counters(self) -> Mapping[tuple[str, str], int]:
        """What this process counted."""

    @property
    def measures(self) -> Mapping[str, tuple[int, float]]:
        """What this process measured."""


def web_app(checkup: Checkup) -> Starlette:
    """The application; everything but GET and HEAD on the four paths is answered 404 or 405, as JSON."""
    probes = {"/health": _health, "/livez": _livez, "/readyz": _readyz, "/metrics": _metrics}
    routes = [Route(path, _bound(probe, checkup), methods=["GET"]) for path, probe in probes.items()]
    app = Starlette(
        routes=routes,
        exception_handlers={404: _not_found, 405: _wrong_method, Exception: _broken},  # type: ignore[dict-item]  # Starlette types handlers by the widest exception only
    )
    app.router.redirect_slashes = False
    return app


_Probe = Callable[[Checkup], Awaitable[Response]]


def _bound(probe: _Probe, checkup: Checkup) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return await probe(checkup)

    return answer


async def _health(checkup: Checkup) -> Response:
    health = await checkup.take_health()
    return _json(health_json(health), 503 if health.status is Status.FAILING else 200)


async def _livez(checkup: Checkup) -> Response:
    late = list(checkup.late_loops())
    return _json({"alive": not late, "late": late}, 503 if late else 200)


async def _readyz(checkup: Checkup) -> Response:
    ready = (await checkup.take_health()).facts.ready
    return _json({"ready": ready}, 200 if ready else 503)


async def _metrics(checkup: Checkup) -> Response:
    health = await checkup.take_health()
    text = metrics_text(health, checkup.counters, checkup.measures)
    return Response(text, headers={**NEVER_STORED, "Content-Type": CONTENT_TYPE})


async def _not_found(_request: Request, _error: HTTPException) -> Response:
    return _json({"error": "not found", "paths": list(PATHS)}, 404)


async def _wrong_method(_request: Request, error: HTTPException) -> Response:
    response = _json({"error": "only GET and HEAD"}, 405)
    response.headers.update(error.headers or {})
    return response


async def _broken(_request: Request, _error: Exception) -> Response:
    """The traceback is in the log; whoever asks learns only that something is wrong."""
    return _json({"error": "internal error, see the log"}, 500)


def _json(body: Mapping[str, object], status: int) -> JSONResponse:
    return JSONResponse(body, status_code=status, headers=NEVER_STORED)
