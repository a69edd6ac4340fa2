"""Articles in, one extraction each out, in order, made in other processes; what fails is a value among them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, TypeVar

from attrs import evolve

from quotekit.pool import Lost, Pool, serve
from quotekit.recipe import Recipe
from quotekit.values import Article, Extraction, Failure

Given = TypeVar("Given")
MOST_LETTERS = 500_000
"""A batch of so many letters is full: a few long articles are as much work as many short ones."""


def extract_in_processes(
    articles: Iterable[str | Article], recipe: Recipe, workers: int, batch_size: int
) -> Iterator[Extraction]:
    """Yield one extraction an article; a batch goes to one process of several, each with an extractor of its own."""
    sent: deque[Sequence[object]] = deque()

    def messages() -> Iterator[list[tuple[object, int]]]:
        position = 0
        for batch in batches(articles, batch_size):
            sent.append(batch)
            yield [(_plain(given), position + i) for i, given in enumerate(batch)]
            position += len(batch)

    position = 0
    with closing(Pool(workers, __name__, recipe).stream(messages())) as stream:
        for answers in stream:
            for given, answer in zip(sent.popleft(), answers, strict=True):
                yield _completed(position, given, answer)
                position += 1


def failed(position: int, given: object, reason: str) -> Extraction:
    """Return the extraction that stands for an article that could not be read.

    >>> failed(3, 17, "text must be a string or an Article, not int").failure.message
    'article 3: text must be a string or an Article, not int'
    """
    article = given if isinstance(given, Article) else Article(given if isinstance(given, str) else "")
    return Extraction(article, failure=Failure(position, article.id, f"{place_of(position, article.id)}: {reason}"))


def place_of(position: int, id: str | None) -> str:
    """Return which article a failure's message names in front of its reason.

    >>> place_of(3, None), place_of(3, "a17")
    ('article 3', 'article 3 (a17)')
    """
    return f"article {position}" if id is None else f"article {position} ({id})"


def work() -> None:
    """Be a worker process: build one extractor, and read with it what comes in."""

    def prepare(recipe: Recipe) -> Any:
        extractor = recipe.build()
        return lambda items: extractor.attempt_all([given for given, _ in items], items[0][1])

    serve(prepare)


def batches(articles: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """Yield articles in batches that are full by number or by letters, the last one as it is.

    >>> list(batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    batch: list[Given] = []
    letters = 0
    iterator = iter(articles)
    while True:
        try:
            given = next(iterator)
        except StopIteration:
            break
        except Exception:
            if batch:
                yield batch  # what came before is done before the error is seen
            raise
        batch.append(given)
        letters += len(given) if isinstance(given, str) else len(given.text) if isinstance(given, Article) else 0
        if len(batch) == size or letters >= MOST_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _plain(given: object) -> str | Article | None:
    """Return what is sent of what was given: nothing but text and layout, which can always be sent."""
    if isinstance(given, Article):
        return evolve(given, extra={})
    return str.__str__(given) if isinstance(given, str) else None


def _completed(position: int, given: object, answer: Extraction | Lost) -> Extraction:
    """Return a worker's answer with what was not sent to it."""
    if isinstance(answer, Lost):
        return failed(position, given, answer.reason)
    if isinstance(given, Article):
        return evolve(answer, article=given)
    return answer if isinstance(given, str) else failed(position, given, wrong_type(given))


def wrong_type(given: object) -> str:
    """Tell what is wrong with something that is no article.

    >>> wrong_type(17)
    'text must be a string or an Article, not int'
    """
    return f"text must be a string or an Article, not {type(given).__name__}"
