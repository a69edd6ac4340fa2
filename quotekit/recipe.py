"""The arguments of an :class:`~quotekit.extractor.Extractor` as a value: it travels, the loaded model does not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

if TYPE_CHECKING:
    from quotekit.extractor import Extractor
    from quotekit.speakers import Coreference, SpeakerLexicon
    from quotekit.values import CueLexicon

Engine = Literal["tagger", "rules"]
ENGINES: tuple[Engine, ...] = ("tagger", "rules")
DEFAULT_ENGINE: Engine = "tagger"
BALANCED = 0.2
"""The confidence from which precision and recall are balanced on political news."""


def _as_text(path: str | os.PathLike[str] | None) -> str | None:
    return None if path is None else os.fspath(path)


@frozen
class Recipe:
    """What an extractor is made from: frozen, comparable, picklable, and small unless it holds a large lexicon.

    The fields are the arguments of :class:`~quotekit.extractor.Extractor`, which tells of each. Send a recipe to
    another process or machine and build the extractor there, once.

    >>> import pickle
    >>> from quotekit import Recipe
    >>> recipe = pickle.loads(pickle.dumps(Recipe(engine="rules")))
    >>> len(recipe.build().extract('“It is late,” said Ada Cole.').quotes)
    1

    Raises:
        ValueError: an engine of that name does not exist, or ``min_confidence`` is no probability.
    """

    engine: Engine = field(default=DEFAULT_ENGINE)
    speakers: SpeakerLexicon | None = None
    cues: CueLexicon | None = None
    """``None`` for the one that comes with the library."""
    model: str | None = field(default=None, kw_only=True, converter=_as_text)
    """``None`` for the shipped one."""
    nested: bool = field(default=True, kw_only=True)
    min_confidence: float = field(default=BALANCED, kw_only=True)
    claims: bool = field(default=False, kw_only=True)
    coreference: Coreference | None = field(default=None, kw_only=True)
    """A function of a module, where the recipe has to travel: a lambda can't."""

    @engine.validator
    def _check_engine(self, _: object, engine: object) -> None:
        if engine not in ENGINES:
            raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")

    @min_confidence.validator
    def _check_confidence(self, _: object, chance: float) -> None:
        if not 0 <= chance <= 1:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {chance!r}")

    def build(self) -> Extractor:
        """Return the extractor; a model that this process has loaded before is not loaded again."""
        from quotekit.extractor import Extractor  # noqa: PLC0415 - it imports every room

        return Extractor.of(self)
