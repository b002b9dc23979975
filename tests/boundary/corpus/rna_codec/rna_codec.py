"""Strings, bytes and memory of several encodings."""

import base64
import struct

PAIRS = str.maketrans("GCTA", "CGAU")
CODONS = {"AUG": "Methionine", "UUU": "Phenylalanine", "UAA": "STOP"}


def to_rna(dna):
    return dna.translate(PAIRS)


def proteins(strand):
    result = []
    for index in range(0, len(strand), 3):
        try:
            name = CODONS[strand[index : index + 3]]
        except KeyError:
            raise ValueError("Invalid codon") from None
        if name == "STOP":
            break
        result.append(name)
    return result


def encode(text, encoding="utf-8"):
    return text.encode(encoding)


def decode(data, errors="strict"):
    return bytes(data).decode("utf-8", errors)


def xor(data, key):
    for index in range(len(data)):
        data[index] ^= key
    return data


def pack(*numbers):
    return struct.pack(f"<{len(numbers)}h", *numbers)


def unpack(data):
    return struct.unpack(f"<{len(data) // 2}h", data)


def to_base64(data):
    return base64.b64encode(data).decode()


def bits(value):
    return value.to_bytes((value.bit_length() + 7) // 8 or 1, "big")


def caesar(text, shift):
    def turn(char):
        if not char.isascii() or not char.isalpha():
            return char
        base = ord("A" if char.isupper() else "a")
        return chr((ord(char) - base + shift) % 26 + base)

    return "".join(map(turn, text))


def lengths(words):
    return {word: (len(word), len(word.encode())) for word in words}


def parts(text):
    return text.partition(":"), text.rsplit(":", 1), text.splitlines(keepends=True)
