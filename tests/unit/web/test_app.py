from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from responder import __version__
from responder.domain.health import FolderFacts, RulesFacts
from responder.web.app import web_app
from tests.support.patient import NOON, WELL, Patient


@pytest.fixture
def patient() -> Patient:
    return Patient()


@pytest.fixture
def client(patient: Patient) -> Iterator[TestClient]:
    with TestClient(web_app(patient), raise_server_exceptions=False) as client:
        yield client


def ask(client: TestClient, path: str) -> tuple[int, Any]:
    answer = client.get(path)
    return answer.status_code, answer.json()


def test_health_has_the_keys_that_monitoring_reads(client: TestClient) -> None:
    code, body = ask(client, "/health")
    checks = body.pop("checks")
    assert code == 200
    assert body == {
        "status": "ok",
        "mailbox": {"connected": True, "caught_up_at": "2026-11-17T11:59:40+00:00", "last_uid": 42, "idle": True},
        "expectations": {"open": 3, "due_soon": 1, "breached": 2},
        "outbox": {"queued": 5, "uncertain": 1, "failed": 3, "oldest_age_s": 75},
        "rules": {"loaded_at": "2026-11-17T11:00:00+00:00", "digest": "abc", "rejected": []},
        "version": __version__,
        "mode": "shadow",
        "quota_used": 0.25,
        "leader": True,
    }
    assert checks["mailbox"] == {"status": "ok", "since": "2026-11-17T12:00:00+00:00", "detail": ""}


def test_a_degraded_daemon_answers_200(client: TestClient, patient: Patient) -> None:
    patient.facts = replace(WELL, rules=RulesFacts(NOON, "abc", ("rules.yaml:3: mode: what is that?",)))
    code, body = ask(client, "/health")
    assert (code, body["status"], body["checks"]["rules"]["status"]) == (200, "degraded", "degraded")
    assert body["rules"]["rejected"] == ["rules.yaml:3: mode: what is that?"]


def test_a_failing_daemon_answers_503(client: TestClient, patient: Patient) -> None:
    patient.facts = replace(WELL, store_error="the database does not answer", ledger=None)
    code, body = ask(client, "/health")
    assert (code, body["status"], body["checks"]["database"]["status"]) == (503, "failing", "failing")
    assert body["outbox"] == {"queued": None, "uncertain": None, "failed": None, "oldest_age_s": None}


def test_liveness_names_the_loops_that_are_silent(client: TestClient, patient: Patient) -> None:
    assert ask(client, "/livez") == (200, {"alive": True, "late": []})
    patient.late = ("watch",)
    assert ask(client, "/livez") == (503, {"alive": False, "late": ["watch"]})


def test_liveness_does_not_ask_the_database(client: TestClient, patient: Patient) -> None:
    patient.broken = True
    assert ask(client, "/livez")[0] == 200


def test_it_is_ready_once_it_has_caught_up(client: TestClient, patient: Patient) -> None:
    assert ask(client, "/readyz") == (200, {"ready": True})
    patient.facts = replace(WELL, inbox=FolderFacts())
    assert ask(client, "/readyz") == (503, {"ready": False})


@pytest.mark.parametrize("path", ["/", "/board", "/health/", "/metrics/x"])
def test_another_path_is_told_which_there_are(client: TestClient, path: str) -> None:
    code, body = ask(client, path)
    assert (code, body["paths"]) == (404, ["/health", "/livez", "/readyz", "/metrics"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed_over_http(client: TestClient, method: str) -> None:
    answer = client.request(method, "/health")
    assert (answer.status_code, answer.json()) == (405, {"error": "only GET and HEAD"})
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/health", "/livez", "/readyz", "/metrics"])
def test_every_answer_can_be_asked_for_by_head_and_is_never_stored(client: TestClient, path: str) -> None:
    for answer in (client.head(path), client.get(path)):
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_a_bug_of_ours_is_not_shown_to_who_asks(client: TestClient, patient: Patient) -> None:
    patient.broken = True
    code, body = ask(client, "/health")
    assert (code, body) == (500, {"error": "internal error, see the log"})
