"""What of a page's state has changed, so that only that travels to the browser.

A patch is one of: `{"is": value}` (the value now); `{"of": {key: patch}, "gone": [keys]}` for a dictionary;
`{"rows": [rows], "gone": [ids], "order": [ids]}` for a list of dictionaries that each have an `id`. `gone` and `order`
are left out where they say nothing; without an order, rows that are new come last. `shell.js` puts them in.
"""

from __future__ import annotations

from typing import Any, TypeGuard


def difference(before: Any, after: Any) -> dict[str, Any] | None:
    """The patch that makes `after` of `before`, both plain JSON; None if they are the same."""
    if before == after:
        return None
    if isinstance(before, dict) and isinstance(after, dict):
        return _of_keys(before, after)
    if _has_rows(before) and _has_rows(after):
        return _of_rows(before, after)
    return {"is": after}


def _of_keys(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    changed = {}
    for key, value in after.items():
        patch = difference(before[key], value) if key in before else {"is": value}
        if patch is not None:
            changed[key] = patch
    gone = [key for key in before if key not in after]
    return {"of": changed, **({"gone": gone} if gone else {})}


def _of_rows(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, Any]:
    earlier = {row["id"]: row for row in before}
    later = {row["id"]: row for row in after}
    rows = [row for key, row in later.items() if earlier.get(key) != row]
    gone = [key for key in earlier if key not in later]
    expected = [*(key for key in earlier if key in later), *(key for key in later if key not in earlier)]
    order = list(later)
    return {"rows": rows, **({"gone": gone} if gone else {}), **({"order": order} if order != expected else {})}


def _has_rows(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    """Whether it is a list of dictionaries, each with an id of its own."""
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) and "id" in row for row in value):
        return False
    return len({row["id"] for row in value}) == len(value)
