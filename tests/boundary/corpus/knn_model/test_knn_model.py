import numpy as np
import pytest
from knn_model import KNN, NotFitted

X = np.array([[0.0, 0.0], [0.0, 1.0], [5.0, 5.0], [5.0, 6.0]])
Y = np.array([0, 0, 1, 1], dtype=np.int64)


@pytest.fixture(scope="module")
def model():
    return KNN(k=1).fit(X, Y)


def test_fit_returns_self():
    model = KNN()
    assert model.fit(X, Y) is model


def test_predict(model):
    np.testing.assert_array_equal(model.predict([[1, 1], [4, 4]]), [0, 1])


def test_predict_dtype(model):
    assert model.predict(X).dtype == np.int64


def test_string_labels():
    predicted = KNN(k=3).fit(X, np.array(["a", "a", "b", "b"])).predict([[0, 0]])
    assert predicted.dtype.kind == "U"
    assert predicted.tolist() == ["a"]


def test_kneighbors_tuple(model):
    distance, index = model.kneighbors([[0, 3]])
    np.testing.assert_allclose(distance, [[2.0]])
    assert index.shape == (1, 1)
    assert index[0, 0] == 1


def test_manhattan():
    distance, _ = KNN(k=1, metric="manhattan").fit(X, Y).kneighbors([[2, 2]])
    assert distance[0, 0] == 3.0


def test_not_fitted():
    with pytest.raises(NotFitted, match="^KNN is not fitted$") as err:
        KNN().predict(X)
    assert isinstance(err.value, ValueError)
    assert isinstance(err.value, AttributeError)


def test_fit_checks_lengths():
    with pytest.raises(ValueError):
        KNN().fit(X, Y[:2])


def test_training_data_untouched():
    data = X.copy()
    KNN().fit(data, Y).predict(data)
    np.testing.assert_array_equal(data, X)


def test_score_of_perfect_fit(model):
    assert model.score(X, Y) == pytest.approx(1.0)


def test_params():
    assert KNN(7).get_params() == {"k": 7, "metric": "euclidean"}


def test_attributes(model):
    assert model.X_.shape == (4, 2)
    np.testing.assert_array_equal(model.classes_, np.array([0, 1]))
