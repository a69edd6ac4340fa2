"""Nothing comes in; the words that tell organisations, documents, trades and given names go out."""

from __future__ import annotations

from functools import lru_cache

from quotekit.speakers.tables import read_table


@lru_cache(maxsize=1)
def body_words() -> frozenset[str]:
    """Return the nouns that tell an organisation."""
    return frozenset(row["word"] for row in read_table("body_words.tsv"))


@lru_cache(maxsize=1)
def known_bodies() -> frozenset[str]:
    """Return organisations whose names look like a person's surname, lower case."""
    return frozenset(row["name"].lower() for row in read_table("bodies.tsv"))


@lru_cache(maxsize=1)
def trades() -> frozenset[str]:
    """Return what people do or are, as it stands before their names."""
    return frozenset(row["word"] for row in read_table("trades.tsv"))


@lru_cache(maxsize=1)
def document_words() -> frozenset[str]:
    """Return the nouns for documents that speak for who issued them."""
    return frozenset(row["word"] for row in read_table("document_words.tsv"))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return given names with the gender of those who bear them, empty for both."""
    return {row["name"]: row["gender"].strip("-") for row in read_table("given_names.tsv")}
