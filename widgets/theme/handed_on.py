"""Lists and tables of a document that is handed on: what people typed is text in it, and stands as they typed it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from workbench.words import counted


def as_list(items: Iterable[str]) -> str:
    """An HTML list of texts; one without points for none."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def as_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """An HTML table with its headings; a cell without words holds a dash, and lines stay lines (`.said`)."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def more(count: int, most: int, one: str) -> str:
    """The line below a table that shows only so many of what there is; "" where it shows all."""
    left = count - most
    return f'<p class="muted">And {counted(left, f"{one} more", f"{one}s more")}.</p>' if left > 0 else ""


def _cell(words: str) -> str:
    return f'<td class="said">{escape(words) or "–"}</td>'
