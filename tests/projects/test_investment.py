"""How projects' money adds up."""

from decimal import Decimal

from indicators.investment import Investment, add_up, points_ahead


def money(total=None, planned=None, made=None):
    return Investment(*(None if text is None else Decimal(text) for text in (total, planned, made)))


def test_what_is_invested_is_a_share_of_the_years_plan():
    assert round(money("19.33", "3.06", "0.56").share, 3) == Decimal("0.183")
    assert money(planned="3", made="0").share == 0
    assert money(planned="3").share is None
    assert money(made="3").share is None
    assert money(planned="0", made="3").share is None


def test_the_share_of_several_is_sum_over_sum_where_both_are_known():
    sums = add_up([money("9", "1", "1"), money("9", "3", "1"), money(planned="96"), money("2")])
    assert (sums.projects, sums.share, sums.shared) == (4, Decimal("0.5"), 2)
    assert (sums.total.amount, sums.total.count) == (20, 3)
    assert (sums.planned.amount, sums.planned.count) == (100, 3)
    assert (sums.made.amount, sums.made.count) == (2, 2)


def test_an_amount_that_nobody_knows_is_missing_and_not_zero():
    sums = add_up([money(), money()])
    assert (sums.total.amount, sums.total.count, sums.share, sums.shared) == (None, 0, None, 0)
    assert add_up([]).projects == 0
    assert add_up([money(made="0")]).made.amount == 0


def test_half_a_year_gone_with_a_third_invested_is_behind():
    assert points_ahead(Decimal("0.25"), 6) == -25
    assert points_ahead(Decimal("0.75"), 6) == 25
