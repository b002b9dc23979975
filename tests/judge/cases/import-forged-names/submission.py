import os

from sandbox.wire.values import Codec

CODEC = Codec(refer=lambda value: None, resolve=lambda value: None)


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def act(name):
    return 41


send(CODEC.encode({"names": ["act"], "callable": ["act"]}))
