"""quotekit: who said what, when, in whose words, according to whom.

Importing this package loads no model and no heavy library: the names below are fetched when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotekit.values import (
    Article,
    Attribution,
    Block,
    Claim,
    Edit,
    Extraction,
    Notice,
    Quantity,
    Quote,
    Span,
    Speaker,
    Time,
)

if TYPE_CHECKING:
    from quotekit.articles import parse_article
    from quotekit.extractor import Extractor, extract
    from quotekit.speakers import SpeakerLexicon

__version__ = "0.1.0"

_LAZY = {
    "Extractor": "quotekit.extractor",
    "extract": "quotekit.extractor",
    "parse_article": "quotekit.articles",
    "SpeakerLexicon": "quotekit.speakers",
}

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "Claim",
    "Edit",
    "Extraction",
    "Extractor",
    "Notice",
    "Quantity",
    "Quote",
    "Span",
    "Speaker",
    "SpeakerLexicon",
    "Time",
    "extract",
    "parse_article",
]


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'quotekit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
