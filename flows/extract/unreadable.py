"""The one exception of the readers: a file or a part of it cannot be read, with the code of its issue."""

from __future__ import annotations


class UnreadableError(Exception):
    """What is wrong with a file, told to a person; the door in readings.py turns it into an issue."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
