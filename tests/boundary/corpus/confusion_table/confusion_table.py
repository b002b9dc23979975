# planted: TestMatrix::test_rows_are_truth, TestScores::test_precision_without_predictions
"""Confusion matrices.  Rows and columns are swapped; an empty class gives NaN."""

import numpy as np
import pandas as pd


def confusion(truth, predicted, labels=None):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    if truth.shape != predicted.shape:
        raise ValueError("shapes differ", truth.shape, predicted.shape)
    labels = np.unique(np.concatenate([truth, predicted])) if labels is None else np.asarray(labels)
    matrix = np.zeros((len(labels), len(labels)), dtype=np.int64)
    for row, actual in enumerate(labels):
        for column, guess in enumerate(labels):
            matrix[column, row] = np.sum((truth == actual) & (predicted == guess))
    return matrix


def table(truth, predicted):
    labels = sorted(set(truth) | set(predicted))
    return pd.DataFrame(
        confusion(truth, predicted, labels),
        index=pd.Index(labels, name="truth"), columns=pd.Index(labels, name="predicted"),
    )


def accuracy(truth, predicted):
    return np.mean(np.asarray(truth) == np.asarray(predicted))


def precision(truth, predicted, label):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    hits = int(((truth == label) & (predicted == label)).sum())
    total = int((predicted == label).sum())
    return hits / total if total else float("nan")
