"""Reading methods from their files (TOML); whatever is wrong with one is said in a sentence, with where it is."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.sensemaking.methods.method import (
    GATE_OUTPUTS,
    GATES,
    POINTS_AT,
    RECORDS,
    SPEAKS,
    Method,
    Step,
)
from workbench.words import counted

FOLDER: Final = "methods"
"""The folder of a workspace in which its own methods are."""
MOST_STEPS: Final = 30
LONGEST_STEP: Final = 240  # minutes
LONGEST_NAME: Final = 80
LONGEST_HINT: Final = 600
_NO_LONGER_READ: Final = frozenset({"ends_with_page"})
"""What a method could once say and nothing heeds: a file that still says it is as good as another."""
_SHIPPED: Final = (
    "action-learning-set-meeting",
    "after-action-review",
    "what-so-what-now-what",
    "most-significant-change",
    "100-day-launch",
    "day-25-check-in",
    "day-50-check-in",
    "day-75-check-in",
    "day-100-review",
    "comm-cell-stand-up",
)


def load(path: str | Path) -> Method:
    """The method in a file. Raises `BadInput` with the first thing that is wrong: the file, the step and the field."""
    if not isinstance(path, str | Path) or Path(path).is_dir():
        raise BadInput(f"Give the path of a method’s file, such as methods/our-own.toml, not ‘{path}’.")
    method, wrong = _read(Path(path))
    if method is None:
        more = f" {counted(len(wrong) - 1, 'more thing is', 'more things are')} wrong." if len(wrong) > 1 else ""
        raise BadInput(wrong[0] + more)
    return method


def problems(path: str | Path) -> list[str]:
    """Everything that is wrong with a file, a sentence each; an empty list if it is a method."""
    return _read(Path(path))[1]


@cache
def shipped() -> dict[str, Method]:
    """The methods that come with the workbench, by key, in the order in which they are offered."""
    folder = Path(__file__).parent
    methods = [load(folder / f"{name}.toml") for name in _SHIPPED]
    return {method.key: method for method in methods}


def known(folder: str | Path | None) -> tuple[dict[str, Method], list[str]]:
    """The shipped methods and after them a folder's own, by name; and what is wrong with files there, as sentences.

    A file with anything wrong is passed over, and so is one that takes the name of another method. Without a folder,
    or one that is not there, the shipped ones alone.
    """
    methods, wrong = dict(shipped()), list[str]()
    own: dict[str, Method] = {}
    for path in _files(folder):
        method, mistakes = _read(path)
        wrong += mistakes
        if method is None:
            continue
        if method.key in methods or method.key in own:
            whose = "comes with the workbench" if method.key in methods else "another file here has"
            wrong.append(f"{_shown(path)}: name is “{method.name}”, which {whose} already; give it a name of its own.")
        else:
            own[method.key] = method
    return methods | {key: own[key] for key in sorted(own)}, wrong


def _files(folder: str | Path | None) -> list[Path]:
    if folder is None or not Path(folder).is_dir():
        return []
    return sorted(path for path in Path(folder).glob("*.toml") if not path.name.startswith("."))


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name == FOLDER else path.name


def _read(path: Path) -> tuple[Method | None, list[str]]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        why = "it is not there" if isinstance(problem, FileNotFoundError) else "it cannot be opened"
        return None, [f"{_shown(path)} cannot be read, because {why}: check its name, and who may read it."]
    except UnicodeDecodeError:
        return None, [f"{_shown(path)} cannot be read, because it is not in UTF-8: save it as UTF-8 text."]
    except tomllib.TOMLDecodeError as problem:
        return None, [_unreadable(path, problem)]
    reader = _Reader(_shown(path))
    method = reader.method(document)
    return (None if reader.wrong else method), reader.wrong


def _unreadable(path: Path, problem: tomllib.TOMLDecodeError) -> str:
    what, _, where = str(problem).partition(" (at ")
    number = re.match(r"line (\d+)", where)
    text = path.read_text(encoding="utf-8-sig")
    at = number[1] if number else max(len(text.splitlines()), 1)  # otherwise it is at the end of the document
    return (
        f"{_shown(path)}, line {at}, cannot be read ({what[:1].lower() + what[1:]}): mend that line; text stands in "
        "straight double quotes."
    )


class _Reader:
    """The fields of one file on their way into a method; what is wrong with them is gathered in `wrong`."""

    def __init__(self, shown: str) -> None:
        self._where = shown
        self.wrong: list[str] = []

    def method(self, document: Mapping[str, Any]) -> Method | None:
        file = self._where
        readers: dict[str, Callable[[str, Any], Any]] = {
            "name": self._line(LONGEST_NAME),
            "about": self._line(LONGEST_HINT),
            "gate": self._gate,
            "ground_rules": self._rules,
            "steps": self._steps,
        }
        said = {name: value for name, value in document.items() if name not in _NO_LONGER_READ}
        found = self._fields(said, readers, required=("name", "about", "steps"))
        self._where = file
        if "name" not in found or not found.get("steps"):
            return None
        if "gate" not in found:
            for number, step in enumerate(found["steps"], start=1):
                if step is not None and step.asks_for:
                    self._say(
                        f"{file}, step {number} (“{step.name}”): asks_for is for the gates of a challenge; take it "
                        "out, or say above the steps which gate this is (gate = 25, 50, 75 or 100)."
                    )
        return None if self.wrong else Method(key=found["name"].lower(), **found)

    def _fields(
        self,
        given: Mapping[str, Any],
        readers: Mapping[str, Callable[[str, Any], Any]],
        *,
        required: tuple[str, ...],
    ) -> dict[str, Any]:
        unknown = [name for name in given if name not in readers]
        for name in unknown:
            self._say(f"{self._where}: ‘{name}’ is not known here. {checks.nearest(name, readers)}")
        for name in required:
            if name not in given and not difflib.get_close_matches(name, unknown):  # misspelt, it was said already
                self._say(f"{self._where}: {name} is missing; add a line that begins with {name} =.")
        here = self._where
        found = {}
        for name, read in readers.items():
            if name in given:
                self._where = here
                value = read(name, given[name])
                if value is not None:
                    found[name] = value
        self._where = here
        return found

    def _steps(self, name: str, value: Any) -> tuple[Step | None, ...] | None:
        file = self._where
        if not isinstance(value, list) or not value or not all(isinstance(step, dict) for step in value):
            self._say(f"{file}: {name} has to be a list of steps; begin each with a line [[steps]].")
            return None
        if len(value) > MOST_STEPS:
            self._say(f"{file}: there are {len(value)} steps, and {MOST_STEPS} is the most; leave some out.")
            return None
        steps = tuple(self._step(file, number, step) for number, step in enumerate(value, start=1))
        for number, step, earlier in _twice(steps):
            self._say(
                f"{file}, step {number} (“{step.name}”): name is that of step {earlier} too; give each step its own."
            )
        return steps

    def _step(self, file: str, number: int, given: Mapping[str, Any]) -> Step | None:
        called = given.get("name")
        self._where = f"{file}, step {number}" + (f" (“{called}”)" if isinstance(called, str) and called else "")
        readers = {
            "name": self._line(LONGEST_NAME),
            "question": self._line(checks.LONGEST_LINE),
            "hint": self._line(LONGEST_HINT),
            "minutes": self._minutes,
            "speaks": self._one_of(SPEAKS),
            "records": self._some_of(RECORDS),
            "points_at": self._some_of(POINTS_AT),
            "holds_advice": self._yes,
            "asks_for": self._one_of(GATE_OUTPUTS),
        }
        before = len(self.wrong)
        found = self._fields(given, readers, required=("name", "question", "minutes"))
        return Step(**found) if len(self.wrong) == before else None

    def _line(self, longest: int) -> Callable[[str, Any], str | None]:
        def read(name: str, value: Any) -> str | None:
            if not isinstance(value, str):
                return self._refuse(name, value, "give text in straight double quotes")
            text = " ".join(value.split())
            if not text:
                return self._refuse(name, value, "write something between the quotes")
            if len(text) > longest:
                self._say(f"{self._where}: {name} has {len(text)} characters, and {longest} is the most; shorten it.")
                return None
            return text

        return read

    def _one_of(self, words: tuple[str, ...]) -> Callable[[str, Any], str | None]:
        def read(name: str, value: Any) -> str | None:
            if isinstance(value, str) and value in words:
                return value
            self._say(f"{self._where}: {name} is {_as_written(value)}. {checks.nearest(str(value), words)}")
            return None

        return read

    def _some_of(self, words: tuple[str, ...]) -> Callable[[str, Any], tuple[str, ...] | None]:
        one = self._one_of(words)

        def read(name: str, value: Any) -> tuple[str, ...] | None:
            if not isinstance(value, list):
                return self._refuse(name, value, f'give a list in square brackets, such as ["{words[0]}"]')
            kept = [one(name, word) for word in value]
            return None if None in kept else tuple(dict.fromkeys(kept))  # type: ignore[arg-type]

        return read

    def _minutes(self, name: str, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_STEP:
            return value
        return self._refuse(name, value, f"give a whole number from 1 to {LONGEST_STEP}, without quotes")

    def _gate(self, name: str, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value in GATES:
            return value
        return self._refuse(name, value, "give 25, 50, 75 or 100, without quotes, or take the line out")

    def _yes(self, name: str, value: Any) -> bool | None:
        if isinstance(value, bool):
            return value
        return self._refuse(name, value, "give true or false, without quotes")

    def _rules(self, name: str, value: Any) -> tuple[str, ...] | None:
        if not isinstance(value, list):
            return self._refuse(name, value, "give a list of sentences in square brackets")
        line = self._line(checks.LONGEST_LINE)
        kept = [line(name, rule) for rule in value]
        return None if None in kept else tuple(rule for rule in kept if rule)

    def _refuse(self, name: str, value: Any, what_to_do: str) -> None:
        self._say(f"{self._where}: {name} is {_as_written(value)}; {what_to_do}.")

    def _say(self, sentence: str) -> None:
        self.wrong.append(sentence)


def _as_written(value: Any) -> str:
    return f"‘{value}’" if str(value).strip() else "empty"


def _twice(steps: tuple[Step | None, ...]) -> Iterator[tuple[int, Step, int]]:
    first: dict[str, int] = {}
    for number, step in enumerate(steps, start=1):
        if step is None:
            continue
        if (name := step.name.casefold()) in first:
            yield number, step, first[name]
        else:
            first[name] = number
