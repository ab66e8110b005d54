import ast
import re
from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from responder.domain.health_checks import judge
from responder.web.app import web_app
from responder.web.metrics import COUNTERS, MEASURES, metrics_text
from tests.house.sources import sources
from tests.support.patient import NOON, WELL, Patient

Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]


def figures(text: str) -> Figures:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def figure(found: Figures, name: str, **labels: str) -> float:
    return found[name, frozenset(labels.items())]


@pytest.fixture
def found() -> Figures:
    patient = Patient(
        counters={("deliveries", "acknowledgement sent"): 7, ("letters", "answer"): 5, ("replies", ""): 2},
        measures={"delivery_seconds": (4, 1.5)},
    )
    with TestClient(web_app(patient)) as client:
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return figures(answer.text)


def test_what_was_counted_is_shown_with_its_labels(found: Figures) -> None:
    assert figure(found, "responder_deliveries_total", kind="acknowledgement", state="sent") == 7
    assert figure(found, "responder_letters_total", verdict="answer") == 5
    assert figure(found, "responder_replies_total") == 2
    assert figure(found, "responder_breaches_total") == 0


def test_what_was_measured_is_shown_as_count_and_sum(found: Figures) -> None:
    assert figure(found, "responder_delivery_seconds_count") == 4
    assert figure(found, "responder_delivery_seconds_sum") == 1.5


def test_the_gauges_say_what_health_says(found: Figures) -> None:
    assert figure(found, "responder_health") == 0
    assert figure(found, "responder_check", check="mailbox") == 0
    assert figure(found, "responder_expectations_open") == 3
    assert figure(found, "responder_outbox_rows", state="queued") == 4
    assert figure(found, "responder_outbox_rows", state="dropped") == 0
    assert figure(found, "responder_outbox_oldest_age_seconds") == 75
    assert figure(found, "responder_folder_caught_up_age_seconds", folder="sent") == 20
    assert figure(found, "responder_mode", mode="shadow") == 1
    assert figure(found, "responder_mode", mode="live") == 0
    assert figure(found, "responder_quota_used_ratio") == 0.25


def test_without_the_database_its_figures_are_absent_rather_than_nought() -> None:
    away = judge(replace(WELL, ledger=None, store_error="away"), {})
    found = figures(metrics_text(away, {}, {}).decode())
    assert figure(found, "responder_check", check="database") == 2
    assert [name for name, _ in found if name.startswith(("responder_outbox", "responder_expectations"))] == []


def test_rules_tell_since_when_they_are_in_force(found: Figures) -> None:
    assert figure(found, "responder_rules_loaded_timestamp_seconds") == NOON.timestamp() - 3600
    assert figure(found, "responder_rules_rejected") == 0


def test_everything_that_the_flows_count_is_shown() -> None:
    assert _named_in_flows("count") == set(COUNTERS)
    assert _named_in_flows("observe") == set(MEASURES)


def test_every_name_is_a_metric_of_ours() -> None:
    shown = [*COUNTERS.values(), *MEASURES.values()]
    assert [one.name for one in shown if not re.fullmatch(r"responder_[a-z_]+(_total|_seconds)", one.name)] == []


def _named_in_flows(method: str) -> set[str]:
    """The first argument of every call of `vitals.<method>` outside the web room."""
    return {
        argument.value
        for source in sources("responder")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and node.args and _is_of_vitals(node.func, method)
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def _is_of_vitals(function: ast.expr, method: str) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == method and "vitals" in ast.unparse(function.value)
