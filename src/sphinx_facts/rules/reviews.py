"""What no rule can read: each passage was compared with its evidence by a reader, who has no
objection to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..facts.reviews import AllReviews
from ..model.findings import Finding, make_finding, rule
from ..model.reviews import Answer, PassageReview, ReviewedPassage, Reviews


def check_reviews(
    passages: Iterable[ReviewedPassage], reviews: AllReviews, asked: Reviews
) -> Iterator[Finding]:
    """What is outstanding among passages, and what readers object to."""
    for each in passages:
        review = reviews.of(each.key)
        match review.state(asked):
            case "outstanding":
                yield _unreviewed(each, review, reviews)
            case "objected":
                yield from (_objected(each, objection) for objection in review.objections)


@rule(
    "R001",
    "unreviewed",
    meaning="Nobody has compared the passage with its evidence, or something in either of them has "
    "changed since. It is found where the setting `reviews` asks for it.",
    help="Run sphinx-facts review, and answer what is outstanding.",
    example="""
    wrong:
      docs/example.md: The bridge is the pride of the town.
      pyproject.toml: |
        [tool.sphinx-facts]
        reviews = "any"
    right:
      answers.json: |
        {"version": 1, "reader": "Ada", "kind": "person", "answers": [{"verdict": "no-claim",
          "passage": "6e89f50c9a2c4e6dd973b7ced5bf96ede5a7b978a8127c8183b7d0993141eb0c",
          "evidence": "f21bd26b9df063c0223f8504b2b8cf4a1dbbefda1cc8b42b7e52896769b29859"}]}
      $: sphinx-facts review --answers answers.json docs/example.md
    check: check docs/example.md
    says: |
      docs/example.md:1:1: R001 unreviewed: this has not been read: “The bridge is the pride of the town.”
          do        Run sphinx-facts review, and answer what is outstanding.
    """,
)
def _unreviewed(passage: ReviewedPassage, review: PassageReview, reviews: AllReviews) -> Finding:
    before = reviews.of_passage(passage.key.passage)
    if review.answers:
        message = "no person has read this"
    elif before is not None:
        message = f"what this cites has changed since {told(before)}"
    else:
        message = "this has not been read"
    return make_finding("R001", passage.location, f"{message}: “{passage.opening}”")


@rule(
    "R002",
    "objected",
    meaning="A reader has found that the passage says more than its evidence, and has not withdrawn "
    "that. It outweighs what others have answered.",
    help="Mend the passage: it is then to be read again. Or the reader withdraws the objection.",
    example="""
    wrong:
      docs/example.md: The bridge is the pride of the town.
      pyproject.toml: |
        [tool.sphinx-facts]
        reviews = "any"
      answers.json: |
        {"version": 1, "reader": "Ada", "kind": "person", "answers": [{
          "verdict": "says-more", "note": "Who says so?", "date": "2026-12-01",
          "passage": "6e89f50c9a2c4e6dd973b7ced5bf96ede5a7b978a8127c8183b7d0993141eb0c",
          "evidence": "f21bd26b9df063c0223f8504b2b8cf4a1dbbefda1cc8b42b7e52896769b29859"}]}
      $: sphinx-facts review --answers answers.json docs/example.md
    right:
      answers.json: |
        {"version": 1, "reader": "Ada", "kind": "person", "answers": [{"verdict": "no-claim",
          "passage": "6e89f50c9a2c4e6dd973b7ced5bf96ede5a7b978a8127c8183b7d0993141eb0c",
          "evidence": "f21bd26b9df063c0223f8504b2b8cf4a1dbbefda1cc8b42b7e52896769b29859"}]}
      $: sphinx-facts review --answers answers.json docs/example.md
    check: check docs/example.md
    says: |
      docs/example.md:1:1: R002 objected: it says more than its evidence, as Ada found on 2026-12-01: Who says so?
          do        Mend the passage: it is then to be read again. Or the reader withdraws the objection.
    """,
)
def _objected(passage: ReviewedPassage, objection: Answer) -> Finding:
    note = f": {' '.join(objection.note.split())}" if objection.note.strip() else ""
    message = f"it says more than its evidence, as {told(objection, 'found')}{note}"
    return make_finding("R002", passage.location, message)


def told(answer: Answer, verb: str = "read it") -> str:
    """Who answered, of which kind, and when."""
    kind = "" if answer.kind == "person" else " (a program)"
    return f"{answer.reader}{kind} {verb} on {answer.date}"
