"""A program for sandboxes under test: runs each line, answers with the value of `result`."""

import base64
import contextlib
import json
import os
import sys

os.write(1, b"ready\n")
for line in sys.stdin.buffer:
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(sys.stderr):
        try:
            exec(base64.b64decode(line), names)
            answer = {"result": names.get("result")}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
    os.write(1, json.dumps(answer).encode() + b"\n")
