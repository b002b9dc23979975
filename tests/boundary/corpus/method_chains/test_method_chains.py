import numpy as np
import pytest
from method_chains import LinearModel, Pipeline, Query, TextBuilder

ROWS = [{"n": "a", "v": 3}, {"n": "b", "v": 1}, {"n": "c", "v": 3}]


@pytest.fixture
def query():
    return Query(ROWS)


def test_builder():
    assert TextBuilder().add("a").line("b").line().build() == "ab\n\n"


def test_builder_returns_itself():
    builder = TextBuilder()
    assert builder.add("x") is builder
    assert builder.add("y").repeat(2).build() == "xyxy"


def test_query_is_new(query):
    result = query.where(v=3)
    assert result is not query
    assert isinstance(result, Query)
    assert (len(result), len(query)) == (2, 3)


def test_where_predicate(query):
    assert query.where(lambda row: row["n"] > "a", v=3).first() is ROWS[2]


def test_select_and_steps(query):
    result = query.where(v=3).select("n").order_by("n", reverse=True)
    assert list(result) == [{"n": "c"}, {"n": "a"}]
    assert result.steps == ("where", "select", "order_by")


def test_order_by_function(query):
    assert query.order_by(lambda row: (-row["v"], row["n"])).map(lambda row: row["n"]) == ["a", "c", "b"]


def test_no_rows(query):
    with pytest.raises(LookupError, match="no rows"):
        query.where(v=99).first()
    assert not query.where(v=99)


def test_rows_untouched(query):
    query.order_by("v").select("v")
    assert ROWS[0] == {"n": "a", "v": 3}
    assert [row["n"] for row in ROWS] == ["a", "b", "c"]


def test_model_chain():
    X = np.array([[0.0], [1.0], [2.0]])
    model = LinearModel()
    assert model.fit(X, [1, 3, 5]) is model
    np.testing.assert_allclose(model.coef_, [1, 2], atol=1e-12)
    np.testing.assert_allclose(LinearModel().fit(X, [1, 3, 5]).predict([[10]]), [21])


def test_not_fitted():
    with pytest.raises(AttributeError, match="coef_"):
        LinearModel().predict([[1]])


def test_pipeline():
    pipeline = Pipeline(str.strip) | str.title | (lambda text: text + "!")
    assert pipeline("  ab cd ") == "Ab Cd!"
    assert pipeline.steps[0]("  x ") == "x"
    assert len(pipeline.steps) == 3


def test_pipeline_of_pipelines():
    double = Pipeline(lambda n: 2 * n)
    assert (double | double | str)(3) == "12"
