"""Graphs as dicts, sets and tuples."""

from collections import deque
from heapq import heappop, heappush


class NoPath(Exception):
    def __init__(self, start, goal):
        super().__init__(start, goal)
        self.start, self.goal = start, goal

    def __str__(self):
        return f"no path from {self.start!r} to {self.goal!r}"


def build(edges):
    graph = {}
    for start, end in edges:
        graph.setdefault(start, set()).add(end)
        graph.setdefault(end, set())
    return graph


def shortest(graph, start, goal):
    previous, queue = {start: None}, deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            path = []
            while node is not None:
                path.append(node)
                node = previous[node]
            return path[::-1]
        for neighbour in sorted(graph[node]):
            if neighbour not in previous:
                previous[neighbour] = node
                queue.append(neighbour)
    raise NoPath(start, goal)


def dijkstra(weights, start):
    distance, heap = {}, [(0, start)]
    while heap:
        length, node = heappop(heap)
        if node not in distance:
            distance[node] = length
            for (a, b), weight in weights.items():
                if a == node:
                    heappush(heap, (length + weight, b))
    return distance


def neighbours(cell, cost=lambda cell: 1):
    x, y = cell
    return {(x + dx, y + dy): cost((x + dx, y + dy)) for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0))}


def topological(graph):
    done, order = set(), []

    def visit(node, trail):
        if node in trail:
            raise ValueError("cycle", [*trail, node])
        if node not in done:
            for following in sorted(graph[node]):
                visit(following, [*trail, node])
            done.add(node)
            order.insert(0, node)

    for node in sorted(graph):
        visit(node, [])
    return order


def walk(graph, node, visit):
    seen = set()

    def step(node):
        if node not in seen:
            seen.add(node)
            visit(node)
            for following in sorted(graph[node]):
                step(following)

    step(node)
    return frozenset(seen)
