"""A number as printed in, its value out: digits, words and fractions."""

from __future__ import annotations

import regex

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * (at + 2) for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5,
    "lakhs": 10**5, "crore": 10**7, "crores": 10**7, "dozen": 12, "dozens": 12, "score": 20, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "hundreds": 100, "thousands": 1000,
}  # fmt: skip
SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12, "cr": 10**7}
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅛": 0.125}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
}  # fmt: skip
ORDINALS = {
    word: value
    for value, word in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100,
}  # fmt: skip

TENS_WORD = "(?:" + "|".join(TENS) + ")"
UNIT_WORD = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
SMALL = rf"(?:{TENS_WORD}(?:[\s-]{UNIT_WORD})?|{UNIT_WORD})"
# "two hundred and five", "one hundred thousand", "twenty-four"; bounded, so that it stays linear.
WORDS = (
    rf"(?:{SMALL}|half\san?(?=[\s-](?:hundred|thousand|million|billion|trillion|dozen|lakh|crore))|an?(?=[\s-](?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)))"
    rf"(?:(?:\s|-)(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)"
    rf"(?:(?:\sand)?(?:\s|-){SMALL})?){{0,4}}"
)
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,4}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,9})?"
MIXED = r"(?:[\s-]?[½¼¾⅓⅔⅕⅖⅗⅘⅛]|[\s-][1-9]/[2-9](?!\d)|\sand\sa\shalf(?=\s))"
NUMBER = rf"(?:{DIGITS}(?:{MIXED})?|[½¼¾⅓⅔⅛]|{WORDS}(?:\sand\sa\shalf(?=\s))?)"
ORDINAL_TENS = "(?:" + "|".join(TENS) + ")"
ORDINAL_WORD = rf"(?:{ORDINAL_TENS}[\s-])?(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"

PRINTED = regex.compile(rf"(?P<digits>{DIGITS})?(?P<mixed>{MIXED}|[½¼¾⅓⅔⅕⅖⅗⅘⅛])?", regex.IGNORECASE)


def read_number(printed: str) -> float | None:
    """Return the value of a number in digits or words, ``None`` where it is not one.

    >>> [read_number(n) for n in ("1,200", "twenty-four", "two hundred and five", "5 1/2", "2½", "a hundred", "blue")]
    [1200.0, 24.0, 205.0, 5.5, 2.5, 100.0, None]
    >>> [read_number(n) for n in ("half a million", "two and a half", "a million and a half")]
    [500000.0, 2.5, 1500000.0]
    """
    printed = printed.strip().lower()
    match = PRINTED.fullmatch(printed)
    if match and printed:
        whole = float(match["digits"].replace(",", "")) if match["digits"] else 0.0
        return whole + _fraction(match["mixed"] or "")
    return _words(regex.split(r"[\s-]+", printed))


def _fraction(printed: str) -> float:
    printed = printed.strip(" -")
    if printed in VULGAR:
        return VULGAR[printed]
    if "/" in printed:
        above, below = printed.split("/")
        return int(above) / int(below)
    return 0.5 if printed else 0.0


def _words(words: list[str]) -> float | None:
    total, current, scale, known = 0.0, 0.0, 1.0, False
    for word in words:
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
            known = True
        elif word == "half":
            current, known = (current if total == 0 else 0.0) + 0.5 * scale, True
        elif word in ("a", "an"):
            current = current or 1
        elif word in SCALES:
            known = True
            scale = float(SCALES[word])
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
        elif word != "and":
            return None
    return total + current if known else None


def read_ordinal(printed: str) -> int | None:
    """Return the rank of an ordinal in digits or words.

    >>> [read_ordinal(n) for n in ("21st", "twenty-first", "third", "red")]
    [21, 21, 3, None]
    """
    printed = printed.strip().lower()
    digits = regex.fullmatch(r"([0-9]{1,9})(?:st|nd|rd|th)", printed)
    if digits:
        return int(digits[1])
    words = regex.split(r"[\s-]+", printed)
    if words[-1] not in ORDINALS or len(words) > 2:
        return None
    if len(words) == 2:
        return TENS[words[0]] + ORDINALS[words[1]] if words[0] in TENS else None
    return ORDINALS[words[-1]]
