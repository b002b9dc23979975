"""Group-by exercises on a sales frame."""

import pandas as pd


def totals(frame):
    return frame.groupby("shop")["amount"].sum()


def by_shop_and_month(frame):
    return frame.groupby(["shop", "month"])["amount"].agg(["sum", "count"])


def pivot(frame):
    return frame.pivot_table(index="shop", columns="month", values="amount", aggfunc="sum")


def best_row(frame):
    return frame.loc[frame["amount"].idxmax()]


def groups(frame):
    for name, part in frame.groupby("shop"):
        yield name, part.reset_index(drop=True)


def add_share(frame):
    frame["share"] = frame["amount"] / frame["amount"].sum()


def apply_each(frame, function):
    return {name: function(part["amount"]) for name, part in frame.groupby("shop")}
