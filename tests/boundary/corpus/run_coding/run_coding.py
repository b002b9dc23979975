# planted: EncodeTest::test_single_letter_runs, PairsTest::test_pairs_are_tuples
"""Run-length coding.  A single letter gets a count of 1 and pairs come as lists."""

from itertools import groupby


def encode(text):
    return "".join(f"{len(list(group))}{letter}" for letter, group in groupby(text))


def decode(code):
    text, count = "", ""
    for char in code:
        if char.isdigit():
            count += char
        else:
            text += char * int(count or 1)
            count = ""
    return text


def pairs(data):
    return [[key, len(list(group))] for key, group in groupby(data)]


def encode_bytes(data):
    out = bytearray()
    for value, group in groupby(data):
        out += bytes([len(list(group)), value])
    return bytes(out)
