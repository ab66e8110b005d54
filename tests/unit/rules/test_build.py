"""What the operator wrote becomes the book."""

from datetime import date, timedelta

import pytest

from responder.domain.calendar import Span
from responder.domain.message import FolderRole
from responder.domain.question import ToneLabel
from responder.domain.rule import Book, Drafts, Mode, Person, Stage, Window
from responder.rules.read import read_rules

PEOPLE = """
people:
  Anna: {mail: anna@example.org, chat: secret:anna, lead: yes}
  Peter: {mail: peter@example.org, chat: team}
  Mary: mary@example.org
"""
TEAM = "channels: {team: secret:team}"
DUTY = "alerts: {people: [duty@example.org]}\n"


def book(text: str) -> Book:
    result = read_rules(text, year=2026)
    assert result.errors == ()
    assert result.book
    return result.book


def test_what_is_not_written_is_as_in_the_defaults() -> None:
    plain = book(DUTY)

    assert plain.mode is Mode.SHADOW
    assert plain.answer == Window(Span(timedelta(hours=2)), Span(timedelta(hours=3)))
    assert plain.alerts.stages == (Stage(0.5), Stage(0.75), Stage(0.9), Stage(1.0))
    assert plain.proofs_to == (Person("", "duty@example.org"),)
    assert plain.company.languages == ("en", "ru")


def test_the_digest_changes_with_the_text() -> None:
    assert book(DUTY).digest != book(f"{DUTY}# remark\n").digest


def test_people_are_called_by_their_own_ways_in_order() -> None:
    people = book(f"{PEOPLE}alerts: {{people: [Anna, Peter, Mary, x@example.org], {TEAM}}}\n").alerts

    assert people.people == (
        Person("Anna", "anna@example.org", ("mail", "secret:anna"), lead=True),
        Person("Peter", "peter@example.org", ("mail", "team")),
        Person("Mary", "mary@example.org", ("mail",)),
        Person("", "x@example.org", ("mail",)),
    )
    assert people.channels == {"team": "team", "secret:anna": "anna"}


def test_trouble_goes_by_mail_last() -> None:
    alerts = book(f"{PEOPLE}alerts: {{people: [Anna, Mary], {TEAM}}}\n").alerts

    assert [person.channels for person in alerts.trouble_people] == [("secret:anna", "team", "mail"), ("team", "mail")]


def test_the_order_of_ways_can_be_chosen() -> None:
    alerts = book(
        f"{PEOPLE}alerts: {{people: [Anna, Mary], by: [chat, mail], trouble: {{people: Mary, by: mail}}, {TEAM}}}\n"
    ).alerts

    assert [person.channels for person in alerts.people] == [("secret:anna", "mail"), ("mail",)]
    assert [person.channels for person in alerts.trouble_people] == [("mail",)]


def test_somebody_who_can_be_reached_by_no_listed_way_gets_mail() -> None:
    assert book(f"{PEOPLE}alerts: {{people: [Mary], by: chat, {TEAM}}}\n").alerts.people[0].channels == ("mail",)


def test_lead_means_every_lead_once() -> None:
    alerts = book(f"{PEOPLE}alerts: {{people: [Anna, lead, anna@example.org], {TEAM}}}\n").alerts

    assert [person.name for person in alerts.people] == ["Anna"]


def test_an_address_of_somebody_known_is_that_person() -> None:
    assert book(f"{PEOPLE}alerts: {{people: [mary@example.org], {TEAM}}}\n").alerts.people[0].name == "Mary"


def test_stages_are_shares_or_what_is_left() -> None:
    alerts = book(
        "alerts: {people: duty@example.org, stages: [50%, 45m, {at: 100%, people: [x@example.org]}]}\n"
    ).alerts

    assert alerts.stages == (
        Stage(0.5),
        Stage(left=timedelta(minutes=45)),
        Stage(1.0, people=(Person("", "x@example.org"),)),
    )


def test_quiet_hours_may_go_over_midnight() -> None:
    assert book('alerts: {people: duty@example.org, quiet: "20:00-08:30"}\n').alerts.quiet == (1200, 510)


def test_a_rule_is_built_with_all_its_parts() -> None:
    text = """
rules:
  - name: all
    when: {from: [Vector.example], to: a@b.example, subject: [act, "inv*"], words: акт, language: ru, tone: [furious]}
    then:
      template: calm
      target: 30m
      limit: 1 working day
      people: [x@example.org]
      signed_by: Anna
      language: en
      silence: yes
"""
    rule = book(DUTY + text).rules[0]

    assert rule.when.from_ == ("vector.example",)
    assert rule.when.subject == ("act", "inv*")
    assert rule.when.tone == (ToneLabel.FURIOUS,)
    assert (rule.target, rule.limit) == (Span(timedelta(minutes=30)), Span(working_days=1))
    assert rule.people == (Person("", "x@example.org"),)
    assert (rule.template, rule.signed_by, rule.language, rule.silence) == ("calm", "Anna", "en", True)


