"""The text of `/metrics`: what the process counted, and gauges from the same facts as `/health`."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from responder.domain.health import Health
from responder.web.gauges import gauges

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class Counted(NamedTuple):
    """A counter of the flows as it is shown; what the flows give as one label is split at blanks into these."""

    name: str
    help: str
    labels: tuple[str, ...] = ()


COUNTERS: Mapping[str, Counted] = {
    "messages_read": Counted("responder_messages_read_total", "Messages fetched, read and stored.", ("folder",)),
    "messages_set_aside": Counted("responder_messages_set_aside_total", "Messages put into quarantine.", ("folder",)),
    "letters": Counted("responder_letters_total", "Letters decided upon.", ("verdict",)),
    "replies": Counted("responder_replies_total", "Replies of staff that were seen."),
    "drafts": Counted("responder_drafts_total", "Drafts that were laid, and what became of them.", ("state",)),
    "breaches": Counted("responder_breaches_total", "Expectations that passed their limit."),
    "alerts": Counted("responder_alerts_total", "Alerts put into the outbox.", ("about",)),
    "deliveries": Counted("responder_deliveries_total", "Attempts to deliver that ended.", ("kind", "state")),
    "connections_lost": Counted(
        "responder_connections_lost_total", "IMAP connections that failed or were lost.", ("folder",)
    ),
}
"""By the name under which the flows count."""

MEASURES: Mapping[str, Counted] = {
    "delivery_seconds": Counted("responder_delivery_seconds", "From the decision to the server's acceptance."),
}


def metrics_text(
    health: Health, counters: Mapping[tuple[str, str], int], measures: Mapping[str, tuple[int, float]]
) -> bytes:
    """Prometheus text format 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Figures(health, counters, measures))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Figures(Collector):
    """One reading of everything, in the shape that the library writes."""

    def __init__(
        self, health: Health, counters: Mapping[tuple[str, str], int], measures: Mapping[str, tuple[int, float]]
    ) -> None:
        self._health = health
        self._counters = counters
        self._measures = measures

    def collect(self) -> Iterator[Metric]:
        """Every family once."""
        for name, shown in COUNTERS.items():
            yield _counter(
                shown, {label: count for (counted, label), count in self._counters.items() if counted == name}
            )
        for name, shown in MEASURES.items():
            count, total = self._measures.get(name, (0, 0.0))
            yield SummaryMetricFamily(shown.name, shown.help, count_value=count, sum_value=total)
        for gauge in gauges(self._health):
            family = GaugeMetricFamily(gauge.name, gauge.help, labels=gauge.labels)
            for labels, value in gauge.values:
                family.add_metric(labels, value)
            yield family


def _counter(shown: Counted, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(shown.name, shown.help, labels=shown.labels)
    if not shown.labels:
        family.add_metric((), sum(counts.values()))
        return family
    for label, count in sorted(counts.items()):
        family.add_metric(label.split(" ", len(shown.labels) - 1), count)
    return family
