"""An organisation as printed comes in; its name goes out: the Kremlin's press service is the president's."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.naming import Names
from quotekit.speakers.roles import country_of, read_office
from quotekit.speakers.tables import read_table

RULERS = {"president": "President", "prime minister": "Prime Minister", "chancellor": "Chancellor"}
_WITH_ARTICLE = (
    "United",
    "Netherlands",
    "Philippines",
    "Czech",
    "Maldives",
    "Bahamas",
    "Gambia",
    "Democratic",
    "European",
)
_PRESS = re.compile(r"\bpress (?P<what>service|office|bureau|secretariat)$", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:presiden(?:tial|cy)|(?:presiden(?:t|cy)|prime minister|chancellor)['’]s) (?P<what>office|administration)$",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"\w+$")
_GENITIVE = re.compile(r"['’]s$")
_PRESIDENT_OF = re.compile(
    r"(?P<before>\p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?) [Pp]residen(?:t|cy|tial)\b"
    r"|[Pp]resident of (?:the )?(?P<behind>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)"
)


@lru_cache(maxsize=1)
def seats() -> dict[str, tuple[str, str, str]]:
    """Return the seats of power: country, ruler, press service; folded."""
    return {fold(row["seat"]): (row["country"], row["ruler"], row["press"]) for row in read_table("seats.tsv")}


@lru_cache(maxsize=1)
def _seat_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["seat"]) for row in read_table("seats.tsv")))


class Bodies:
    """What one article tells of its organisations."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self._country: str | None = None

    @property
    def country(self) -> str:
        """The country whose president or seat of power the text speaks of, where one prevails."""
        if self._country is None:
            counts: Counter[str] = Counter()
            for found in _PRESIDENT_OF.finditer(self.text):
                counts[country_of(found["before"] or found["behind"])] += 1
            for seat in _seat_pattern().findall(self.text):
                counts[seats()[fold(seat)][0]] += 1
            counts.pop("", None)
            most = counts.most_common(2)
            clear = most and (len(most) == 1 or most[0][1] >= 2 * most[1][1])
            self._country = most[0][0] if clear else ""
        return self._country

    def ruler(self, owner: str) -> str:
        """Return the office that an owner is or stands for, "President of Russia"; empty where it is none."""
        plain = fold(owner)
        if plain in seats():
            return seats()[plain][1]
        office = read_office(owner)
        if office.head in RULERS and not office.rank:
            return _of(RULERS[office.head], country_of(owner) or self.country)
        if owner and owner[0].isupper() and len(owner.split()) <= 3:
            held = {person.role for person in self.names.full(owner.rsplit(maxsplit=1)[-1])} & set(RULERS)
            held = held or {person.role for person in self.names.persons if person.name == owner} & set(RULERS)
            if len(held) == 1 and self.country:
                return _of(RULERS[held.pop()], self.country)
        return ""

    def key(self, owner: str) -> str:
        """Return the country that stands behind an owner: two owners with one key may be one."""
        plain = fold(owner)
        if plain in seats():
            return seats()[plain][0]
        return country_of(owner) or (self.country if read_office(owner).head in RULERS else "")

    def name(self, mention: Mention) -> str:
        """Return the name of an organisation.

        >>> from quotekit.speakers.mentions import read_mention
        >>> Bodies("", Names("")).name(read_mention("the Kremlin press service"))
        'Press Service of the President of Russia'
        >>> Bodies("", Names("")).name(read_mention("Ukraine presidential office"))
        'Office of the President of Ukraine'
        """
        press, office = _PRESS.search(mention.name), _OFFICE.search(mention.name)
        if press and mention.owner and (ruler := self.ruler(mention.owner)):
            return f"Press {press['what'].title()} of the {ruler}"
        if office:
            head = read_office(_LAST_WORD.sub("", mention.name)).head or "president"
            country = country_of(mention.name) or self.country
            if head in RULERS and country:
                return f"{office['what'].title()} of the {_of(RULERS[head], country)}"
        return _GENITIVE.sub("", mention.name)

    def press_of(self, owner: str) -> str:
        """Return who issues a press statement of a seat; empty where the seat speaks under its own name."""
        _, ruler, press = seats().get(fold(owner), ("", "", ""))
        return f"{press} of the {ruler}" if press else ""


def _of(office: str, country: str) -> str:
    if not country:
        return ""
    return f"{office} of {'the ' if country.startswith(_WITH_ARTICLE) else ''}{country}"
