"""Who reads: how near somebody stands to what was said, which decides what they may read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workbench import checks
from workbench.store.batches import batches

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workbench.store.records import Record
    from workbench.store.scope import Scope

LEVELS: Final = ("set", "network", "programme", "public")
"""How near a reader stands, the nearest first; words may go as far as the level of the same name."""
SAID_IN_THE_SET: Final = "said in the set"
"""What stands where words may not be read by whoever looks."""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads, from as near as `level` says.

    “set”: a member of one set (`in_set`, None where the network has none yet) of a network; “network”: anybody in
    that network; “programme”: its leaders, who belong to no network; “public”: anybody at all.
    """

    network: str | None = None
    in_set: str | None = None
    level: str = "public"

    def __post_init__(self) -> None:
        """Refuse a level that there is not, and a member of a set in no network. Raises `BadInput`."""
        checks.chosen(self.level, LEVELS, "level of a reader")
        if self.level in ("set", "network"):
            checks.line(self.network, "The reader's network")

    @classmethod
    def of_set(cls, network: str, in_set: str | None) -> Reader:
        """A member of one set of a network; None where it has no set yet."""
        return cls(network, in_set, "set")

    @classmethod
    def of_network(cls, network: str) -> Reader:
        """Anybody in a network, whatever set they are in."""
        return cls(network, None, "network")

    @classmethod
    def of_programme(cls) -> Reader:
        """Those who lead the programme: they see all networks, and of none what was meant for it alone."""
        return cls(None, None, "programme")

    @classmethod
    def public(cls) -> Reader:
        """Anybody at all."""
        return cls()


_CLOSED: Final = frozenset({"audience", "consent", "due", "form", "method", "nature", "status", "week_of"})
"""The columns that hold no words that somebody chose: days, and words from closed lists. A role is typed: it is none.

A `method` is one of those that the workspace has, whose list everybody reads.
"""
KEPT: Final = (
    "What you pointed to belongs to another set, which keeps it to itself. If it is your own set’s, choose that set "
    "first."
)
"""What somebody is told who would change what they may not read."""
Readable = Callable[["Session", "Scope", Sequence[str]], set[str]]
"""Of the records with these ids, never more than one statement takes, those that whoever reads here may read."""
Instead = Callable[["Session", Sequence[str]], dict[str, str]]
"""What stands in place of the titles of the records with these ids, by id."""
Hidden = Callable[["Session", Iterable[tuple[str, str]]], dict[str, str]]
"""`out_of_reach` for one scope."""
Goes = Callable[[Mapping[str, Any]], str]
"""How far the words of a record go that stands like this (its snapshot): one of `LEVELS`."""


def goes_as_said(row: Mapping[str, Any]) -> str:
    """How far words go of which nothing but their `audience` says it."""
    return row.get("audience", LEVELS[0])


class _Guard(NamedTuple):
    readable: Readable
    own: Readable
    instead: Instead | None
    goes: Goes
    within: str | None


_GUARDS: Final[dict[str, _Guard]] = {}


def guard(
    kind: str,
    readable: Readable,
    *,
    own: Readable,
    instead: Instead | None = None,
    goes: Goes = goes_as_said,
    within: str | None = None,
) -> None:
    """Let the words of this kind of record, its title among them, be read, and be changed, only by their audience.

    `own` gives those that were said where whoever reads is at home: only there is also read what stood before.
    Where a title may not be read, `instead` says what stands there; without it that is `SAID_IN_THE_SET`. `goes` says
    how far the words went when the record stood like this; `within` is the column that points to the guarded record
    with which they go, for a kind that has no audience of its own. The concept that the kind belongs to says this once,
    so that no other has to know it to show a title.
    """
    _GUARDS[kind] = _Guard(readable, own, instead, goes, within)


def goes_with(record: Record) -> str | None:
    """The id of the record that says how far the words of this one go, often its own; None if nobody guards them."""
    found = _GUARDS.get(record.kind)
    return None if found is None else getattr(record, found.within or "id")


def goes_further(kind: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
    """Whether the words of a guarded record go further as it stands `now` than they did as it stood `then`."""
    goes = _GUARDS[kind].goes
    return LEVELS.index(goes(now)) > LEVELS.index(goes(then))


def out_of_reach(session: Session, scope: Scope, records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of these records (`(id, kind)`), those whose words may not be read here: by id, what stands for their titles.

    They are judged as they are in the store now, also those that have ended. Empty if all may be read. A kind that
    nobody guards, whose titles are no words that were said, costs no question to the store.
    """
    hidden: dict[str, str] = {}
    for kind, asked in _guarded(records).items():
        of_kind = _GUARDS[kind]
        for some in batches(asked):
            readable_here = of_kind.readable(session, scope, some)
            kept = [record for record in some if record not in readable_here]
            hidden |= dict.fromkeys(kept, SAID_IN_THE_SET)
            if kept and of_kind.instead is not None:
                hidden |= of_kind.instead(session, kept)
    return hidden


def from_elsewhere(session: Session, scope: Scope, records: Iterable[tuple[str, str]]) -> set[str]:
    """Of these records (`(id, kind)`), those with words that were said in another set than whoever reads here is of.

    Where they may be read, that is as they stand: what stood there before, perhaps with a name in it that was taken
    out before it was shared, was not meant for this reader. See `as_it_stands`.
    """
    elsewhere: set[str] = set()
    for kind, asked in _guarded(records).items():
        for some in batches(asked):
            elsewhere |= set(some) - _GUARDS[kind].own(session, scope, some)
    return elsewhere


def as_it_stands(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an earlier state of a record that hold no words, or those that it holds `now` too."""
    return {
        name: value
        for name, value in earlier.items()
        if value == without_words(name, value) or (name in now and value == now[name])
    }


def _guarded(records: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The records whose kind somebody guards, each once, by kind."""
    guarded: dict[str, dict[str, None]] = {}
    for record, kind in records:
        if kind in _GUARDS:
            guarded.setdefault(kind, {})[record] = None
    return {kind: list(asked) for kind, asked in guarded.items()}


def nothing_hidden(_session: Session, _records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For whoever may read everything."""
    return {}


def without_words(name: str, value: Any) -> Any:
    """A field of a record that may not be read: keys, days, numbers and words from closed lists stay as they are."""
    if isinstance(value, str):
        return value if name.endswith(("_id", "_on")) or name in _CLOSED else ""
    return type(value)() if isinstance(value, list | dict) else value
