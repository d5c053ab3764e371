"""A hypothesis in its three parts: if, then, because."""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = re.compile(
    r"^If (?P<if>.+?)(?:, then (?P<then>.+?))?(?:, because (?P<because>.+?))?\.$", re.DOTALL | re.IGNORECASE
)


def parts(text: str) -> dict[str, str] | None:
    """The parts of a hypothesis, `if`, `then` and `because`, each "" where it is not said; None for any other text.

    Put together by `together` they are the very same text again, so that a page may show and change them one by one.
    Empty text gives three empty parts.
    """
    if not text:
        return {"if": "", "then": "", "because": ""}
    found = _SAID.match(text)
    if found is None:
        return None
    said = {name: (found[name] or "").strip() for name in ("if", "then", "because")}
    return said if together(said) == text else None


def together(said: dict[str, str]) -> str:
    """The sentence of three parts; what is empty is left out, and nothing gives the empty text."""
    given = [f"{word} {said[word]}" for word in ("if", "then", "because") if said[word]]
    sentence = ", ".join(given)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""
