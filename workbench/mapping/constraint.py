"""Whose contacts do not know one another: room to bring people together, or the same news from all sides."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from workbench.mapping.answering import PLACES
from workbench.mapping.asking import Answer, question
from workbench.mapping.marking import names
from workbench.mapping.matrix import contacts
from workbench.mapping.simple import label


def constraint(graph: nx.Graph) -> pd.DataFrame:
    """How far each node's contacts are tied to one another: one row a node (index `node`), in the graph's order.

    `contacts`: how many others it is connected with, either way, whatever the strength. `effective`: how many of them
    are left when each is counted for what the others do not already bring, contacts less the mean number of contacts
    that one of them has among the others (from 1 to `contacts`). `constraint`: Burt's measure, Σ (p + Σ pp)² over the
    contacts; low where they do not know one another, 1 for somebody with one contact, a little over 1 at most. The
    latter two are NaN without contacts. An empty graph gives no rows.
    Source: Burt 1992; the effective size of a plain network, Borgatti 1997.
    """
    nodes, either = contacts(graph)
    count = np.asarray(either.sum(axis=1), dtype=np.int64)
    share = np.divide(1.0, count, out=np.zeros(len(nodes)), where=count > 0)
    direct = either * share[:, None]
    invested = (direct + direct @ direct) * either
    among = np.asarray(((either @ either) * either).sum(axis=1), dtype=float)
    alone = count == 0
    return pd.DataFrame(
        {
            "contacts": count,
            "effective": np.where(alone, np.nan, count - among * share),
            "constraint": np.where(alone, np.nan, np.asarray((invested * invested).sum(axis=1), dtype=float)),
        },
        index=pd.Index(nodes, name="node", tupleize_cols=False),
    )


@question(
    "Whose contacts do not know one another?",
    group="Bridges",
    defined=(
        "An element counts as many contacts as it is connected with, either way. What they "
        "count as (effective size): contacts that are connected with one another count only in part. How far they know "
        "one another (constraint) is low for somebody "
        "whose contacts are strangers to one another and near 1 for somebody whose contacts all know one another; n/a "
        "without contacts. Source: Burt 1992."
    ),
)
def open_circles(graph: nx.MultiDiGraph) -> Answer:
    """Who reaches the most others that do not know one another; see `constraint`. Up to three are marked.

    The table has a row for every element with contacts, those with the most effective ones first.
    """
    found = constraint(graph)
    found = found[found["contacts"] > 0].sort_values("effective", ascending=False, kind="stable")
    if found.empty:
        return Answer(says="Nobody has contacts yet: there are no connections.")
    table = found.round({"effective": 1, "constraint": 2})
    table = table.rename(columns={"effective": "count as", "constraint": "how far they know one another"})
    table.insert(0, "label", [label(graph, node) for node in found.index])
    top = found.iloc[0]
    if top["contacts"] < 2:
        return Answer(
            says="Nobody is connected with two others yet, so nobody’s contacts can be strangers.", table=table
        )
    also = f"; next: {names(graph, list(found.index[1:3]))}"
    if top["effective"] == top["contacts"]:
        strangers = "and none of them know one another"
    else:
        strangers = f"that count as {top['effective']:.1f}, since some of them know one another"
    says = (
        f"{label(graph, found.index[0])} has the most such contacts: {int(top['contacts'])}, {strangers}{also}. "
        "Where contacts are strangers there is room to bring people together; where all know one another, the same is "
        "heard from all sides."
    )
    marks = dict(zip(found.index, PLACES, strict=False))
    return Answer(
        says=says,
        table=table,
        marks=marks,
        legend={place: f"{label(graph, node)}, in touch with separate circles" for node, place in marks.items()},
    )
