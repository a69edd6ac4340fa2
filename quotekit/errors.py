"""What quotekit raises of its own kind, for bad files and bad rows: never for odd text, which is a value's warning."""

from __future__ import annotations


class QuotekitError(ValueError):
    """The root of the library's own errors: catch this one to catch them all.

    >>> issubclass(QuotekitError, ValueError)
    True
    """


class FileProblem(QuotekitError):  # noqa: N818 - it is a value as often as it is raised
    """A file, or a row of one, that can't be used: where, why, and what to do about it.

    Args:
        reason: what is wrong, in a few words.
        advice: what the reader can do; empty where the reason says it all.
        file: the file's name as the user gave it; ``None`` where a row came from memory.
        line: the line in the file, from 1.
        field: the path of the field in the row, such as ``quotes[2].kind``.

    >>> print(FileProblem("not a string but a number", "write it in quotes", "news.jsonl", 3, "id"))
    news.jsonl, line 3, id: not a string but a number; write it in quotes
    """

    def __init__(
        self,
        reason: str,
        advice: str = "",
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        # All of them go to ``args``, so that the error survives the way from one process to another.
        super().__init__(reason, advice, file, line, field)
        self.reason = reason
        self.advice = advice
        self.file = file
        self.line = line
        self.field = field

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"line {self.line}" if self.line else None, self.field) if part)
        what = "; ".join(part for part in (self.reason, self.advice) if part)
        return f"{place}: {what}" if place else what

    def at(self, file: str | None, line: int | None = None) -> FileProblem:
        """Return the same problem, told of a line in a file.

        >>> print(FileProblem("missing", field="text").at("news.jsonl", 7))
        news.jsonl, line 7, text: missing
        """
        return FileProblem(self.reason, self.advice, file, line, self.field)
