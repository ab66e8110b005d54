from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from responder.domain.advance import Seen
from responder.domain.alert import Round, alert_key, alert_round
from responder.domain.alert_line import alert_line
from responder.domain.alert_people import distinct, people_for, person_key
from responder.domain.calendar import Calendar
from responder.domain.expectation import Expectation, ExpectationState, StageDue
from responder.domain.rule import Alerts, Book, Condition, Person, Rule, Stage
from responder.domain.stages import AT_ONCE
from tests.support.ledger import DUTY, LEAD, at, expectation

ANNA = Person("Anna", "Anna@example.org")
PETR = Person("Petr", "petr@example.org")


def book(alerts: Alerts | None = None, *rules: Rule) -> Book:
    return Book(alerts=alerts or Alerts(people=(DUTY,)), rules=rules, calendar=Calendar("Europe/Moscow"))


def look(
    rows: list[Expectation], now: datetime, rules: Book | None = None, told: Mapping[str, datetime] | None = None
) -> Round:
    return alert_round(rows, now, Seen(now, now), rules or book(), told or {})


def stages(found: Round) -> list[list[tuple[int, tuple[str, ...]]]]:
    return [[(line.expectation_id, line.stages) for line in telling.facts.lines] for telling in found.tellings]


def later(minutes: int, row: int = 2, **changes: object) -> Expectation:
    shift = timedelta(minutes=minutes)
    times = {"opened_at": at("09:00") + shift, "target_at": at("11:00") + shift, "limit_at": at("12:00") + shift}
    return expectation(id=row, message_row=row, **{**times, **changes})


def test_nothing_due_tells_nobody() -> None:
    found = look([expectation()], at("10:00"))
    assert found.tellings == ()
    assert [step.expectation for step in found.steps] == [expectation()]


def test_a_stage_is_told_to_its_people_with_the_facts_of_the_letter() -> None:
    telling = look([expectation()], at("10:30")).tellings[0]
    assert telling.person == DUTY
    facts = telling.facts
    assert (facts.person, facts.language, facts.zone, facts.now_at) == ("Duty", "en", "Europe/Moscow", at("10:30"))
    line = facts.lines[0]
    assert (line.customer, line.customer_name, line.subject) == (
        "maria@vector.example",
        "Maria P.",
        "Moving the rollout",
    )
    assert (line.left, line.questions, line.missed, line.target_passed) == (timedelta(minutes=90), 3, False, False)


def test_what_falls_due_within_ten_minutes_is_told_together() -> None:
    found = look([expectation(), later(8), later(15, row=3)], at("10:30"))
    assert stages(found) == [[(1, ("50%",)), (2, ("50%",))]]
    assert [step.expectation.alerted_at for step in found.steps] == [at("10:30"), at("10:30"), None]


def test_lines_are_sorted_by_limit() -> None:
    assert stages(look([later(5), expectation()], at("10:35"))) == [[(1, ("50%",)), (2, ("50%",))]]


def test_nobody_is_written_to_again_within_ten_minutes() -> None:
    found = look([expectation()], at("10:30"), told={"duty@example.org": at("10:25")})
    assert found.tellings == ()
    assert found.steps[0].expectation == replace(expectation(), next_check_at=at("10:35"))
    after = look([found.steps[0].expectation], at("10:35"), told={"duty@example.org": at("10:25")})
    assert stages(after) == [[(1, ("50%",))]]


def test_who_was_written_to_a_minute_ago_is_called_at_once_all_the_same() -> None:
    furious = expectation(stages=(StageDue(AT_ONCE, at("09:00")),))
    assert stages(look([furious], at("09:00"), told={"duty@example.org": at("08:59")})) == [[(1, (AT_ONCE,))]]


def test_a_missed_limit_is_told_at_once_and_takes_the_waiting_along() -> None:
    missed = expectation(stages=(StageDue("100%", at("12:00")),))
    held = later(90)
    found = look([missed, held], at("12:01"), told={"duty@example.org": at("11:58")})
    assert stages(found) == [[(1, ("100%",)), (2, ("50%",))]]
    assert found.steps[0].breached
    assert found.tellings[0].facts.missed == 1


def test_people_who_share_letters_cannot_put_each_other_off_for_ever() -> None:
    alerts = Alerts(people=(ANNA, PETR))
    told = {person_key(ANNA): at("10:38"), person_key(PETR): at("10:39")}
    found = look([expectation()], at("10:40"), book(alerts), told)
    assert [telling.person for telling in found.tellings] == [ANNA, PETR]


