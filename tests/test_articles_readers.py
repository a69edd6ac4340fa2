"""The readers of single lines: what each of them makes of a line, whole, and the lengths at which they stop."""

from pathlib import Path

import pytest

from quotekit.articles import (
    bylines,
    credits,
    datelines,
    feet,
    furniture,
    headlines,
    intros,
    known,
    lines,
    markers,
    names,
    platforms,
    scenes,
)
from quotekit.articles.legible import legible
from quotekit.articles.stamps import read_stamp

CASES = Path(__file__).parent / "cases" / "article_readers.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf8").splitlines()[2:] if line]
PROSE = (
    "The court meets in May to hear what the two banks have to say of the sale, and of the houses that were lost "
    "on the way."
)


def piece(line, extent):
    """Return what stands in an extent, ``-`` where there is none."""
    return line[slice(*extent)] if extent else "-"


def stamp(line, found):
    """Return a stamp's words, and all that it tells."""
    if found is None:
        return "-"
    told = (found.iso, found.time, found.weekday, found.trouble, *found.readings)
    open_day = [] if found.iso or not found.dated else [f"{found.year}/{found.month}/{found.day}"]
    words = f"[{line[found.start : found.end]}]"
    return " ".join([words, *[str(part) for part in told if part not in (None, "")], *open_day])


def credit(line, found):
    """Return a credit's words, its name, its account, platform and day."""
    if found is None:
        return "-"
    words = line[found.start : found.end]
    day = stamp(line, found.stamp)
    return f"[{words}] {piece(line, found.name)} | {found.handle or '-'} | {found.platform or '-'} | {day}"


def date_line(line, **first):
    """Return the days of a line of dates, and what it is."""
    found = datelines.read_date_line(line, 0, len(line), **first)
    if found is None:
        return "-"
    kind = ("keyed " if found.keyed else "") + ("alone" if found.alone else "")
    return f"{stamp(line, found.published)} | {stamp(line, found.updated)} | {kind.strip() or '-'}"


def dateline(line, first):
    """Return a dateline's words and its day."""
    found = datelines.read_dateline(line, 0, len(line), first)
    return f"[{line[: found[0]]}] {stamp(line, found[1])}" if found else "-"


def marker(line, found):
    """Return a marker's words and its time."""
    return f"[{line[: found.end]}] {stamp(line, found.stamp)}" if found else "-"


def intro(line):
    """Return an introduction's name, account, platform, day and what is posted."""
    found = intros.read_intro(line, 0, len(line))
    if found is None:
        return "-"
    sure = "" if found.certain else " | unsure"
    who = f"{piece(line, found.name)} | {found.handle or '-'} | {found.platform or '-'}"
    return f"{who} | {stamp(line, found.stamp)} | {line[found.body :]}{sure}"


def whole(read):
    """Return a reader of a line as one that takes its place in a text."""
    return lambda line: read(line, 0, len(line))


READERS = {
    "last_mark": headlines.last_mark,
    "is_capitals": headlines.is_capitals,
    "is_title_case": lambda line: headlines.is_title_case(line.split()),
    "is_separator": headlines.is_separator,
    "is_byline": bylines.is_byline,
    "is_name_line": lambda line: bylines.is_name_line(line, before_date=False),
    "is_name_before_date": lambda line: bylines.is_name_line(line, before_date=True),
    "is_desk": bylines.is_desk,
    "is_outlet": bylines.is_outlet,
    "may_be_title": headlines.may_be_title,
    "headline": lambda line: headlines.is_headline(line, PROSE, lists=False),
    "headline_in_list": lambda line: headlines.is_headline(line, PROSE, lists=True),
    "headline_above_small": lambda line: headlines.is_headline(line, PROSE.lower(), lists=False),
    "headline_above_short": lambda line: headlines.is_headline(line, PROSE[:90], lists=False),
    "headline_last": lambda line: headlines.is_headline(line, "", lists=False),
    "is_newsroom": bylines.is_newsroom,
    "is_author": bylines.is_author,
    "may_be_author": bylines.may_be_author,
    "furniture": furniture.is_furniture,
    "foot": feet.is_foot,
    "scene": scenes.is_scene,
    "known_below": lambda line: known.known_line(line, below=True),
    "known_line": known.known_line,
    "known_first": lambda line: known.known_line(line, first=True),
    "caption": known.ends_like_caption,
    "is_name": names.is_name,
    "is_proper": names.is_proper,
    "platform_in": platforms.platform_in,
    "post_link": lambda line: (link := platforms.read_post_link(line)) and f"{link.platform} {link.handle}",
    "platform_of": platforms.platform_of,
    "without_media": lambda line: f"[{piece(line, platforms.without_media(line, 0, len(line)))}]",
    "looks_posted": whole(intros.looks_posted),
    "credits": lambda line: "; ".join(credit(line, found) for found in credits.find_credits(line, 0, len(line))) or "-",
    "signature": lambda line: credit(line, credits.read_signature(line, 0, len(line))),
    "embed_tail": lambda line: credit(line, credits.read_embed_tail(line, 0, len(line))),
    "bare_credit": lambda line: credit(line, credits.read_bare_credit(line, 0, len(line))),
    "link_tail": lambda line: credit(line, credits.read_link_tail(line, 0, len(line))),
    "prefix": lambda line: stamp(line, datelines.read_prefix(line, 0, len(line))),
    "date_line": date_line,
    "date_line_first": lambda line: date_line(line, first=True),
    "dateline": lambda line: dateline(line, first=False),
    "dateline_first": lambda line: dateline(line, first=True),
    "update": lambda line: marker(line, markers.read_update(line, 0, len(line))),
    "entry_time": lambda line: marker(line, markers.read_entry_time(line, 0, len(line))),
    "intro": intro,
    "stamp": lambda line: stamp(line, read_stamp(line, 0, len(line))),
    "legible": lambda line: f"[{legible(line)}]",
    "lines_end": lambda line: lines.ends_sentence(line, len(line)),
}


@pytest.mark.parametrize(("reader", "line", "told"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_what_a_reader_makes_of_a_line(reader, line, told):
    """Each reader tells this of the line, and nothing else."""
    assert str(READERS[reader](line)) == told
