"""Measure the check for identifying words: `python docs/measure_identifying.py`, in the project's folder.

Writes docs/identifying.md anew. All sentences are invented here, from a seed, so that the same command gives the same
page; nobody's words are in them.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from workbench.identifying import KINDS, find  # noqa: E402

PAGE: Final = ROOT / "docs" / "identifying.md"
SEED: Final = 20250301
OF_EACH: Final = 1000
"""Sentences of each way of typing, and of each sort of ordinary words."""

Way = Callable[[random.Random], str]
MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
AREAS: Final = ("M", "SW", "CH", "B", "LS", "EC", "BT", "EH", "CF", "NE", "SO", "E", "AB", "HX")
LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
PEOPLE: Final = ("the lady on the corner", "Mr B", "our neighbour", "a man of 80", "the young mother", "Mrs T", "he")
THINGS: Final = ("the lunch club", "the flu clinic", "the falls group", "our newsletter", "the garden", "the bus")


def _digits(rng: random.Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def _nhs(rng: random.Random, *, right: bool = True) -> str:
    """Ten digits whose last is (or is not) the check digit: 11 less the weighted sum of the others, modulo 11."""
    while True:
        nine = str(rng.choice((4, 6, 7, 9))) + _digits(rng, 8)
        check = 11 - sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
        last = str(0 if check == 11 else check)
        if len(last) == 1:
            return nine + (last if right else str((int(last) + rng.randint(1, 9)) % 10))


def _grouped(digits: str, sizes: tuple[int, ...], between: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return between.join(groups)


def _birthday(rng: random.Random) -> date:
    return date(1925, 1, 1) + timedelta(days=rng.randrange(365 * 74))  # until 1998


def _lately(rng: random.Random) -> date:
    return date(2015, 1, 1) + timedelta(days=rng.randrange(365 * 15))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _outward(rng: random.Random) -> str:
    area = rng.choice(AREAS)
    if area == "EC":
        return f"EC{rng.randint(1, 4)}{rng.choice('AMNRVY')}"
    two = area in ("AB", "SO") or (area != "HX" and rng.random() < 0.5)
    return f"{area}{rng.randint(10, 39) if two else rng.randint(1, 9)}"


def _inward(rng: random.Random) -> str:
    return f"{rng.randrange(10)}{rng.choice(LETTERS)}{rng.choice(LETTERS)}"


def _mobile(rng: random.Random) -> str:
    return f"7{rng.choice('3456789')}{_digits(rng, 8)}"


def _of_a_town(rng: random.Random) -> str:
    return f"1{rng.randint(200, 999)}{rng.randint(2, 9)}{_digits(rng, 5)}"


def _name(rng: random.Random) -> str:
    return (
        rng.choice(("jo", "sam", "a", "pat", "lee", "kim"))
        + rng.choice((".", "_", "", "-"))
        + rng.choice(("field", "brook", "stone", "wood", "b", "hill"))
    )


WAYS: Final[Mapping[str, Mapping[str, Way]]] = {
    "NHS number": {
        "ten digits together": _nhs,
        "3, 3 and 4 with spaces": lambda rng: _grouped(_nhs(rng), (3, 3, 4), " "),
        "3, 3 and 4 with dashes": lambda rng: _grouped(_nhs(rng), (3, 3, 4), rng.choice("-–")),
        "3, 3 and 4 with points": lambda rng: _grouped(_nhs(rng), (3, 3, 4), "."),
        "3 and 7": lambda rng: _grouped(_nhs(rng), (3, 7), rng.choice(" -")),
        "3, 3 and 4 with thin spaces": lambda rng: _grouped(_nhs(rng), (3, 3, 4), "\u2009"),
        "in other groups": lambda rng: _grouped(_nhs(rng), rng.choice(((2, 4, 4), (5, 5), (3, 4, 3))), " "),
        "with a digit mistyped": lambda rng: _nhs(rng, right=False),
    },
    "date of birth": {
        "“dob” and numbers": lambda rng: f"dob {_birthday(rng):%d/%m/%Y}",
        "“born” and words": lambda rng: f"born on {_long(_birthday(rng))}",
        "“DOB” and a short year": lambda rng: f"DOB {_birthday(rng):%d.%m.%y}",
        "“date of birth” and year first": lambda rng: f"date of birth {_birthday(rng):%Y-%m-%d}",
        "“D.O.B.” and no marks": lambda rng: f"D.O.B. {_birthday(rng):%d%m%Y}",
        "a child’s, with “born”": lambda rng: f"born {_long(_lately(rng))}",
        "numbers alone, long ago": lambda rng: f"{_birthday(rng):%d/%m/%Y}",
        "words alone, long ago": lambda rng: f"{_ordinal((day := _birthday(rng)).day)} {day:%B %Y}",
        "a child’s, alone": lambda rng: f"{_lately(rng):%d/%m/%Y}",
        "“born” and no day": lambda rng: f"born in {_birthday(rng):%B %Y}",
    },
    "postcode": {
        "capitals with a space": lambda rng: f"{_outward(rng)} {_inward(rng)}",
        "capitals together": lambda rng: f"{_outward(rng)}{_inward(rng)}",
        "small letters with a space": lambda rng: f"{_outward(rng)} {_inward(rng)}".lower(),
        "small letters together": lambda rng: f"{_outward(rng)}{_inward(rng)}".lower(),
        "one capital": lambda rng: f"{_outward(rng)} {_inward(rng)}".capitalize(),
        "with a letter for a nought": lambda rng: f"{_outward(rng)} O{_inward(rng)[1:]}",
    },
    "phone number": {
        "mobile, two groups": lambda rng: _grouped("0" + _mobile(rng), (5, 6), " "),
        "mobile together": lambda rng: "0" + _mobile(rng),
        "mobile, three groups": lambda rng: _grouped("0" + _mobile(rng), (5, 3, 3), rng.choice(" -.")),
        "mobile, thin spaces": lambda rng: _grouped("0" + _mobile(rng), (5, 6), "\u2009"),
        "of a town, two groups": lambda rng: _grouped("0" + _of_a_town(rng), (5, 6), " "),
        "of a town in brackets": lambda rng: "(0{}) {}".format(*_grouped(_of_a_town(rng), (4, 6), " ").split()),
        "of a city": lambda rng: f"020 {rng.choice('378')}{_digits(rng, 3)} {_digits(rng, 4)}",
        "+44": lambda rng: "+44 " + _grouped(_mobile(rng), (4, 6), " "),
        "+44 (0)": lambda rng: "+44 (0)" + _grouped(_mobile(rng), (4, 3, 3), " "),
        "+44 together": lambda rng: "+44" + _mobile(rng),
        "without its code": lambda rng: _grouped(str(rng.randint(2, 9)) + _digits(rng, 5), (3, 3), " "),
        "digit by digit": lambda rng: " ".join("0" + _mobile(rng)),
    },
    "e-mail address": {
        "as it is": lambda rng: f"{_name(rng)}@example.{rng.choice(('org', 'net', 'org.uk', 'nhs.uk'))}",
        "with a number": lambda rng: f"{_name(rng)}{rng.randrange(100)}@example.com",
        "in capitals": lambda rng: f"{_name(rng)}@example.org".upper(),
        "spelt out": lambda rng: f"{_name(rng)} at example dot org",
    },
}
"""How people type each kind."""
UNCLAIMED: Final = (
    "in other groups", "with a digit mistyped", "a child’s, alone", "“born” and no day", "with a letter for a nought",
    "without its code", "digit by digit", "spelt out",
)  # fmt: skip
"""The ways that no rule of the check claims to know."""

AROUND: Final = (
    "{who} said to use {it}.",
    "I wrote it down: {it}",
    "It was about {who}, {it}, who never came to {thing}.",
    "({it}) is what {who} gave us",
    "{who}: {it}; nobody rang back",
    "We looked up {it} and found {who} was on nobody’s list.",
)
ORDINARY: Final[Mapping[str, Way]] = {
    "plain sentences": lambda rng: f"{rng.choice(THINGS)} was full {rng.randint(2, 9)} weeks of {rng.randint(10, 14)}",
    "codes of networks": lambda rng: f"network U{_digits(rng, 5)}",
    "codes of practices": lambda rng: f"practice {rng.choice('ABCDEFGHJKLMNPY')}{_digits(rng, 5)}",
    "days of meetings": lambda rng: rng.choice(
        (f"we meet on {_long(_lately(rng))}", f"next is {_lately(rng):%d/%m/%Y}", f"held {_lately(rng):%Y-%m-%d}")
    ),
    "days that something began": lambda rng: f"the surgery opened on {_long(_birthday(rng))}",
    "days when an idea was born": lambda rng: f"the idea was born on {_long(_lately(rng))}",
    "whom a clinic is for": lambda rng: (
        f"for those born {rng.choice(('before', 'after', 'on or after'))} {_long(_birthday(rng))}"
    ),
    "times": lambda rng: f"from {rng.randint(8, 12):02}{rng.choice('03')}0 to {rng.randint(13, 18)}{rng.choice('03')}0",
    "amounts of money": lambda rng: (
        f"£{rng.randint(1, 999)},{_digits(rng, 3)}.{_digits(rng, 2)} for {rng.choice(THINGS)}"
    ),
    "shares and ratios": lambda rng: f"{rng.randint(1, 60)}/{rng.randint(61, 99)}, or {rng.random() * 100:.1f}%",
    "financial years": lambda rng: f"in {(year := rng.randint(2015, 2029))}/{year % 100 + 1}",
    "rooms and floors": lambda rng: (
        f"room {rng.choice('BEMNS')}{rng.randint(1, 9)} {_ordinal(rng.randint(1, 9))} floor"
    ),
    "order numbers": lambda rng: f"order number 0{_digits(rng, 10)}",
    "references with letters": lambda rng: f"ref. {rng.choice(AREAS)}{rng.randint(1, 39)} {_inward(rng)}",
    "counts in a row": lambda rng: ", ".join(str(rng.randint(0, 400)) for _ in range(12)),
    "ten digits that mean something else": lambda rng: f"item {rng.randint(1, 9)}{_digits(rng, 9)}",
    "versions and addresses of pages": lambda rng: (
        f"see www.example.org/page{rng.randint(1, 99)} v{rng.randint(1, 9)}.0"
    ),
}
"""What people write in a learning set that says of nobody who they are, much of it near what does."""


@dataclass
class Results:
    """How often each way of typing was found, and how often ordinary words were taken for each kind; of `each`."""

    each: int
    found: dict[str, dict[str, int]] = field(default_factory=dict)
    wolf: dict[str, Counter[str]] = field(default_factory=dict)

    def share(self, kind: str, *, claimed: bool = True) -> float:
        """The share of the sentences with this kind in which it was found: typed in the usual ways, or the others."""
        counts = [count for name, count in self.found[kind].items() if (name not in UNCLAIMED) == claimed]
        return sum(counts) / (self.each * len(counts))

    def alarms(self, kind: str) -> float:
        """The share of all ordinary sentences in which this kind was found."""
        return sum(counts[kind] for counts in self.wolf.values()) / (self.each * len(self.wolf))


def measure(each: int = OF_EACH, *, seed: int = SEED) -> Results:
    """Look through `each` sentences of every way of typing, and of every sort of ordinary words."""
    results = Results(each)
    for kind, ways in WAYS.items():
        results.found[kind] = dict.fromkeys(ways, 0)
        for name, way in ways.items():
            rng = random.Random(f"{seed} {kind} {name}")  # noqa: S311  its own, so that a new way moves no other
            for _ in range(each):
                it = way(rng)
                text = _sentence(rng, it)
                start = text.index(it)
                results.found[kind][name] += any(
                    one.kind == kind and start <= one.start and one.end <= start + len(it) for one in find(text)
                )
    for name, ordinary in ORDINARY.items():
        rng = random.Random(f"{seed} {name}")  # noqa: S311
        results.wolf[name] = Counter()
        for _ in range(each):
            results.wolf[name].update({one.kind for one in find(_sentence(rng, ordinary(rng)))})
    return results


def page(results: Results) -> str:
    """The results as a page in Markdown."""
    asks = (
        "Before anything that somebody typed is kept, the workbench points out what may say who a person is: an NHS "
        "number, a date of birth, a full postcode, a phone number, an e-mail address. It asks; nothing is refused. "
        "This page says how much of it is found and how often it cries wolf, on sentences that were invented for it."
    )
    again = (
        "`python docs/measure_identifying.py` measures it anew and writes this page; the same command gives the same "
        f"figures (seed {SEED}). Each line of the tables stands for {results.each:,} sentences. The shares of a kind "
        "weigh each way of typing alike, which life does not: read them with the lines below."
    )
    unclaimed = (
        "The ways with an asterisk are those that no rule claims to know (“otherwise” above): they are measured so "
        "that nobody takes the check for more than it is."
    )
    wolf = (
        "Sentences in which nobody can be told from anybody else, most of them chosen because they come near. A "
        "ten-digit number has the check digit of an NHS number by chance in about one case of eleven, which nobody "
        "can mend: so the workbench asks, and one press keeps the number."
    )
    lines = [
        "# How well identifying words are found",
        "",
        asks,
        "",
        again,
        "",
        "| kind | found as usually typed | found otherwise | ordinary sentences taken for it |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {kind} | {_share(results.share(kind))} | {_share(results.share(kind, claimed=False))} | "
            f"{_share(results.alarms(kind))} |"
            for kind in KINDS
        ),
        "",
        "## What is found, by the way it is typed",
        "",
        unclaimed,
        "",
        "| kind | typed | found |",
        "| --- | --- | ---: |",
        *(
            f"| {kind} | {name}{'*' * (name in UNCLAIMED)} | {_share(count / results.each)} |"
            for kind in KINDS
            for name, count in results.found[kind].items()
        ),
        "",
        "## What cries wolf",
        "",
        wolf,
        "",
        "| ordinary words | taken for something | as |",
        "| --- | ---: | --- |",
        *(
            f"| {name} | {_share(sum(counts.values()) / results.each)} | "
            f"{', '.join(sorted(counts)) if counts else 'nothing'} |"
            for name, counts in results.wolf.items()
        ),
        "",
    ]
    return "\n".join(lines)


def _sentence(rng: random.Random, it: str) -> str:
    text = rng.choice(AROUND).format(it=it, who=rng.choice(PEOPLE), thing=rng.choice(THINGS))
    return text if text.count(it) == 1 else f"We noted {it}."


def _share(share: float) -> str:
    return f"{share:.1%}"


if __name__ == "__main__":
    PAGE.write_text(page(measure()), encoding="utf-8")
