"""Whatever a person can point at with @ in what is said."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.workspace import Network


def targets(network: Network) -> list[dict[str, str]]:
    """Everything that can be pointed at, as `id`, `kind`, `label`, `hint`: what is on the map first.

    The kinds are those of `methods.POINTS_AT`: elements, then prototypes, measures, ideas, barriers, goals, and the
    connections last, since there are most of them.
    """
    parts = network.map.parts()
    labels = {element["id"]: element["label"] for element in parts["elements"]}
    return [
        *(
            _target(element["id"], "element", element["label"], element["kind"])
            for element in sorted(parts["elements"], key=lambda element: element["label"].casefold())
        ),
        *(
            _target(row["id"], "prototype", row["title"], f"prototype #{row['number']}")
            for row in network.prototypes.listed()
        ),
        *(_target(row["id"], "measure", row["title"], "measure") for row in network.measures.listed()),
        *(_target(row["id"], "idea", row["title"], f"idea #{row['number']}") for row in network.log.listed()),
        *_of_challenges(network),
        *(
            _target(row["id"], "connection", f"{labels[row['source']]} → {labels[row['target']]}", row["kind"])
            for row in parts["connections"]
        ),
    ]


def _of_challenges(network: Network) -> Iterator[dict[str, str]]:
    """The barriers that nobody has resolved, and the goals of every challenge."""
    for row in network.challenge.barriers_told():
        if not row["resolved"]:
            yield _target(row["id"], "barrier", row["title"], "barrier")
    for challenge in network.challenge.listed():
        for goal in network.challenge.told(challenge["id"])["goals"]:
            yield _target(goal["id"], "goal", goal["sentence"], "goal")


def _target(record: str, kind: str, label: str, hint: str) -> dict[str, str]:
    return {"id": record, "kind": kind, "label": label, "hint": hint}
