"""Fewest coins for a target."""

from collections import Counter


def find_fewest(coins, target):
    if target < 0:
        raise ValueError("target can't be negative")
    best = {0: []}
    for amount in range(1, target + 1):
        options = [best[amount - coin] + [coin] for coin in coins if amount - coin in best]
        if options:
            best[amount] = min(options, key=len)
    if target not in best:
        raise ValueError("can't make target with given coins")
    return sorted(best[target])


def count_ways(coins, target):
    ways = [1] + [0] * target
    for coin in coins:
        for amount in range(coin, target + 1):
            ways[amount] += ways[amount - coin]
    return ways[target]


def purse(coins, target):
    return Counter(find_fewest(coins, target))
