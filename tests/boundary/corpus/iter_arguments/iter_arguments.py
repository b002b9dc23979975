# planted: test_reads_only_what_it_needs, test_one_pass_is_enough, test_empty_is_none
"""Iterables as arguments.  first_big reads everything, spread reads twice, largest([]) raises."""


def first_big(numbers, limit):
    return next((n for n in list(numbers) if n > limit), None)


def spread(numbers):
    return max(numbers) - min(numbers)


def largest(items, key=None):
    return max(items, key=key)


def interleave(*streams):
    iterators = [iter(stream) for stream in streams]
    while iterators:
        for iterator in list(iterators):
            try:
                yield next(iterator)
            except StopIteration:
                iterators.remove(iterator)


def take_while_equal(stream):
    result = []
    for item in stream:
        if result and item != result[-1]:
            break
        result.append(item)
    return result


def window_sums(stream, size):
    window = []
    for item in stream:
        window.append(item)
        if len(window) == size:
            yield sum(window)
            window.pop(0)


def drain(stream):
    count = 0
    for _ in stream:
        count += 1
    return count


def skip(stream, count=1):
    for _ in range(count):
        next(stream, None)
    return stream


def unzip(pairs):
    return tuple(zip(*pairs))


def to_dict(pairs):
    return dict(pairs)


def chain_send(generator, values):
    next(generator)
    return [generator.send(value) for value in values]


def call_until(function, sentinel):
    return list(iter(function, sentinel))
