"""A program for sandboxes under test: sends back what it gets."""

import os

while data := os.read(0, 1 << 18):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(1, rest) :]
