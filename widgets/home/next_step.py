"""What to do next: one sentence and one button, chosen from where the set stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from widgets.home.words import ago, day_and_month, in_words, listed, sentence
from workbench.words import as_title

A_SESSION_STAYS_OPEN = 3  # days after which an open session is a forgotten one
TIME_TO_MEET = 7  # days since the last session after which the next one comes first


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A gate of a challenge that is to be held: which day it is now, what the gate is called, and where it is held.

    `of` is the title of the challenge where the network has several under way, else "".
    """

    day: int
    name: str
    href: str
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Where a set stands, as far as it decides what comes next.

    `told` counts the parts of the map that people told or confirmed, `to_confirm` those that only the register
    says. `open_session` is an (id, title); `last_met` the day of the newest session, today's included; `gate` is the
    gate of a challenge whose day has come. `insights` counts all of them, `prototypes` those that were not abandoned;
    `news` are (number, id) of prototypes of which something moved since the set last met. `to_study` are (number of
    the test, number, id of its prototype): test cycles that have ended and are not decided. `rules_over` are (number,
    id) of prototypes whose suspended rule is in force again, `concerns` (title, id) of measures that stand out the
    wrong way. `late` and `unowned` count open actions.
    """

    today: date
    told: int = 0
    to_confirm: int = 0
    open_session: tuple[str, str] | None = None
    last_met: date | None = None
    gate: Gate | None = None
    insights: int = 0
    prototypes: int = 0
    news: tuple[tuple[int, str], ...] = ()
    to_study: tuple[tuple[int, int, str], ...] = ()
    rules_over: tuple[tuple[int, str], ...] = ()
    concerns: tuple[tuple[str, str], ...] = ()
    open_actions: int = 0
    late: int = 0
    unowned: int = 0


def next_step(now: Situation) -> dict[str, Any]:
    """What comes first: `heading` (half a heading), `says` (a sentence or two), `button` and `after`.

    A button has `label` and `href`; `after` are the buttons of at most two steps that come next, with their full names.
    """
    first, *others = _steps(now)
    return {**first, "after": [{"label": one["short"], "href": one["button"]["href"]} for one in others[:2]]}


def _steps(now: Situation) -> Iterator[dict[str, Any]]:
    """The steps that make sense now, the first thing first."""
    if now.open_session is not None:
        session, title = now.open_session
        yield _step(
            "The session is still open",
            f"Go on with “{as_title(title)}”, or close it when everything is said.",
            "Go on with the session",
            f"go on with the session “{as_title(title)}”",
            f"session.ipynb?session={session}",
        )
    if now.gate is not None and now.told:
        waiting = sentence(listed(_waiting(now)))
        of = f" of “{now.gate.of}”" if now.gate.of else ""
        yield _step(
            f"Day {now.gate.day}{of}: time for the {now.gate.name}",
            " ".join(part for part in (f"Hold the {now.gate.name}{of}.", waiting) if part),
            f"Hold the {now.gate.name}",
            f"hold the {now.gate.name}",
            now.gate.href,
        )
    if not now.told:
        what = "The map shows only what the public register says." if now.to_confirm else "The map is still empty."
        yield _step(
            "Begin with the map",
            f"{what} Draw whom people here really turn to, starting with yourselves.",
            "Draw who relates to whom",
            "draw who relates to whom",
            "map.ipynb",
        )
    if now.last_met is None:
        yield _step(
            "Time for the first session",
            "The map has begun. Sit down together and say what you notice in it.",
            "Start the first session",
            "start the first session",
            "session.ipynb",
        )
        return
    met = ago(now.last_met, today=now.today)
    heading = f"You last met {met}" if met != "today" else "You met today"
    if (now.today - now.last_met).days >= TIME_TO_MEET:
        waiting = _waiting(now)
        yield _step(
            heading,
            " ".join(part for part in ("Hold the next session.", sentence(listed(waiting))) if part),
            "Start the session",
            "start the next session",
            "session.ipynb",
        )
    waiting = list(_what_waits(now, heading))
    says = "Nothing waits for you here. Look at the map and say what is missing."
    yield from waiting or [_step(heading, says, "Open the map", "look at the map", "map.ipynb")]


def _what_waits(now: Situation, heading: str) -> Iterator[dict[str, Any]]:
    """The steps that something recorded asks for, between two sessions."""
    if now.late or now.unowned:
        troubles = [
            f"{in_words(now.late, 'action is', 'actions are')} past {'its' if now.late == 1 else 'their'} day"
            if now.late
            else "",
            f"{in_words(now.unowned, 'action has', 'actions have')} nobody yet" if now.unowned else "",
        ]
        yield _step(
            heading,
            sentence(listed([each for each in troubles if each])),
            "See the open actions",
            "see to the open actions",
            "#open-actions",
        )
    if now.rules_over:
        number, prototype = now.rules_over[0]
        yield _step(
            heading,
            f"A rule was suspended for prototype #{number}, and the day until which it was has passed. Ask for longer, "
            "or stop.",
            f"See prototype #{number}",
            f"see to the suspended rule of prototype #{number}",
            f"prototypes.ipynb?open={prototype}",
        )
    if now.concerns:
        title, measure = now.concerns[0]
        yield _step(
            heading,
            f"“{as_title(title)}” stands out the way that you do not want. Talk about what may be behind it.",
            "See the measure",
            f"talk about “{as_title(title)}”",
            f"measures.ipynb?measure={measure}",
        )
    if now.to_study:
        test, number, prototype = now.to_study[0]
        yield _step(
            heading,
            f"Test {test} of prototype #{number} has ended. Say together what you saw, and decide how to go on.",
            f"Study test {test} of #{number}",
            f"study test {test} of prototype #{number}",
            f"prototypes.ipynb?open={prototype}",
        )
    if now.news:
        number, prototype = now.news[0]
        yield _step(
            heading,
            f"Something that prototype #{number} named has moved. Look whether it moved as you meant it to.",
            f"See prototype #{number}",
            f"see what prototype #{number} has moved",
            f"prototypes.ipynb?open={prototype}",
        )
    if now.insights and not now.prototypes:
        yield _step(
            heading,
            f"You have made {in_words(now.insights, 'insight')} of what was said. Choose something small to try.",
            "Start a prototype",
            "choose something small to try",
            "prototypes.ipynb",
        )
    if now.to_confirm:
        yield _step(
            heading,
            f"{sentence(in_words(now.to_confirm, 'part'))[:-1]} of the map {'is' if now.to_confirm == 1 else 'are'} "
            "only what the register says. Say which are so in real life.",
            "Confirm them on the map",
            f"confirm {in_words(now.to_confirm, 'part')} of the map that only the register knows",
            "map.ipynb",
        )


def _waiting(now: Situation) -> list[str]:
    waiting = []
    if now.open_actions:
        waiting.append(f"{in_words(now.open_actions, 'action is', 'actions are')} still open")
    if len(now.news) == 1:
        waiting.append(f"prototype #{now.news[0][0]} has news")
    elif now.news:
        waiting.append(f"prototypes {listed([f'#{number}' for number, _ in now.news])} have news")
    return waiting


def greeting(hour: int) -> str:
    """The greeting for an hour of the day, 0 to 23."""
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"


def about_meeting(now: Situation) -> str:
    """When the set last met, for the line below the heading; "" before the first session and on a session's day."""
    if now.last_met is None or now.last_met == now.today:
        return ""
    return f"last met on {day_and_month(now.last_met, today=now.today)}"


def _step(heading: str, says: str, label: str, short: str, href: str) -> dict[str, Any]:
    return {"heading": heading, "says": says, "button": {"label": label, "href": href}, "short": short}
