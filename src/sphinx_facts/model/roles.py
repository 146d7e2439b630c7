"""The roles of citations: one entry each. What reads, judges, mends or shows a citation asks here.

A new role is a new entry, and its name in `Role`. What it shows is the work of `display_text`, and
what it is held to that of the rules, which stand above this table and are named in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from .records import Kind

Role = Literal[
    "fact", "quote", "quotation", "named", "dated", "derived", "person", "source", "own", "count",
    "record",
]  # fmt: skip
DOMAIN = "facts"
"""Before the longer name of a role or directive: ``{facts:quote}``."""


class RoleTraits(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What sets a role apart."""

    meaning: str
    """What it cites and shows, for the manual."""
    written: Literal["role", "directive", "never"] = "role"
    """How an author writes it: ``{fact}`cars```, a fence, or not at all: a page alone has it."""
    name_in_domain: str = ""
    """Where the role's own name is that of the link to an entry from other projects."""

    # What it cites
    target: Literal["id", "expression", "place", "none"] = "id"
    """How that is named: by an id, by an expression of ids, by a place in the facts file such as
    ``facts/troops-sent``; or nothing is, and all of the text is the author's.
    """
    entry: Literal["fact", "person", "source", "count"] | None = None
    """What the target names an entry of."""
    kind: Kind | None = None
    """The kind of fact that it can show the wording of."""
    shows_date: bool = False
    """The date of a fact is shown, and not its wording."""

    # How a page shows it
    in_marks: bool = False
    """What it shows stands in quotation marks, which the author does not write."""
    linked: bool = False
    """What it shows is a link to the entry."""
    has_card: bool = False
    is_use: bool = False
    """The entry counts as cited there."""

    # What it is judged by
    whole_figures: bool = False
    """The figures inside are judged with the whole, or are the book's own."""
    whole_quotations: bool = False
    """So are the quotations."""
    may_copy: bool = False
    """What it shows may be the words of a source."""
    rules: tuple[str, ...] = ()
    """What it is held to beside that: names in the table of the checker."""
    rests_on_all: bool = False
    """What comes of the rules may change with any fact, and not with those alone that it names."""


class _Roles(dict[str, RoleTraits]):
    """A page may name any role; one that nobody knows can show nothing."""

    def __missing__(self, name: str) -> RoleTraits:
        return _NO_ROLE


_NO_ROLE = RoleTraits(meaning="", written="never", rests_on_all=True)

ROLES: Mapping[str, RoleTraits] = _Roles(
    fact=RoleTraits(
        meaning="A figure, as it is recorded. A wording of the author's may say less: the recorded "
        "interval must lie within what is shown, and the units agree.",
        entry="fact", kind="figure", is_use=True, has_card=True, name_in_domain="cite-fact",
        rules=(
            "superseded", "near", "said-by", "time", "moved-time", "adjacent-words",
            "denied", "certainty", "measure", "strengthened", "sayer", "dropped",
            "counted", "circumstances",
        ),
    ),
    quote=RoleTraits(
        meaning="A quotation, in marks that the author does not write; its paragraph must name the "
        "speaker. A wording of the author's is a part of it, or leaves out words with an ellipsis.",
        entry="fact", kind="quote", is_use=True, has_card=True, in_marks=True, may_copy=True,
        whole_figures=True, whole_quotations=True,
        rules=("superseded", "near", "said-by", "time", "quote", "frame", "speaker", "said"),
    ),
    quotation=RoleTraits(
        meaning="A quotation set apart, with its speaker.",
        # A page shows the speaker beside it, so that the text around it need not.
        written="directive",
        entry="fact", kind="quote", is_use=True, has_card=True, in_marks=True, may_copy=True,
        whole_figures=True, whole_quotations=True, rules=("superseded", "quote", "frame"),
    ),
    named=RoleTraits(
        meaning="A term, in marks that the author does not write.",
        entry="fact", kind="term", is_use=True, has_card=True, in_marks=True, may_copy=True,
        whole_figures=True, whole_quotations=True,
        rules=("superseded", "near", "said-by", "time", "term", "said", "term-sayer"),
    ),
    dated=RoleTraits(
        meaning="The time of which a fact is said, its `as_of`, or when it `happened`. A wording "
        "of the author's may be less exact: the month for the day, the year for the month.",
        entry="fact", shows_date=True, whole_figures=True, rules=("dated", "dated-count"),
    ),
    derived=RoleTraits(
        meaning="What facts come to: a wording of the author's before an expression of ids and "
        "numbers with `+ - * /`, as in `less than one percent <first-contingent / army-strength>`. "
        "It has to hold for every number that the recorded figures may be.",
        target="expression", entry="fact", is_use=True, has_card=True, whole_figures=True,
        rules=("derived", "reckoned"),
    ),
    person=RoleTraits(
        meaning="A person or an institution, with a link to the entry in the list of people. A "
        "wording of the author's is a form of the name that the entry has.",
        entry="person", is_use=True, linked=True, whole_figures=True, whole_quotations=True,
        name_in_domain="cite-person", rules=("name",),
    ),
    source=RoleTraits(
        meaning="A source, with a link to its entry in the list of sources.",
        entry="source", is_use=True, linked=True, whole_figures=True, whole_quotations=True,
        name_in_domain="cite-source", rules=("name",),
    ),
    own=RoleTraits(
        meaning="A figure of the book's own, which no source has: how many chapters, tables or "
        "sources there are. All of the text is shown, and the author vouches for it. What else the "
        "book counts of its own stands in the setting `own-things`.",
        target="none", whole_figures=True, rests_on_all=True, rules=("own",),
    ),
    count=RoleTraits(
        meaning="How many the facts file holds of something, counted whenever the book is built.",
        entry="count", whole_figures=True, rests_on_all=True, rules=("name",),
    ),
    record=RoleTraits(
        meaning="A text of the facts file that a page shows as it is recorded.",
        written="never", target="place", whole_figures=True, whole_quotations=True, may_copy=True,
        rests_on_all=True, rules=("record",),
    ),
)  # fmt: skip
"""By their names; a name that is none has the traits of a role that can show nothing."""


def names_of(role: str) -> tuple[str, str]:
    """The names by which an author may call a role or its directive: the short and the longer."""
    return role, f"{DOMAIN}:{ROLES[role].name_in_domain or role}"


def in_long_names(text: str) -> str:
    """A text in which roles have their longer names: `{facts:cite-fact}` for `{fact}`."""
    return re.sub(
        r"\{(\w+)\}", lambda m: f"{{{names_of(m[1])[1]}}}" if m[1] in ROLES else m[0], text
    )


WRITTEN: list[Role] = [role for role in get_args(Role) if ROLES[role].written == "role"]
"""Those that an author writes as roles."""
CALLED: Mapping[str, Role] = {name: role for role in WRITTEN for name in names_of(role)}
"""The roles by every name that an author may call them by."""
CITED_BY: Mapping[Kind, Role] = {
    kind: role for role in WRITTEN if (kind := ROLES[role].kind) is not None
}
"""The role that cites a fact of each kind within a sentence."""
