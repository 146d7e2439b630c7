"""What the book tells machines, read by what others made for it: no list here is our own."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest

from .conftest import Note, package, run

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WRONG = {
    "a-property": {"@type": "Claim", "text": "So.", "excerpt": "So."},
    "a-type": {"@type": "Assertion", "text": "So."},
    "a-value": {"@type": "Quotation", "creator": {"@type": "Book", "name": "So"}},
}
PROGRAM = """import type {{ Graph }} from "schema-dts";
export const block: Graph = {};
"""

STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Plain</title><id>plain</id><updated>2024-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter="; ">
    <text variable="publisher"/><text variable="title"/>
    <date variable="issued"><date-part name="year"/></date><text variable="URL"/>
  </group></layout></bibliography>
</style>"""


@pytest.fixture(scope="module")
def judged(html: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Of each page, and of each wrong block, what the vocabulary's types say against it."""
    folder = tmp_path_factory.mktemp("schema-org")
    blocks = {
        path.stem: found
        for path in html.glob("*.html")
        for found in BLOCK.findall(path.read_text("utf-8"))
    }
    for name, node in WRONG.items():
        blocks[name] = json.dumps({"@context": "https://schema.org", "@graph": [node]})
    for name, block in blocks.items():
        (folder / f"{name}.ts").write_text(PROGRAM.format(json.dumps(json.loads(block))), "utf-8")
    types = package("schema-dts/dist/schema.d.ts")
    options = {"noEmit": True, "strict": True, "types": [], "paths": {"schema-dts": [str(types)]}}
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options}), "utf-8")
    said = run(package(".bin/tsc"), "-p", folder, "--pretty", "false").stdout
    errors: dict[str, list[str]] = {name: [] for name in blocks}
    for name, error in re.findall(r"^(?:.*/)?([\w-]+)\.ts\(.*?: (error .*)$", said, re.M):
        errors[name].append(error[:300])
    return errors


def test_the_heads_of_all_pages_keep_to_schema_org(
    judged: dict[str, list[str]], measure: Note
) -> None:
    pages = {name: errors for name, errors in judged.items() if name not in WRONG}
    assert len(pages) > 10
    assert [name for name in pages if not measure("schema-org", name, len(pages[name]))] == [], (
        pages
    )


@pytest.mark.parametrize("name", WRONG)
def test_the_vocabulary_refuses_what_it_has_not(judged: dict[str, list[str]], name: str) -> None:
    assert judged[name] != []


def test_the_data_package_is_valid_and_so_are_its_tables(html: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(html / "datapackage.json")).validate()
    assert report.flatten(["title", "note"]) == []
    assert report.stats["tasks"] > 0


def test_a_changed_table_breaks_the_data_package(html: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for path in html.glob("*.[cj]s*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "facts.csv"
    table.write_text(table.read_text("utf-8").replace(",1,", ",one,", 1), "utf-8")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert "Type Error" in {title for (title,) in report.flatten(["title"])}


@pytest.mark.filterwarnings("error::UserWarning")  # It warns of fields that it does not know.
def test_a_citation_processor_renders_the_sources(html: Path) -> None:
    citeproc = pytest.importorskip("citeproc")
    json_ = pytest.importorskip("citeproc.source.json")
    entries = json.loads((html / "sources.csl.json").read_text("utf-8"))
    source = json_.CiteProcJSON(entries)
    style = citeproc.CitationStylesStyle(BytesIO(STYLE), validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for entry in entries:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(entry["id"])]))
    rendered = [str(each) for each in bibliography.bibliography()]
    assert len(rendered) == len(entries) > 0
    for text, entry in zip(rendered, entries, strict=True):
        year = str(entry["issued"]["date-parts"][0][0]) if "issued" in entry else ""
        for part in (entry["publisher"], entry.get("title", ""), year, entry.get("URL", "")):
            assert part in text


def test_the_bibtex_is_read_strictly(html: Path) -> None:
    pybtex = pytest.importorskip("pybtex.database")
    entries = json.loads((html / "sources.csl.json").read_text("utf-8"))
    read = pybtex.parse_file(str(html / "sources.bib"), "bibtex")
    assert {key: entry.fields.get("publisher") for key, entry in read.entries.items()} == {
        entry["id"]: entry["publisher"] for entry in entries
    }
