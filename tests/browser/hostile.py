"""A book whose every text wishes its reader ill: it must show as text, and do nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from building import Book
from conftest import ROOT

ILL = [
    "<img src=x onerror=window.hurt=1><b>bold</b>",
    "</script><script>window.hurt=2;alert(2)</script><!--",
    "</style><style>main{display:none}</style>",
    "' onmouseover='window.hurt=3' \" onfocus=\"window.hurt=4\" autofocus x=`",
    "{{ 7*7 }} ${window.hurt=5} $x^2$ {fact}`cars` ![a](x) [b](javascript:alert) `code` *em* |",
    "שלום עולם 19 مرحبا",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "e\u0301\u200b\u2028\ufeff\u00ad",
    "w" * 300,
]
ALL = " ".join(ILL)
PLAIN = ALL.replace('"', "").replace("“", "")  # where quotation marks would make another quotation
LONG = f"We {PLAIN} " + "cannot count on it " * 500 + "any more"  # ten thousand characters
EXCERPTS = {
    "cars": f"Over 4,000 cars {PLAIN} cross",
    "late": f"in May 2019 {PLAIN} it was seen",
    "boats": f"about 300 boats {PLAIN} pass",
    "lady": f"the Grey {PLAIN} Lady",
    "says": f"said Ada {PLAIN} Quist",
}


def _evidence(name: str, **more: str) -> list[dict[str, str]]:
    return [{"source": "gazette", "excerpt": EXCERPTS[name], **more}]


FACTS: dict[str, Any] = {
    "sources": {
        "gazette": {
            "publisher": f"The {ALL} Gazette", "title": ALL, "published": "2024", "note": ALL,
            "url": "https://example.org/?a='onclick=alert&b=</script>".replace("<", "%3C")
            .replace(">", "%3E"), "recorded": "full",
        },
        "bare": {
            "publisher": "Bare", "title": None, "published": None, "url": None,
            "recorded": "excerpt",
        },
    },
    "origins": {"briefing": {"name": f"a {ALL} briefing", "date": "2019-05"}},
    "people": {
        "ada": {
            "name": f"Ada {ALL} Quist", "role": f"the {ALL} mayor", "claim": f"She {ALL} rules.",
            "note": ALL, "evidence": _evidence("says"),
        },
    },
    "facts": {
        "cars": {
            "figure": "over 4,000 cars", "claim": f"More cars {ALL}.", "note": ALL,
            "as_of": "2019-05", "near": ["cross"],
            "evidence": [
                {**_evidence("cars")[0], "based_on": "briefing"},
                {"source": "bare", "excerpt": f"4,100 cars {ALL}", "figure": "4,100 cars"},
            ],
        },
        "late": {
            "figure": "in May 2019", "claim": f"It {ALL} was seen.", "evidence": _evidence("late"),
        },
        "boats": {
            "figure": "about 300 boats", "claim": f"Boats {ALL} pass.", "said_by": "ada",
            "evidence": _evidence("boats", attribution=EXCERPTS["says"]),
        },
        "long": {
            "quote": LONG, "claim": f"It {ALL} is long.", "speaker": "ada",
            "evidence": [{"source": "gazette", "attribution": EXCERPTS["says"]}],
        },
        "lady": {"term": f"Grey {PLAIN} Lady", "claim": ALL, "evidence": _evidence("lady")},
        "bare": {"figure": "12 cats", "claim": "Cats.", "evidence": [
            {"source": "bare", "excerpt": "12 cats"}]},
    },
    "corrections": [
        {"date": "2020", "fact": "cars", "was": f"4 {ALL}", "now": "over 4,000 cars", "why": ALL},
    ],
}  # fmt: skip
CHAPTER = """\
# Over {fact}`cars`

Cars cross: {fact}`cars` {fact}`late` and {fact}`boats`, says {person}`ada`. So it is
in {source}`gazette`, and so on.

Plain words end this.

They call it {named}`lady`, and {fact}`bare` live there. {quote}`long` says {person}`ada`.

```{quotation} long
```

```{fact-card} cars
```

```{chart} bars
:title: What crosses

Cars <cars>
```

```{chart} estimates
:title: What is said

cars
```
"""
DOCS = {
    "index": "# The book\n\nWords.\n\n```{toctree}\nchapter\npeople\nsources\nfacts\ntimeline\n"
    "corrections\nexcerpts\nverify\nhow-checked\n```\n",
    "chapter": CHAPTER,
    "how-checked": "# How\n\nWords.\n",
    "facts": "# Facts\n\n```{facts}\n```\n\n```{downloads}\n```\n",
    **{
        name: f"# Of {name}\n\n```{{{name}}}{' gazette' if name == 'excerpts' else ''}\n```\n"
        for name in ("people", "sources", "timeline", "corrections", "excerpts", "verify")
    },
}
SOURCE = "\n".join(f"It says {text}." for text in [*EXCERPTS.values(), LONG]) + "\n"


def hostile_book(folder: Path) -> Book:
    """That book, in the look of the real one."""
    docs = folder / "docs"
    shutil.copytree(
        ROOT / "docs", docs, ignore=shutil.ignore_patterns("*.md", "_build", "__pycache__")
    )
    book = Book.__new__(Book)
    book.folder = folder
    files = {f"docs/{name}.md": text for name, text in DOCS.items()}
    files["facts/facts.yaml"] = yaml.safe_dump(FACTS, sort_keys=False)
    files["snapshots/gazette.txt"] = SOURCE
    book.write(files)
    book.record()
    return book
