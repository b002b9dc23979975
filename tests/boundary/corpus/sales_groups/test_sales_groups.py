import pandas as pd
import pytest
from sales_groups import add_share, apply_each, best_row, by_shop_and_month, groups, pivot, totals


@pytest.fixture
def sales():
    return pd.DataFrame(
        {"shop": ["n", "s", "n", "n"], "month": [1, 1, 2, 2], "amount": [5, 7, 1, 2]}
    )


def test_totals(sales):
    expected = pd.Series([8, 7], index=pd.Index(["n", "s"], name="shop"), name="amount")
    pd.testing.assert_series_equal(totals(sales), expected)


def test_multi_index(sales):
    result = by_shop_and_month(sales)
    assert isinstance(result.index, pd.MultiIndex)
    assert result.index.names == ["shop", "month"]
    assert result.index.tolist() == [("n", 1), ("n", 2), ("s", 1)]
    assert result.loc[("n", 2), "count"] == 2


def test_multi_index_frame(sales):
    index = pd.MultiIndex.from_tuples([("n", 1), ("n", 2), ("s", 1)], names=["shop", "month"])
    expected = pd.DataFrame({"sum": [5, 3, 7], "count": [1, 2, 1]}, index=index)
    pd.testing.assert_frame_equal(by_shop_and_month(sales), expected)


def test_pivot_has_missing(sales):
    result = pivot(sales)
    assert pd.isna(result.loc["s", 2])
    assert result.loc["n"].tolist() == [5.0, 3.0]
    assert result.columns.name == "month"


def test_best_row(sales):
    row = best_row(sales)
    assert isinstance(row, pd.Series)
    assert row.name == 1
    assert row["shop"] == "s"
    assert row.dtype == object


def test_generator_of_frames(sales):
    stream = groups(sales)
    name, part = next(stream)
    assert name == "n"
    assert part.index.tolist() == [0, 1, 2]
    assert [name for name, _ in stream] == ["s"]


def test_add_share_edits_frame(sales):
    assert add_share(sales) is None
    assert list(sales.columns) == ["shop", "month", "amount", "share"]
    assert sales["share"].sum() == pytest.approx(1.0)


def test_apply_lambda(sales):
    result = apply_each(sales, lambda part: int(part.max()))
    assert result == {"n": 5, "s": 7}


def test_apply_method(sales):
    assert apply_each(sales, pd.Series.mean) == {"n": pytest.approx(8 / 3), "s": 7.0}


def test_missing_column():
    with pytest.raises(KeyError, match="shop"):
        totals(pd.DataFrame({"amount": [1]}))


def test_empty(sales):
    result = totals(sales.iloc[:0])
    assert len(result) == 0
    assert result.index.name == "shop"