@pytest.mark.parametrize(
    ("general", "then", "target", "limit"),
    [
        ("{target: 2h, limit: 3h}", "{limit: 1h}", Span(timedelta(minutes=40)), Span(timedelta(hours=1))),
        ("{target: 2h, limit: 3h}", "{limit: 1 working day}", None, Span(working_days=1)),
        ("{target: 2h, limit: 3h}", "{target: 1h}", Span(timedelta(hours=1)), None),
        (
            "{target: 1 working day, limit: 2 working days}",
            "{limit: 3h}",
            Span(timedelta(hours=3)),
            Span(timedelta(hours=3)),
        ),
    ],
)
def test_a_shorter_limit_alone_shortens_the_target(general: str, then: str, target: Span | None, limit: Span) -> None:
    rule = book(f"{DUTY}answer: {general}\nrules:\n  - {{name: one, then: {then}}}\n").rules[0]

    assert (rule.target, rule.limit) == (target, limit)


def test_a_shorter_general_limit_alone_shortens_the_target_too() -> None:
    assert book(f"{DUTY}answer: {{limit: 90m}}\n").answer == Window(
        Span(timedelta(minutes=60)), Span(timedelta(minutes=90))
    )


def test_holidays_close_days_and_working_saturdays_open_them() -> None:
    calendar = book(f"{DUTY}company: {{holidays: RU}}\nhours: {{mon-fri: 09:00-18:00}}\n").calendar

    assert date(2026, 1, 1) in calendar.closed
    assert date(2025, 1, 1) in calendar.closed
    assert date(2031, 1, 1) in calendar.closed
    assert date(2025, 11, 1) in calendar.opened


def test_the_companys_own_dates_outweigh_the_countrys() -> None:
    text = f"{DUTY}company: {{holidays: RU}}\nhours: {{mon-fri: 09:00-18:00}}\nclosed: 2025-11-01\nopen: 2026-01-01\n"
    calendar = book(text).calendar

    assert date(2026, 1, 1) in calendar.opened - calendar.closed
    assert date(2025, 11, 1) in calendar.closed - calendar.opened


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    bavaria = book(f"{DUTY}company: {{holidays: DE-BY}}\nhours: {{mon-fri: 09:00-18:00}}\n").calendar
    germany = book(f"{DUTY}company: {{holidays: DE}}\nhours: {{mon-fri: 09:00-18:00}}\n").calendar

    assert date(2026, 1, 6) in bavaria.closed - germany.closed


def test_the_urgent_contact_keeps_the_companys_closed_days() -> None:
    urgent = book(
        f"{DUTY}hours: {{mon-fri: 9-18}}\nclosed: 2026-12-31\nurgent: {{say: call, open: {{sat: 10-12}}}}\n"
    ).urgent

    assert urgent
    assert urgent.open.closed == {date(2026, 12, 31)}


def test_forms_answer_their_reply_to_or_only_alert() -> None:
    text = f"{DUTY}site_forms: {{a@forms.example: reply-to, b@forms.example: alert only, C@forms.example: }}\n"

    assert book(text).site_forms == {"a@forms.example": "Reply-To", "b@forms.example": "", "c@forms.example": ""}


@pytest.mark.parametrize(
    ("written", "authserv_ids", "by_provider"),
    [
        ("", (), True),
        ("trust: {missing_return_path: doubt}\n", (), True),
        ("trust:\n  authserv_ids:\n", (), True),
        ("trust: {authserv_ids: []}\n", (), False),
        ("trust: {authserv_ids: [mx.example.org]}\n", ("mx.example.org",), False),
    ],
)
def test_only_where_no_server_is_written_down_the_provider_says_whom_to_believe(
    written: str, authserv_ids: tuple[str, ...], by_provider: bool
) -> None:
    trust = book(DUTY + written).trust
    assert (trust.authserv_ids, trust.by_provider) == (authserv_ids, by_provider)


def test_folders_go_by_the_names_that_were_written() -> None:
    found = book(f"{DUTY}folders: {{sent: Verschickt, trash: }}\n").folders
    assert found == {FolderRole.SENT: "Verschickt"}


def test_single_settings_reach_their_place() -> None:
    text = f"""{DUTY}
trust: {{authserv_ids: ["*.Yandex.net", ""], missing_return_path: doubt}}
acknowledge: {{wait: 0s, repeat_questions: never, next_letter: never, within: 2h}}
guard: {{checks: {{addressed_to_us: no}}, budgets: {{mailbox_per_hour: 1000000}}}}
sending: {{per_minute: 20, per_day: 2000, sent_copy: never, envelope: null}}
look_back: 12h
pilot: "@Vector.example"
"""
    made = book(text)

    assert made.trust.authserv_ids == ("*.yandex.net", "")
    assert not made.trust.accept_missing_return_path
    assert made.acknowledge.wait == timedelta()
    assert made.acknowledge.envelope == "null"
    assert made.checks == {"addressed_to_us": False}
    assert made.budgets.mailbox_per_hour == 1_000_000
    assert (made.per_minute, made.per_day, made.sent_copy) == (20, 2000, "never")
    assert made.look_back == timedelta(hours=12)
    assert made.pilot == ("vector.example",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", Drafts(2)),
        ("drafts: {make: from 3 questions}", Drafts(3)),
        ("drafts: {make: From 1 question, remove: never}", Drafts(1, remove=False)),
        ("drafts: {make: always}", Drafts(0)),
        ("drafts: {make: never}", Drafts(None)),
    ],
)
def test_drafts_are_made_as_written(written: str, meant: Drafts) -> None:
    assert book(f"{DUTY}{written}\n").drafts == meant


def test_the_folder_of_drafts_goes_by_the_name_that_was_written() -> None:
    assert book(f"{DUTY}folders: {{drafts: Begun}}\n").folders == {FolderRole.DRAFTS: "Begun"}
