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
    Failure,
    Notice,
    Quantity,
    Quote,
    Span,
    Speaker,
    Time,
)

if TYPE_CHECKING:
    from quotekit.articles import parse_article
    from quotekit.claims.claim_index import ClaimIndex
    from quotekit.claims.clusters import cluster_claims
    from quotekit.claims.matching import ClaimMatch, same_claim
    from quotekit.claims.normalizing import normalize_claim
    from quotekit.claims.quantities import find_quantities
    from quotekit.claims.times import find_times, resolve_time
    from quotekit.comparing import claims_of
    from quotekit.doors.arrow import ArrowExtractor
    from quotekit.doors.page.article import to_html
    from quotekit.doors.page.chart import chart_to_svg
    from quotekit.doors.page.comparison import comparison_to_html
    from quotekit.extractor import Extractor, extract
    from quotekit.masking import mask_quotes, non_quotes, replace_quotes, script
    from quotekit.recipe import Recipe
    from quotekit.speakers import SpeakerLexicon

__version__ = "0.1.0"

_LAZY = {
    "ArrowExtractor": "quotekit.doors.arrow",
    "ClaimIndex": "quotekit.claims.claim_index",
    "ClaimMatch": "quotekit.claims.matching",
    "Extractor": "quotekit.extractor",
    "Recipe": "quotekit.recipe",
    "SpeakerLexicon": "quotekit.speakers",
    "chart_to_svg": "quotekit.doors.page.chart",
    "claims_of": "quotekit.comparing",
    "cluster_claims": "quotekit.claims.clusters",
    "comparison_to_html": "quotekit.doors.page.comparison",
    "extract": "quotekit.extractor",
    "find_quantities": "quotekit.claims.quantities",
    "find_times": "quotekit.claims.times",
    "mask_quotes": "quotekit.masking",
    "non_quotes": "quotekit.masking",
    "normalize_claim": "quotekit.claims.normalizing",
    "parse_article": "quotekit.articles",
    "replace_quotes": "quotekit.masking",
    "resolve_time": "quotekit.claims.times",
    "same_claim": "quotekit.claims.matching",
    "to_html": "quotekit.doors.page.article",
    "script": "quotekit.masking",
}

__all__ = [
    "ArrowExtractor",
    "Article",
    "Attribution",
    "Block",
    "Claim",
    "ClaimIndex",
    "ClaimMatch",
    "Edit",
    "Extraction",
    "Extractor",
    "Failure",
    "Notice",
    "Quantity",
    "Quote",
    "Recipe",
    "Span",
    "Speaker",
    "SpeakerLexicon",
    "Time",
    "chart_to_svg",
    "claims_of",
    "cluster_claims",
    "comparison_to_html",
    "extract",
    "find_quantities",
    "find_times",
    "mask_quotes",
    "non_quotes",
    "normalize_claim",
    "parse_article",
    "replace_quotes",
    "resolve_time",
    "same_claim",
    "script",
    "to_html",
]


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'quotekit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