def test_a_letter_of_somebody_else_is_not_taken_along() -> None:
    rule = Rule("billing", Condition(), people=(PETR,))
    found = look([expectation(), later(5, rule="billing")], at("10:30"), book(Alerts(people=(ANNA,)), rule))
    assert stages(found) == [[(1, ("50%",))]]
    assert found.steps[1].expectation.stages[0].stage == "50%"


def test_two_people_get_one_alert_each() -> None:
    found = look([expectation()], at("10:30"), book(Alerts(people=(ANNA, PETR, ANNA))))
    assert [telling.person for telling in found.tellings] == [ANNA, PETR]
    assert len({telling.key for telling in found.tellings}) == 2


def test_with_nobody_to_tell_the_clock_still_goes_on() -> None:
    found = look([expectation()], at("10:30"), book(Alerts()))
    assert found.tellings == ()
    assert [stage.stage for stage in found.steps[0].due] == ["50%"]


def test_the_alert_says_since_when_sent_was_not_seen() -> None:
    found = alert_round([expectation()], at("10:40"), Seen(at("10:40"), at("10:02")), book(), {})
    assert found.tellings[0].facts.sent_not_seen_since == at("10:02")


def test_a_stages_own_people_come_before_the_rules_and_these_before_the_general() -> None:
    alerts = Alerts(stages=(Stage(0.5, people=(ANNA,)), Stage(0.9)), people=(DUTY,))
    rules = book(alerts, Rule("billing", Condition(), people=(PETR,)))
    assert people_for("50%", "billing", rules) == (ANNA,)
    assert people_for("90%", "billing", rules) == (PETR,)
    assert people_for("target", "billing", rules) == (PETR,)
    assert people_for("90%", None, rules) == (DUTY,)
    assert people_for("90%", "a rule that is gone", rules) == (DUTY,)


def test_a_missed_limit_and_its_reminders_also_go_to_the_leads() -> None:
    alerts = Alerts(stages=(Stage(0.5, people=(ANNA,)), Stage(1.0, people=(PETR,))), people=(DUTY, LEAD))
    assert people_for("100%", None, book(alerts)) == (PETR, LEAD)
    assert people_for("repeat 2", None, book(alerts)) == (PETR, LEAD)
    assert people_for("50%", None, book(alerts)) == (ANNA,)
    assert people_for("100%", None, book(Alerts(people=(DUTY,), trouble_people=(LEAD,)))) == (DUTY, LEAD)


def test_a_person_is_one_whatever_the_case_of_the_address() -> None:
    again = Person("Anna", "ANNA@example.org", lead=True)
    assert distinct((ANNA, again, PETR)) == (ANNA, PETR)
    assert person_key(Person("Chat only", "")) == "Chat only"


def test_the_key_of_an_alert_does_not_depend_on_order_but_on_who_and_what() -> None:
    assert alert_key(ANNA, [(1, "50%"), (2, "90%")]) == alert_key(ANNA, [(2, "90%"), (1, "50%")])
    keys = {
        alert_key(ANNA, [(1, "50%")]),
        alert_key(PETR, [(1, "50%")]),
        alert_key(ANNA, [(1, "75%")]),
        alert_key(ANNA, [(2, "50%")]),
        alert_key(ANNA, [(1, "repeat 1")]),
    }
    assert len(keys) == 5


def test_an_alert_shows_no_more_than_the_operator_allows() -> None:
    row = expectation(rule="billing")
    full, name, count = (alert_line(row, (), at("10:30"), show) for show in ("full", "name", "count"))
    assert (full.customer, full.subject, full.message_id) == (row.customer, row.subject, row.message_id)
    assert (name.customer_name, name.customer, name.subject, name.message_id) == ("Maria P.", "", "", "")
    assert (count.customer_name, count.customer, count.subject, count.rule) == ("", "", "", "")
    assert alert_line(replace(row, customer_name=""), (), at("10:30"), "name").customer_name == row.customer


def test_a_line_tells_how_late_it_is() -> None:
    row = expectation(state=ExpectationState.BREACHED, repeats=2)
    line = alert_line(row, (StageDue("repeat 2", at("14:00")),), at("14:00"))
    assert (line.left, line.missed, line.target_passed, line.repeat) == (timedelta(hours=-2), True, True, 2)
