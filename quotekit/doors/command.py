"""The command ``quotekit``: arguments in, an exit status out. Each subcommand's work is a file of its own.

That file is imported when its subcommand runs, so that ``--version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from quotekit import __version__
from quotekit.errors import QuotekitError

DONE, SOME_FAILED, BAD_USAGE, INTERRUPTED, READER_LEFT = 0, 1, 2, 130, 141

EXTRACT = """Find the quotes of articles. A text file is one article, its id the file's name; a row of a .jsonl, .csv,
.tsv or .parquet file is one with the columns "text", "id"?, "date"? and "outlet"?, and its other fields travel through.
With --out the work is kept in steps and can be gone on with when it was broken off. Exit status: 0 all done, 1 some
rows were left out and the others are done, 2 it could not run or not end."""
SHOW = """Print articles with their quotes coloured by speaker and numbered, and a key below: nested quotes are
underlined, cues italic, sources bold. Rows in quotekit's own format are shown as they are; other input is read for
quotes first."""
PAGE = """Write pages to look at in a browser: articles with their quotes marked by speaker, each page one file that
needs nothing else. With an .html file as output several articles are compared on one page, the same claims side by
side; with a folder each article has its page. Rows in quotekit's own format are taken as they are; other input is
read for quotes first."""
CLAIMS = """Write what the quotes of articles claim, one claim a line: self-contained, with its times, quantities and
flags, beside the words as printed. Rows in quotekit's own format are taken as they are; other input is read for quotes
first."""
MATCH = """Print who said the same in two files of rows: what "quotekit extract" or "quotekit claims" wrote, or rows
{"id"?, "text", "date"?, "speaker"?}. Groups and their members stand in the order of first appearance, by date."""
EVALUATE = """Score predicted attributions against gold ones, both JSON lines with "id", "text" and "quotes" or
"attributions". Letters and digits alone count."""

LEXICON = """Check a lexicon of speakers, or look a mention up in it."""
LEXICON_CHECK = """Print everything that is wrong with a lexicon (.csv, .jsonl, .toml), a line each. Exit status: 0 it
can be used, 1 it can't."""
LEXICON_FIND = """Print whom a lexicon means by a mention: id, name, kind and role, parted by tabs; where several fit
equally, all of them. Exit status: 0 one speaker, 1 nobody or several."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 all done, 1 some inputs failed, 2 bad usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if "door" not in options:
        parser.print_help(sys.stderr)
        return BAD_USAGE
    try:
        status: int = import_module(f"quotekit.doors.{options.door}").run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted. What is still buffered goes nowhere, or the interpreter would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except KeyboardInterrupt:
        return INTERRUPTED
    except (OSError, QuotekitError) as problem:
        sys.stderr.write(f"quotekit: {problem}\n")
        return SOME_FAILED
    return status


class Engines:
    """The names of the engines, looked up when they are needed: their module imports every room."""

    def __iter__(self) -> Iterator[str]:
        return iter(import_module("quotekit.extractor").ENGINES)

    def __contains__(self, name: object) -> bool:
        return name in list(self)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "quotekit", description="Who said what, when, in whose words, according to whom: quotes from news text."
    )
    parser.add_argument("--version", action="version", version=f"quotekit {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_extract(commands.add_parser("extract", help="find the quotes of articles", description=EXTRACT))
    _add_show(commands.add_parser("show", help="print articles with their quotes marked", description=SHOW))
    _add_page(commands.add_parser("page", help="write pages to look at", description=PAGE))
    _add_claims(commands.add_parser("claims", help="write what the quotes claim", description=CLAIMS))
    _add_match(commands.add_parser("match", help="print who said the same in two files", description=MATCH))
    _add_evaluate(commands.add_parser("evaluate", help="score predictions against gold", description=EVALUATE))
    _add_lexicon(commands.add_parser("lexicon", help="check a lexicon, or look a mention up", description=LEXICON))
    return parser


def _add_extract(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    _add_columns(parser)
    parser.add_argument(
        "--format", choices=("jsonl", "table"), help="default: a table on a terminal, else JSON lines, one an article"
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="write here, all or nothing: .jsonl (an article a line), .csv, .tsv or .parquet (a quote a row); "
        "all but .parquet also with .gz, .bz2 or .xz",
    )
    parser.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes at work; default: 1")
    parser.add_argument("--resume", action="store_true", help="go on where a run with the same --out was broken off")
    parser.add_argument("--errors", metavar="FILE", help="what was left out and why, as JSON lines; default: stderr")
    parser.add_argument(
        "--keep-duplicates", action="store_true", help="with --out: do articles whose id an earlier one has, too"
    )
    parser.add_argument("--bom", action="store_true", help="begin .csv and .tsv with a byte order mark, for Excel")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary")
    parser.set_defaults(door="extracting", usage_error=parser.error)


def _add_show(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    _add_columns(parser)
    parser.add_argument(
        "--color", "--colour", choices=("auto", "always", "never"), default="auto", help="auto honours NO_COLOR"
    )
    parser.set_defaults(door="showing", usage_error=parser.error)


def _add_page(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.add_argument(
        "--out", metavar="PATH", help="an .html file, or a folder; default: one page on standard output"
    )
    parser.set_defaults(door="paging", usage_error=parser.error)


def _add_claims(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.add_argument(
        "--format", choices=("jsonl", "table"), help="default: a table on a terminal, else JSON lines, one a claim"
    )
    parser.add_argument("--out", metavar="FILE", help="write here; the file is replaced once all is done")
    parser.set_defaults(door="claiming", usage_error=parser.error)


def _add_match(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("one", metavar="A", help="rows of claims, .jsonl; - for standard input")
    parser.add_argument("other", metavar="B", help="the same of others")
    parser.add_argument(
        "--format", choices=("jsonl", "table"), help="default: a table on a terminal, else JSON lines, one a group"
    )
    parser.add_argument("--out", metavar="FILE", help="write here; the file is replaced once all is done")
    parser.set_defaults(door="matching", usage_error=parser.error)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", help="gold attributions, .jsonl")
    parser.add_argument("predicted", metavar="PRED", help="predicted attributions, .jsonl")
    parser.add_argument("--json", action="store_true", help="print the figures as one line of JSON")
    parser.add_argument("--before", metavar="EARLIER", help="an earlier prediction: show what was gained and lost")
    parser.set_defaults(door="evaluating")


def _add_lexicon(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", title="actions", required=True)
    check = actions.add_parser("check", help="print everything that is wrong with a file", description=LEXICON_CHECK)
    check.add_argument("file", metavar="FILE", help="a lexicon: .csv, .jsonl or .toml")
    check.set_defaults(door="lexicons", action="check")
    find = actions.add_parser("find", help="print whom a mention means", description=LEXICON_FIND)
    find.add_argument("file", metavar="FILE", help="a lexicon: .csv, .jsonl, .toml, or the compiled form")
    find.add_argument("mention", metavar="MENTION", help='a name, surname, office, acronym or account: "the president"')
    find.add_argument("--on", metavar="DAY", help="YYYY-MM-DD: the day on which it was said")
    find.add_argument("--context", metavar="TEXT", help="the sentence around it: a surname alone needs one")
    find.add_argument("--json", action="store_true", help="print one line of JSON")
    find.set_defaults(door="lexicons", action="find", usage_error=find.error)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="texts, .jsonl, .csv, .tsv and .parquet files of rows, all also packed (.gz, .bz2, .xz, .zst); folders "
        "of such; globs; or - for standard input (the default when something is piped in)",
    )
    parser.add_argument("--engine", choices=Engines(), metavar="NAME", help="which engine: %(choices)s")
    parser.add_argument("--date", metavar="DAY", help="YYYY-MM-DD, for articles whose row gives no date")
    parser.add_argument("--lexicon", metavar="FILE", help="your speakers: .csv, .jsonl, .toml, or the compiled form")
    parser.add_argument(
        "--min-confidence", type=_chance, metavar="P", help="leave out quotes less likely right than this, 0 to 1"
    )


def _add_columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns", metavar="NAMES", help="what rows call ours: text=body,date=published,id=url,outlet=source"
    )


def _workers(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is not 1 or more")
    return int(value)


def _chance(value: str) -> float:
    try:
        chance = float(value)
    except ValueError:
        chance = -1
    if not 0 <= chance <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} does not lie between 0 and 1")
    return chance
