"""Did it move? The answer for one prototype: its relationships, its measures, and one careful sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.thread import words
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What can be said of one prototype. It says what moved, never why.

    `since` is the day from which it is asked: the day it started, or the day it was named while it has not.
    `headline` is one sentence; `sentences` say what it rests on; both together are `text`.
    """

    prototype: str
    since: date
    started: bool
    relationships: tuple[RelationshipMove, ...]
    measures: tuple[MeasureMove, ...]
    headline: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join((self.headline, *self.sentences))


def answer(
    prototype: str,
    *,
    since: date,
    started: bool,
    relationships: tuple[RelationshipMove, ...],
    measures: tuple[MeasureMove, ...],
    alongside: tuple[str, ...] = (),
) -> Answer:
    """Put an answer together; `alongside` says what else happened meanwhile ("Harbour practice joined")."""
    return Answer(
        prototype=prototype,
        since=since,
        started=started,
        relationships=relationships,
        measures=measures,
        headline=words.headline(relationships, measures, started=started),
        sentences=tuple(
            words.sentences(relationships, measures, start=since if started else None, alongside=alongside)
        ),
    )
