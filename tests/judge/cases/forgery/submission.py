import os
import sys
import threading
import time

from sandbox.wire.values import Codec, Reference

NO_REFERENCES = Codec(refer=lambda value: None, resolve=lambda value: None)
VALUE = NO_REFERENCES.encode(42)


def act(name):
    if not name.startswith("after_") and name in globals():
        globals()[name]()
        return 41
    return 42


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def message(*fields):
    send(NO_REFERENCES.encode(list(fields)))


def asked():
    """The id of the question that is being answered, from the agent's own frames."""
    frame = sys._getframe()
    while frame.f_code.co_name != "_answer":
        frame = frame.f_back
    return frame.f_locals["message"][1]


def guesses_the_id():
    message("=", 1, VALUE, [], [])


def answers_twice():
    message("=", asked(), VALUE, [], [])


def garbage():
    os.write(3, bytes(range(255, 0, -1)) * 100)


def too_long():
    os.write(3, b"\xff\xff\xff\xff")


def no_message():
    send(b"\xc1")


def half_then_exits():
    os.write(3, b"\0\0\1\0half")
    os._exit(0)


def half_then_hangs():
    os.write(3, b"\0\0\1\0half")
    time.sleep(60)


def nested():
    send(b"\x91" * 1_000_000 + b"\xc0")


def asks_for_a_handle():
    message("?", 1, "getattr", [own(0), NO_REFERENCES.encode("__globals__")], {}, [], [])


def own(handle):
    return encode(Reference("own", (handle,)))


def encode(reference):
    marker = object()
    codec = Codec(refer=lambda value: reference if value is marker else None, resolve=lambda value: None)
    return codec.encode(marker)


def asks_for_an_unknown_operation():
    message("?", 1, "eval", [NO_REFERENCES.encode("1")], {}, [], [])


def sends_a_strange_reference():
    message("=", asked(), encode(Reference("own", (10**30,))), [], [])


def answers_late():
    number = asked()
    threading.Timer(0.001, lambda: message("=", number, VALUE, [], [])).start()


def malformed_change():
    message("=", asked(), VALUE, [[1, b"x", [["y"]]]], ["z"])


def many_small_frames():
    for _ in range(100_000):
        send(b"")


def empty_frame():
    send(b"")


def raises_no_exception():
    message("!", asked(), VALUE, [], [])


def claims_its_own_class():
    fields = (7, "Skipped", "Skipped", "_pytest.outcomes", None, (BaseException,), (), (), None)
    cls = Reference("class", fields)
    marker, error = object(), object()
    references = {id(marker): cls, id(error): Reference("exception", (8, marker, ("x",), "x", [], (), None, None))}
    codec = Codec(refer=lambda value: references.get(id(value)), resolve=lambda value: None)
    message("!", asked(), codec.encode(error), [], [])
