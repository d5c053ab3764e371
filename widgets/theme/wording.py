"""Saying what is wrong with a field in the words of the page that asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from workbench.errors import BadInput


@contextmanager
def in_words_of(labels: Mapping[str, str]) -> Iterator[None]:
    """Let what a verb says about a field begin with the label that the page gives that field.

    `labels`: the name that verbs use (“The baseline”) → the label on the page (“Where it stood”). So the sentence
    finds its place beside the field. What is about no field of these passes as it is.
    """
    try:
        yield
    except BadInput as error:
        said = str(error)
        name = max((name for name in labels if said.startswith(f"{name} ")), key=len, default=None)
        if name is None:
            raise
        label = labels[name]
        colon = "" if label.endswith("?") else ":"
        raise BadInput(f"{label}{colon} It {said[len(name) + 1 :]}") from error
