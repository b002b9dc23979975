import numpy as np
import pandas as pd
import pytest
from confusion_table import accuracy, confusion, precision, table

TRUTH = [0, 0, 1, 1, 1]
GUESS = [0, 1, 1, 1, 1]


class TestMatrix:
    def test_diagonal(self):
        assert np.diag(confusion(TRUTH, GUESS)).tolist() == [1, 3]

    def test_rows_are_truth(self):
        np.testing.assert_array_equal(confusion(TRUTH, GUESS), [[1, 1], [0, 3]])

    def test_dtype(self):
        assert confusion(TRUTH, GUESS).dtype == np.int64

    def test_labels(self):
        assert confusion(["a"], ["a"], labels=["b", "a"]).tolist() == [[0, 0], [0, 1]]

    def test_shapes(self):
        with pytest.raises(ValueError, match="shapes differ") as err:
            confusion([1, 2], [1])
        assert err.value.args == ("shapes differ", (2,), (1,))

    def test_frame_names(self):
        frame = table(["a", "b"], ["a", "b"])
        assert isinstance(frame, pd.DataFrame)
        assert frame.index.name == "truth"
        assert frame.columns.name == "predicted"
        assert frame.loc["a", "a"] == 1


class TestScores:
    def test_accuracy_type(self):
        result = accuracy(TRUTH, GUESS)
        assert type(result) is np.float64
        assert result == pytest.approx(0.8)

    def test_precision(self):
        result = precision(TRUTH, GUESS, 1)
        assert result == 0.75
        assert type(result) is float

    def test_precision_without_predictions(self):
        assert precision([1, 1], [1, 1], 0) == 0.0

    @pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series])
    def test_any_sequence(self, kind):
        assert accuracy(kind(TRUTH), kind(TRUTH)) == 1.0
