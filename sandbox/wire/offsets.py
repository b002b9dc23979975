"""pandas' date offsets, as far as they serve as frequencies: a closed table, nothing is parsed."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pandas.tseries.frequencies import to_offset

from sandbox.wire.errors import DecodeError
from sandbox.wire.packing import NotData

_MONTHS: Final = (
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
)  # fmt: skip
_DAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_RULES: Final = ("QE", "QS", "BQE", "BQS", "YE", "YS", "BYE", "BYS")
_OFFSET_NAMES: Final = (
    "D", "B", "h", "min", "s", "ms", "us", "ns", "ME", "MS", "BME", "BMS", "SME-15", "SMS-15",
    *(f"W-{day}" for day in _DAYS), *(f"{rule}-{month}" for rule in _RULES for month in _MONTHS),
)  # fmt: skip


@cache
def _offsets() -> dict[str, Any]:
    return {name: to_offset(name) for name in _OFFSET_NAMES}


def offset_spec(offset: Any) -> list[Any] | None:
    """Return a multiple and a name from the closed table, or raise NotData."""
    if offset is None:
        return None
    base = _offsets().get(offset.base.freqstr)
    if base is None or base * offset.n != offset:
        raise NotData
    return [int(offset.n), offset.base.freqstr]


def offset_of(spec: object) -> Any:
    """Return the offset of a multiple and a name; raises DecodeError."""
    if type(spec) is not list or [type(field) for field in spec] != [int, str]:
        raise DecodeError("frequency: malformed")
    if spec[1] not in _offsets() or not -(2**62) < spec[0] < 2**62:
        raise DecodeError("frequency: unknown")
    return _offsets()[spec[1]] * spec[0]
