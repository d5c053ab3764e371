"""The questions that are answered by placing a story between two words or among three.

Four of them are there from the start: the shifts that the programme hopes to see. A set adds its own, for its network
or for all of the workspace. Nobody's answer changes its meaning: once anything is placed, the words stay as they are.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.ground import AREA, Ground, assign
from workbench.sensemaking.models import Placement, Signifier
from workbench.store import Scope, is_live, live
from workbench.words import as_title, counted

LONGEST_WORD: Final = 60
"""Characters of one of the words that a story is placed between."""
ADDED: Final = "added a question to place stories by"
CHANGED: Final = "changed a question that stories are placed by"
ENDED: Final = "ended a question that stories were placed by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it is put to whoever places a story: between `first` and `second`, or among three words.

    `key` is what placements name it by: that of a shift, or the id of a network's own. `network` asked it (None for a
    shift), and `version` is that of its record (0 for a shift).
    """

    key: str
    form: str
    question: str
    first: str
    second: str
    third: str = ""
    everywhere: bool = True
    built_in: bool = False
    network: str | None = None
    version: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The two or three words, in the order of the weights."""
        return (self.first, self.second, self.third) if self.third else (self.first, self.second)

    def plain(self) -> dict[str, Any]:
        """All of it as a plain dictionary."""
        return asdict(self)


def _shift(key: str, question: str, first: str, second: str) -> Asked:
    return Asked(key=key, form="dyad", question=question, first=first, second=second, built_in=True)


SHIFTS: Final[tuple[Asked, ...]] = (
    _shift("facts-stories", "What does this rest on?", "facts", "stories"),
    _shift("services-community", "Who makes the difference here?", "services and organisations", "community"),
    _shift("interventions-support", "What was offered?", "interventions", "support"),
    _shift("crisis-planning", "When did people act?", "reacting to a crisis", "planning ahead"),
)
"""The shifts that the programme hopes to see, each between where things mostly are and where they might go."""
_SHIFT: Final = {shift.key: shift for shift in SHIFTS}


def all_asked(transaction: Transaction, scope: Scope) -> list[Asked]:
    """What can be asked in this network today: the shifts, then its own and those of all networks, oldest first."""
    wanted = (
        select(Signifier)
        .where(_within(scope), live(Signifier, scope.today()))
        .order_by(Signifier.created_at, Signifier.id)
    )
    return [*SHIFTS, *map(_asked, transaction.scalars(wanted))]


def asked(transaction: Transaction, scope: Scope, key: object, *, ended: bool = False) -> Asked:
    """The question with this key, as a network's placements name it; an `Asked` or a `Signifier` may come as it is.

    With `ended`, also one that is no longer asked. Raises `NotFound` with the keys of the shifts if there is none.
    """
    key = getattr(key, "key", None) or getattr(key, "id", key)
    if key in _SHIFT:
        return _SHIFT[str(key)]
    row = transaction.get(Signifier, key) if isinstance(key, str) else None
    here = row is not None and (row.network == scope.network or row.everywhere)
    if row is None or not here or not (ended or is_live(row, scope.today())):
        raise NotFound(
            f"There is no question ‘{key}’ to place stories by. `signifiers()` lists them; the first are "
            f"{', '.join(_SHIFT)}."
        )
    return _asked(row)


class Signifying(Ground):
    """The questions that stories are placed by."""

    def signifiers(self) -> list[dict[str, Any]]:
        """What can be asked here: the four shifts, then what this network or any other asks everywhere, oldest first.

        Each: `key`, `form` (“dyad” or “triad”), `question`, `first`, `second`, `third` (empty for a dyad),
        `everywhere`, `built_in`, `network` (who asked it; None for a shift) and `version`.
        """
        with self._scope.reading() as transaction:
            return [each.plain() for each in all_asked(transaction, self._scope)]

    def ask_to_place(self, question: str, *words: str, everywhere: bool = False) -> Signifier:
        """Ask a question by two words (a dyad) or three (a triad); `everywhere`, of all networks of the workspace.

        Raises `BadInput` for an empty question, one that is asked already, and words that are not two or three
        different ones.
        """
        new = {"title": _question(question), **_words(words), "everywhere": _everywhere(everywhere)}
        with self._scope.gesture(ADDED, area=AREA) as transaction:
            _refuse_twice(all_asked(transaction, self._scope), str(new["title"]))
            row = Signifier(network=self._scope.network, valid_from=self._scope.today(), **new)
            transaction.add(row)
        return row

    def change_signifier(
        self,
        signifier: str | Signifier,
        *,
        version: int | None = None,
        question: str | None = None,
        words: tuple[str, ...] | list[str] | None = None,
        everywhere: bool | None = None,
    ) -> Signifier:
        """Change a question of this network; None leaves it as it is. The shifts are not changed.

        Once a story is placed by it its words stay, and once another network's is, it stays with all networks: both
        raise `BadInput`. Raises `NotFound` for one of another network, `Conflict` on a stale `version`.
        """
        new: dict[str, Any] = {} if question is None else {"title": _question(question)}
        new |= {} if words is None else _words(words)
        new |= {} if everywhere is None else {"everywhere": _everywhere(everywhere)}
        with self._scope.gesture(CHANGED, area=AREA) as transaction:
            row = self._scope.fetch(transaction, Signifier, _own(signifier), version=version, mine=new)
            if "title" in new:
                others = [each for each in all_asked(transaction, self._scope) if each.key != row.id]
                _refuse_twice(others, new["title"])
            wanted = select(Placement.network).where(
                Placement.signifier == row.id, live(Placement, self._scope.today())
            )
            placed = list(transaction.scalars(wanted))
            if placed and any(new.get(name, getattr(row, name)) != getattr(row, name) for name in _WORDS):
                entries = counted(len(placed), "entry", "entries")
                raise BadInput(
                    f"The words of ‘{as_title(row.title)}’ stay as they are, because {entries} "
                    f"{'lies' if len(placed) == 1 else 'lie'} between them already: ask a new question with the other "
                    "words."
                )
            if not new.get("everywhere", row.everywhere) and set(placed) - {self._scope.network}:
                raise BadInput(
                    f"Other networks answer ‘{as_title(row.title)}’ too, so that it stays with all networks."
                )
            assign(row, new)
        return row

    def end_signifier(self, signifier: str | Signifier) -> None:
        """Ask a question of this network no longer. What was placed by it is kept, and its patterns can be read.

        Raises `BadInput` for a shift, `NotFound` for one of another network.
        """
        with self._scope.gesture(ENDED, area=AREA) as transaction:
            self._scope.end(self._scope.fetch(transaction, Signifier, _own(signifier)))


_WORDS: Final = ("form", "first", "second", "third")


def _asked(row: Signifier) -> Asked:
    return Asked(
        key=row.id,
        form=row.form,
        question=row.title,
        first=row.first,
        second=row.second,
        third=row.third,
        everywhere=row.everywhere,
        network=row.network,
        version=row.version,
    )


def _within(scope: Scope) -> Any:
    return or_(Signifier.network == scope.network, Signifier.everywhere)


def _own(signifier: str | Signifier) -> str:
    key = signifier.id if isinstance(signifier, Signifier) else signifier
    if key in _SHIFT:
        raise BadInput(f"‘{_SHIFT[key].question}’ belongs to every network and stays as it is: ask one of your own.")
    return key


def _question(question: object) -> str:
    return checks.line(question, "The question")


def _everywhere(value: object) -> bool:
    return checks.yes_or_no(value, "The question in all networks")


def _words(words: tuple[object, ...] | list[object] | tuple[str, ...] | list[str]) -> dict[str, str]:
    if isinstance(words, str) or len(words) not in (2, 3):
        raise BadInput("A story is placed between two words or among three: give two or three of them.")
    cleaned = [checks.line(word, "A word to place stories by", longest=LONGEST_WORD) for word in words]
    if len({word.casefold() for word in cleaned}) < len(cleaned):
        raise BadInput("The words to place stories by have to differ from one another.")
    return {
        "form": "triad" if len(cleaned) == 3 else "dyad",
        "first": cleaned[0],
        "second": cleaned[1],
        "third": "".join(cleaned[2:]),
    }


def _refuse_twice(others: list[Asked], question: str) -> None:
    if question.casefold() in {each.question.casefold() for each in others}:
        raise BadInput(f"‘{as_title(question)}’ is asked already: place stories by that one, or word yours otherwise.")
