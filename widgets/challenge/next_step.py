"""What waits in a challenge, the first thing first: each a sentence and a button that leads to where it is seen to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from widgets.challenge.words import in_words, quoted, sentence
from workbench.challenge.days import HUNDRED
from workbench.words import counted, the

Plain = dict[str, Any]
LONG: Final = 14
"""Days that a barrier may be open before it should be taken further."""
QUIET: Final = 28
"""Days without a word to a sponsor or a coach after which one is due."""
SOON: Final = 3
"""Days before a gate in which it is made ready."""


def steps(
    told: Mapping[str, Any],
    *,
    plan: Mapping[str, Any],
    gates: Sequence[Mapping[str, Any]],
    barriers: Sequence[Mapping[str, Any]],
    permissions: Sequence[Mapping[str, Any]],
) -> list[Plain]:
    """What a team could do now, never empty: each what it `says` and a `button`.

    Some have a second button (`also`). A button has a `label` and leads to a `view` (and a `record` in it), opens a
    `form`, or goes to another page (`href`).
    """
    found = [
        *_at_a_gate(told, gates, plan),
        *_to_begin(told, plan),
        *_recommended(told),
        *_in_the_way(barriers),
        *_run_out(permissions),
        *_late(plan),
        *_quiet(told),
    ]
    return found or [_nothing(gates)]


def _to_begin(told: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[Plain]:
    if not told["goals"]:
        yield _step(
            "Say together what you want to reach in the hundred days: name the first goal.", "Name a goal", form="goal"
        )
    if not plan["tasks"] and not plan["behind"] and not told["challenge"]["over"] and told["challenge"]["next_gate"]:
        yield _step(
            f"Nothing is planned until day {plan['until']}. Say who does what first.",
            "Plan the first task",
            view="plan",
        )


def _at_a_gate(told: Mapping[str, Any], gates: Sequence[Mapping[str, Any]], plan: Mapping[str, Any]) -> Iterator[Plain]:
    coming = next((gate for gate in gates if gate["coming"]), None)
    if coming and coming["state"] in ("late", "today"):
        when = "is today" if coming["state"] == "today" else coming["stands"].removesuffix(", not held")
        button: Plain = {"href": coming["hold"]} if coming["hold"] else {"view": "gates"}
        also = {"label": "Write it up here", "form": "gate", "record": coming["day"]}
        says = f"The {coming['name']} {when}. Hold it together, or write it up."
        yield {**_step(says, f"Hold the {coming['name']}", **button), "also": also}
    if plan["roll"]:
        yield _step(plan["roll"]["says"], "See what is carried over", view="plan")
    if coming and coming["state"] == "to come" and _days_to(told, coming["day"]) <= SOON:
        yield _step(
            f"The {coming['name']} is {coming['stands']}. Read what is asked there.", "See the questions", view="gates"
        )


def _recommended(told: Mapping[str, Any]) -> Iterator[Plain]:
    rows = told["recommendations"]
    if told["challenge"]["day"] >= HUNDRED and not rows:
        yield _step(
            "The hundred days are over. Write down what should last, and who is to answer.",
            "Recommend something",
            view="commitments",
        )
    for one in sorted((each for each in rows if each["waits_for"]), key=lambda each: -each["days_waiting"]):
        of = f" from {the(one['sponsor'])}" if one["sponsor"] else ""
        days = one["days_waiting"]
        waits = f"has waited {counted(days, 'day')}" if days else "waits"
        says = {
            "answer": f"{quoted(one['title'])} {waits} for an answer{of}.",
            "decision": f"{quoted(one['title'])} was {one['answer']}: sustain it, scale it or stop it.",
            "check": f"Six months have passed since {quoted(one['title'])} was decided: is it still so?",
        }[one["waits_for"]]
        yield _step(says, "See the commitment", view="commitments", record=one["id"])


def _in_the_way(barriers: Sequence[Mapping[str, Any]]) -> Iterator[Plain]:
    still = [each for each in barriers if each["resolved"] is None]
    for one in (each for each in still if not each["owner"]):
        yield _step(
            f"Nobody sees to {quoted(one['title'])}. Say which sponsor can.",
            "Name a sponsor",
            form="barrier",
            record=one["id"],
        )
    for one in (each for each in still if each["owner"] and each["age_days"] >= LONG):
        days = counted(one["age_days"], "day")
        says = f"{quoted(one['title'])} has been in the way for {days}, with {the(one['owner'])}."
        yield _step(says, "See the barrier", view="barriers", record=one["id"])


def _run_out(permissions: Sequence[Mapping[str, Any]]) -> Iterator[Plain]:
    for one in (each for each in permissions if each["over"]):
        yield _step(
            f"The permission to set aside {quoted(one['rule'])} has run out.",
            "See the register",
            view="permissions",
            record=one["id"],
        )


def _late(plan: Mapping[str, Any]) -> Iterator[Plain]:
    tasks = [task for part in (plan, *plan["earlier"]) for task in part["tasks"]]
    late = [task for task in tasks if task["late"]]
    unowned = [task for task in tasks if not task["owner"] and task["can"]]
    if late:
        what = in_words(len(late), "task is", "tasks are")
        one = quoted(late[0]["title"])
        says = f"{what} past its day: {one}" if len(late) == 1 else f"{what} past their day, {one} for one"
        yield _step(sentence(says), "See the work plan", view="plan", record=late[0]["id"])
    if unowned:
        yield _step(
            sentence(f"{in_words(len(unowned), 'task has', 'tasks have')} nobody yet"),
            "See who could",
            view="plan",
            record=unowned[0]["id"],
        )


def _quiet(told: Mapping[str, Any]) -> Iterator[Plain]:
    if told["challenge"]["over"] or told["challenge"]["day"] < 0:
        return
    if not any(one["part"] == "sponsor" for one in told["supporters"]):
        yield _step(
            "Nobody is named yet as the sponsor who unblocks what you cannot.", "Name a sponsor", form="supporter"
        )
    for one in told["supporters"]:
        if one["days_since"] is not None and one["days_since"] >= QUIET:
            yield _step(
                f"The last word with {the(one['role'])} was {counted(one['days_since'], 'day')} ago.",
                "See the contacts",
                view="team",
                record=one["id"],
            )


def _nothing(gates: Sequence[Mapping[str, Any]]) -> Plain:
    coming = next((gate for gate in gates if gate["coming"]), None)
    if coming is None:
        return _step(
            "Everything is answered, decided and looked at. Tell others what you learnt.",
            "See what lasts",
            view="commitments",
        )
    return _step(
        f"Nothing waits. Go on with the work plan until the {coming['name']}.", "Open the work plan", view="plan"
    )


def _days_to(told: Mapping[str, Any], day: int) -> int:
    return day - told["challenge"]["day"]


def _step(says: str, label: str, **button: Any) -> Plain:
    return {"says": says, "button": {"label": label, **button}}
