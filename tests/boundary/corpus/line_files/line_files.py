"""Functions that read and write file-like objects."""

import csv
import io
import json


def count_lines(file):
    return sum(1 for line in file if line.strip())


def number_lines(source, target):
    for number, line in enumerate(source, 1):
        target.write(f"{number}: {line}")


def first_line(file):
    return file.readline().rstrip("\n")


def read_table(file):
    return list(csv.DictReader(file))


def write_table(file, rows):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows(rows)


def dump(value, file):
    json.dump(value, file, sort_keys=True)
    return file


def load(file):
    return json.load(file)


def report(*words, file=None):
    print(*words, file=file)


def words_of(file):
    for line in file:
        yield from line.split()


def as_file(text):
    return io.StringIO(text)


def head_bytes(file, size):
    return file.read(size)
