from math import log

import pytest

from tests.bench.curve import Judged, at, aurc, curve, greatest, least_aurc, weigh


def on(confidence: float, right: bool = True, anchored: bool = True) -> Judged:
    return Judged(confidence, anchored, on_subject=True, right=right)


def off(confidence: float, anchored: bool = True) -> Judged:
    return Judged(confidence, anchored, on_subject=False, right=False)


JUDGED = weigh([on(0.9), on(0.9), on(0.7, right=False), on(0.5)], [off(0.8), off(0)])


def test_each_side_weighs_one_half():
    assert [one.weight for one in JUDGED] == [0.125] * 4 + [0.25] * 2


def test_lower_thresholds_cover_more_and_let_more_pass():
    points = curve(JUDGED)

    assert [one.threshold for one in points] == [0.9, 0.8, 0.7, 0.5]
    assert [one.coverage for one in points] == [0.5, 0.5, 0.5, 0.75]
    assert [one.accepted for one in points] == [0, 0.5, 0.5, 0.5]
    assert [one.precision for one in points] == [1, 0.5, 0.4, 0.5]
    assert [one.wrong for one in points] == [0, 0.25, 0.375, 0.375]
    assert [one.missed for one in points] == [0.25, 0.25, 0.125, 0]


def test_each_threshold_concerns_its_own_messages():
    judged = [on(0.6), on(0.6, anchored=False), off(0.7, anchored=False), off(0.5)]

    assert at(judged, 0.6, 0.8)[1:] == (0.5, 1, 0, 0, 1)
    assert at(judged, 0.4, 0.7)[1:4] == (0.5, 1 / 3, 1)


def test_what_is_refused_at_any_threshold_is_never_answered():
    assert at([on(0), off(0)], 0, 0)[1:] == (0, 1, 0, 0, 1)
    assert curve([on(0), off(0)]) == []


def test_the_greatest_coverage_at_a_precision():
    assert greatest(curve(JUDGED), 0.9).threshold == 0.9
    assert greatest(curve(JUDGED), 0.5).threshold == 0.5
    assert greatest(curve([off(0.9)]), 0.5) is None


@pytest.mark.parametrize(
    ("judged", "area"),
    [
        ([on(0.9), on(0.8)], 0),
        ([off(0.9), off(0.8)], 1),
        ([on(0.9), off(0.5)], 0.5 - log(2) / 2),  # half a curve that rises as (x - 1) / x
        ([off(0.9), on(0.5)], 0.5 + log(2) / 2),
        ([on(0.5), off(0.5)], 0.5),  # evenly mixed
    ],
)
def test_the_area_is_the_mean_risk(judged, area):
    assert aurc(judged) == pytest.approx(area)


def test_no_order_has_a_smaller_area_than_right_before_wrong():
    assert least_aurc(JUDGED) < aurc(JUDGED)
    assert least_aurc([on(0.5), off(0.9)]) == pytest.approx(aurc([on(0.9), off(0.5)]))
