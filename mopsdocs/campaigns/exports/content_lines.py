"""The lines of an iCalendar file (RFC 5545, section 3.1): escapes, values, and lines of at most 75 bytes.

Written here and not by a library: icalendar takes a third of a second to import and ten times as long to write, which
a calendar of a thousand campaigns does not have. So it can read in tests what is written here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final

_LONGEST: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text(value: str) -> str:
    """A value of type TEXT."""
    return value.translate(_ESCAPES)


def date(day: datetime.date) -> str:
    """A value of type DATE: `20270310`."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def local_time(time: datetime.datetime) -> str:
    """A time as clocks show it: `20270310T140000`."""
    return f"{date(time)}T{time.hour:02}{time.minute:02}{time.second:02}"


def utc_time(time: datetime.datetime) -> str:
    """A time in UTC: `20270310T130000Z`. What lies outside the years 1 to 9999 there is taken as it is."""
    try:
        return f"{local_time(time.astimezone(datetime.UTC))}Z"
    except OverflowError:
        return f"{local_time(time)}Z"


def file_of(lines: Iterable[str]) -> bytes:
    """The file with these content lines, folded, each ending with CR and LF."""
    return b"".join(part for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[bytes]:
    """A line in parts. What goes on begins with a space, and no character is cut in two."""
    data = line.encode("utf-8", "replace")
    begin, room = 0, _LONGEST
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield (b" " if begin else b"") + data[begin:end] + b"\r\n"
        begin, room = end, _LONGEST - 1
    yield (b" " if begin else b"") + data[begin:] + b"\r\n"
