"""A real local Spark: its quotes are those of the plain run; needs pyspark and Java, ``nox -s spark``."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import quotekit
from quotekit import ArrowExtractor, Recipe, SpeakerLexicon
from quotekit.speakers import SpeakerRow

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Spark runs on Java"),
    pytest.mark.filterwarnings("ignore"),  # Spark's own, about the versions of its libraries
]

SEEDS = {path.stem: path.read_text("utf8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))}
LEXICON = SpeakerLexicon([SpeakerRow("p1", "Mykhailo Podoliak", aliases=("Podolyak",))])
COLUMNS = "id string, text string, n int"
ARTICLES = [
    *((name, text, i) for i, (name, text) in enumerate(SEEDS.items())),
    *((f"a{i}", f"“It rains in town {i},” said Ada Cole.", i) for i in range(20)),
    ("none", None, -1),
    ("empty", "", 0),
]


@pytest.fixture(scope="module")
def spark():
    """Return a session on two local cores, whose workers are this Python."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it starts to look for Java

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("quotekit")
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def through_spark(spark, extractor):
    """Return the rows that Spark's mapInArrow gives for the articles, in two partitions."""
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema  # noqa: PLC0415

    articles = spark.createDataFrame(ARTICLES, COLUMNS).repartition(2)
    schema = from_arrow_schema(extractor.schema(to_arrow_schema(articles.schema)))
    return [row.asDict(recursive=True) for row in articles.mapInArrow(extractor.batches, schema).collect()]


@pytest.mark.parametrize("engine", ["rules", "tagger"])
def test_spark_finds_what_the_plain_run_finds(spark, engine):
    """The quotes of Spark's two workers, lexicon and all, are those of one process; a bad row is a row."""
    recipe = Recipe(engine=engine, speakers=LEXICON)
    rows = through_spark(spark, ArrowExtractor(recipe, layout="flat"))
    found = [(row["id"], row["quote_id"], row["confidence"], row["speaker_id"], row["content"]) for row in rows]
    plain = []
    for result in recipe.build().pipe(quotekit.parse_article(t, id=name) for name, t, _ in ARTICLES if t is not None):
        for quote in result.quotes:
            words = " … ".join(span.of(result.article.text) for span in quote.content)
            plain.append((result.article.id, quote.id, quote.confidence, quote.speaker and quote.speaker.id, words))
    assert sorted(each for each in found if each[1]) == sorted(plain, key=lambda each: each[:2])
    assert "p1" in {each[3] for each in plain}
    assert [(row["id"], row["n"], row["error"]) for row in rows if row["error"]] == [("none", -1, "text is null")]


def test_spark_takes_the_nested_layout(spark):
    """A row an article, its quotes a list of structs: Spark knows the schema and gives all articles back."""
    rows = through_spark(spark, ArrowExtractor(Recipe(engine="rules")))
    assert sorted((row["id"], row["text"], row["n"]) for row in rows if row["text"]) == sorted(
        article for article in ARTICLES if article[1]
    )
    quotes = {row["id"]: row["quotes"] for row in rows}
    assert quotes["a3"][0]["source"] == "Ada Cole"
    assert quotes["a3"][0]["content_spans"] == [{"start": 0, "end": 21}]
    assert quotes["none"] is None
    assert quotes["empty"] == []
