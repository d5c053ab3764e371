"""The gates as the page shows them: what is asked, how each stands, what came out of it, and from which session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from widgets.challenge.words import days_named, how_far, quoted, weekday
from workbench.errors import WorkbenchError
from workbench.words import long_date
from workbench.workspace import Network

Plain = dict[str, Any]
_OUTPUTS: Final = (("plan", "Revised plan"), ("charter", "Refined charter"), ("sustain", "Ideas to sustain"))
_ASKED_FOR: Final = {"revised plan": "plan", "refined charter": "charter", "ideas to sustain": "sustain"}
"""What a step of a method asks for, and the output of the gate that it makes up."""


def told(all_: Mapping[str, Any], network: Network, *, today: date) -> list[Plain]:
    """The four gates of a challenge, which is given as `network.challenge.told` has it.

    Each with what the page says of it, its `questions` (of the method that belongs to it), its `outputs`, where it is
    held (`hold`, an address), the `sessions` it may have been held in, and the `fields` of its form. Until a gate is
    written up its form begins with what was taken down for it in the session held by its method.
    """
    methods = {each["gate"]: each for each in network.sessions.methods() if each["gate"]}
    sessions = [each for each in network.sessions.listed() if each["held_on"] <= today.isoformat()]
    coming = all_["challenge"]["next_gate"]
    launched = all_["challenge"]["launched_on"]
    found = []
    for gate in all_["gates"]:
        method = methods.get(gate["day"])
        key = method["key"] if method else None
        meeting = next((each for each in sessions if each["method"] == key and each["held_on"] >= launched), None)
        taken = _taken_down(network, meeting, method) if meeting and method and not gate["id"] else {}
        is_coming = bool(coming) and coming["day"] == gate["day"]
        found.append(_gate(gate, method, sessions, meeting, taken, coming=is_coming, today=today))
    return found


def _taken_down(network: Network, session: Plain, method: Plain) -> dict[str, str]:
    """What was taken down in a session for each output of its gate, a line each; stories stay where they were told."""
    asked = {step["name"]: _ASKED_FOR[step["asks_for"]] for step in method["steps"] if step["asks_for"]}
    lines: dict[str, list[str]] = {}
    try:
        entries: Iterable[Plain] = network.sessions.told(session["id"])["entries"]
    except WorkbenchError:  # taken away meanwhile
        return {}
    for entry in entries:
        if entry["step"] in asked and entry["nature"] != "story":
            lines.setdefault(asked[entry["step"]], []).append(entry["text"])
    return {name: "\n".join(texts) for name, texts in lines.items()}


def _gate(
    gate: Mapping[str, Any],
    method: Mapping[str, Any] | None,
    sessions: Sequence[Plain],
    meeting: Plain | None,
    taken: Mapping[str, str],
    *,
    coming: bool,
    today: date,
) -> Plain:
    """One gate; `meeting` is the latest session held by its method since the launch, `taken` what came of that."""
    planned = date.fromisoformat(gate["planned_on"])
    held = date.fromisoformat(gate["held_on"]) if gate["held_on"] else None
    source = gate["sessions"][0]["id"] if gate["sessions"] else meeting["id"] if meeting and not held else ""
    on = gate["held_on"] or (meeting["held_on"] if meeting else today.isoformat())
    return {
        **{name: gate[name] for name in ("id", "day", "name", "state", "version")},
        "title": f"Day {gate['day']}: {weekday(planned, today=today)}",
        "coming": coming,
        "stands": _stands(gate, planned, held, today=today),
        "says": "" if held else (method or {}).get("about", ""),
        "questions": [step["question"] for step in method["steps"]] if method else [],
        "outputs": [{"name": word, "text": gate[name]} for name, word in _OUTPUTS] if gate["id"] else [],
        "session": {"label": gate["sessions"][0]["title"], "href": f"session.ipynb?session={source}"}
        if gate["sessions"]
        else None,
        "hold": f"session.ipynb?method={quote(method['key'])}" if method else None,
        "met": _met(meeting) if meeting and not held else "",
        "sessions": [
            {"value": each["id"], "label": f"{each['title']} ({long_date(date.fromisoformat(each['held_on']))})"}
            for each in sessions
        ],
        "fields": {
            "held_on": on,
            "session": source,
            **{name: gate[name] or taken.get(name, "") for name, _ in _OUTPUTS},
        },
    }


def _met(meeting: Plain) -> str:
    on = long_date(date.fromisoformat(meeting["held_on"]))
    return f"{quoted(meeting['title'])} was held by this method on {on}."


def _stands(gate: Mapping[str, Any], planned: date, held: date | None, *, today: date) -> str:
    if held is not None:
        return f"held on {weekday(held, today=today)}"
    if gate["state"] == "late":
        return f"was due {how_far(planned, today=today)}, not held"
    return "passed over" if gate["state"] == "passed over" else how_far(planned, today=today)


def say(gates: Sequence[Plain]) -> str:
    """Which gates were held and which is next, in two sentences."""
    held = [gate["day"] for gate in gates if gate["state"] == "held"]
    said = f"Held: {days_named(held)}." if held else "None has been held yet."
    coming = next((gate for gate in gates if gate["coming"]), None)
    if coming is None:
        return f"{said} All four are behind you."
    if coming["state"] == "late":
        return f"{said} The {coming['name']} {coming['stands'].partition(',')[0]}."
    return f"{said} The {coming['name']} is {coming['stands']}."
