"""The rules that tests of the whole daemon begin with, and the few words in which they differ."""

_RULES = """\
mode: {mode}
company: {{name: Nordlicht, addresses: [support@nordlicht.example], zone: UTC, languages: [en, ru]}}
staff: [nordlicht.example]
trust: {{authserv_ids: [mx.nordlicht.example], missing_return_path: accept}}
answer: {{target: {target}, limit: {limit}}}
hours: always
proofs_to: [lead@nordlicht.example]
pilot: [pilot.example]
look_back: {look_back}
acknowledge: {{wait: 0s}}
alerts: {{stages: [50%, 75%, 90%, 100%], people: [duty@nordlicht.example]}}
guard: {{budgets: {{mailbox_per_hour: 300, domain_per_hour: 200, alike_per_hour: 200, address_per_day: 50}}}}
sending: {{sent_copy: {sent_copy}}}
"""


def rules(
    mode: str = "live", *, look_back: str = "0h", target: str = "2h", limit: str = "3h", sent_copy: str = "never"
) -> str:
    """rules.yaml of a company that answers support@nordlicht.example round the clock."""
    return _RULES.format(mode=mode, look_back=look_back, target=target, limit=limit, sent_copy=sent_copy)
