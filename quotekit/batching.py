"""Works that ask on their way in, what each ends with out: what several ask at the same time is answered together."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Done = TypeVar("Done")


def run_together(
    works: Sequence[Generator[Asked, Answer, Done]], answer: Callable[[Sequence[Asked]], Sequence[Answer]]
) -> list[Done | Exception]:
    """Return what each work ends with, in order: its value, or what it raised, which stops no other.

    Args:
        works: generators that yield what they ask and are sent the answer.
        answer: answers what several ask, in order.

    >>> def add(one, other):
    ...     return one + (yield other)
    >>> run_together([add(1, 2), add(3, 4)], lambda asked: [10 * each for each in asked])
    [21, 43]
    """
    ends: dict[int, Done | Exception] = {}
    replies: dict[int, Any] = dict.fromkeys(range(len(works)))  # a generator is started by None
    while replies:
        asked: dict[int, Asked] = {}
        for place, reply in replies.items():
            try:
                asked[place] = works[place].throw(reply) if isinstance(reply, Exception) else works[place].send(reply)
            except StopIteration as end:
                ends[place] = end.value
            except Exception as problem:
                ends[place] = problem
        replies = dict(zip(asked, _replies(list(asked.values()), answer), strict=True)) if asked else {}
    return [ends[place] for place in range(len(works))]


def _replies(
    asked: Sequence[Asked], answer: Callable[[Sequence[Asked]], Sequence[Answer]]
) -> Sequence[Answer | Exception]:
    """Answer all at once; where that fails one by one, so that it fails for those alone that it fails for."""
    try:
        return answer(asked)
    except Exception as problem:
        if len(asked) == 1:
            return [problem]
        return [reply for each in asked for reply in _replies([each], answer)]
