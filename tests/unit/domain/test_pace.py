from responder.domain.delivery import DeliveryKind
from responder.domain.pace import Pace, may_leave, pace_for, quota_used
from responder.domain.provider import GENERIC, provider_for

ACK, ALERT = DeliveryKind.ACKNOWLEDGEMENT, DeliveryKind.ALERT


def test_an_unknown_provider_sets_no_limit() -> None:
    assert may_leave(pace_for(GENERIC), 10_000, 1_000_000, ACK) is None
    assert quota_used(pace_for(GENERIC), 1_000_000) == 0.0


def test_the_responder_takes_two_fifths_of_the_daily_quota() -> None:
    assert pace_for(provider_for("smtp.yandex.ru", "info@yandex.ru")).per_day == 200


def test_rules_override_the_profile() -> None:
    pace = pace_for(provider_for("smtp.office365.com"), per_minute=5, per_day=100)
    assert pace == Pace(per_minute=5, per_day=40)
    assert pace_for(GENERIC, per_minute=7) == Pace(per_minute=7, per_day=None)


def test_the_minute_and_the_day_both_hold_letters_back() -> None:
    pace = Pace(per_minute=30, per_day=200)
    assert may_leave(pace, 28, 0, ALERT) == 2
    assert may_leave(pace, 0, 199, ALERT) == 1
    assert may_leave(pace, 31, 0, ALERT) == 0


def test_a_tenth_of_the_day_is_kept_for_alerts() -> None:
    pace = Pace(per_day=200)
    assert may_leave(pace, 0, 180, ACK) == 0
    assert may_leave(pace, 0, 180, ALERT) == 20


def test_the_used_share_ends_at_one() -> None:
    assert quota_used(Pace(per_day=200), 50) == 0.25
    assert quota_used(Pace(per_day=200), 500) == 1.0
    assert quota_used(Pace(per_day=0), 0) == 1.0
