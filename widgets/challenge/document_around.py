"""The people around a team, in its document: permissions, and sponsors and coaches with their contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, Final

from widgets.challenge import confidence_line
from widgets.theme.handed_on import as_table, more
from workbench.words import long_date

Plain = Mapping[str, Any]
STYLE: Final = """
h3 { margin: .6rem 0 0; font-size: 1rem; }
.wb-confidence-line { float: right; width: 168px; margin: -2.6rem 0 0 1rem; }
.wb-confidence-edge { stroke: #d8d5cc; fill: none; } .wb-confidence-dot { fill: #0b5d6b; }
.wb-confidence-path { stroke: #0b5d6b; stroke-width: 2; fill: none; }
.wb-confidence-scale { font-size: 11px; fill: #4f5d67; }
.wb-confidence-now { font-size: 14px; font-weight: 700; fill: #1b2a33; }
@media print { h3 { margin-top: 5pt; font-size: 10pt; break-after: avoid; } .wb-confidence-line { height: 32px; } }
"""
"""How the drawings of confidence look where no page gives them its colours."""
MOST_CONTACTS: Final = 6
"""So many contacts with somebody are shown, the latest; what is more is counted."""


def permissions(told: Plain, *, most: int) -> Iterator[str]:
    """The register, as `registers.permissions` has it: its sentence, and a line for each rule; nothing for none."""
    lines = told["listed"]
    if not lines:
        return
    yield f"<h2>What may be done differently</h2>\n<p>{escape(told['says'])}</p>"
    rows = [
        (
            "\n".join(filter(None, (one["rule"], one["for"] and f"for prototype {one['for']}"))),
            one["principle"],
            "\n".join(filter(None, (one["asked_of"] or "nobody yet", one["asked"]))),
            one["stands"],
        )
        for one in lines
    ]
    yield as_table(("rule", "simple principle", "asked of", "how it stands"), rows[:most])
    yield more(len(rows), most, "rule")


def supporters(told: Sequence[Plain], shown: Sequence[Plain]) -> Iterator[str]:
    """Sponsors and coaches by their roles, how sure they were of the goal over time, and what came of each contact.

    `told` as the core has them, `shown` as the page tells of them, both in the same order. What somebody is called
    stays on the page: the name was given for it alone.
    """
    for one, page in zip(told, shown, strict=True):
        about = ", ".join(filter(None, (one["part"], one["organisation"])))
        yield f'<h3>{escape(one["role"])} <span class="muted">· {escape(about)}</span></h3>'
        yield f"<p>{escape(page['says'])}</p>"
        contacts = one["contacts"]
        yield confidence_line.draw(list(reversed(contacts)), ident=f"confidence-{one['id']}")
        if contacts:
            rows = [
                (
                    long_date(date.fromisoformat(each["on"])),
                    each["said"],
                    "not asked" if each["confidence"] is None else f"{each['confidence']} of {confidence_line.MOST}",
                )
                for each in contacts
            ]
            yield as_table(("day", "what came of it", "how sure of the goal"), rows[:MOST_CONTACTS])
            yield more(len(rows), MOST_CONTACTS, "contact")
