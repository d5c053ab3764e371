"""XML as we write it: any text goes in and comes out the same, and what XML cannot hold is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_UNHELD: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_IN_ATTRIBUTES: Final = {ord("\n"): "&#10;", ord("\t"): "&#9;"}


class Markup:
    """Tags, one after the other. `replaced` counts the characters that no XML file can hold; � stands for each."""

    def __init__(self) -> None:
        self.replaced = 0

    def text(self, value: Any) -> str:
        """The value as the inside of a tag."""
        held, count = _UNHELD.subn("\ufffd", str(value))
        self.replaced += count
        return held.translate(_ESCAPES)

    def tag(self, name: str, attributes: Mapping[str, Any] | None = None, inside: Iterable[str] | str = "") -> str:
        """One tag. Attributes that are None are left out; `inside` is markup already: tags, or `text(…)`."""
        given = "".join(
            f' {key}="{self.text(value).translate(_IN_ATTRIBUTES)}"'
            for key, value in (attributes or {}).items()
            if value is not None
        )
        within = inside if isinstance(inside, str) else "".join(inside)
        return f"<{name}{given}>{within}</{name}>" if within else f"<{name}{given}/>"

    def left_out(self) -> tuple[str, ...]:
        """The sentence on what was replaced, if anything was."""
        if not self.replaced:
            return ()
        one = self.replaced == 1
        what = (
            "1 control character, which the format cannot hold, is"
            if one
            else (f"{self.replaced} control characters, which the format cannot hold, are")
        )
        return (f"{what} written as �.",)
