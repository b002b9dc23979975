# style: a generator that yields the last value, collected into a list
def _filled(items):
    last = None
    for item in items:
        last = item if item is not None else last
        yield last


def fill_none(input_list):
    return list(_filled(input_list))
