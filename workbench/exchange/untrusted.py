"""Files from anywhere, read without trusting them: text, XML and JSON with bounds, and one sentence when it fails.

XML is parsed by expat with no document type and so with no entities but the five of XML itself: there is nothing
to expand and nothing to fetch. JSON is parsed without NaN, without a key said twice, and with bounded depth.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from workbench.errors import BadInput
from workbench.exchange import limits

DEEPEST: Final = 60
"""Tags within tags of an XML file."""
MOST_PARTS: Final = 500_000
"""Tags of an XML file, objects and lists of a JSON file: the largest map that is read has about 300,000."""


def text(data: bytes, what: str) -> str:
    """The file as text, without a byte order mark. Raises `BadInput` unless it is UTF-8, or UTF-16 that says so.

    `what` names the format as people know it ("GraphML"); every error of this module says it.
    """
    limits.checked(data, file=f"The {what} file")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            f"The file is not text in UTF-8, as {what} has to be; save it again as UTF-8, or choose another file."
        ) from None


# --- XML --------------------------------------------------------------------------------------------------------


def parse_xml(data: bytes, what: str) -> Element:
    """The root of an XML file; tags come without their namespace, attributes as they are written.

    Raises `BadInput` for a document type or an entity, for anything that is not well-formed, and past the bounds.
    """
    limits.checked(data, file=f"The {what} file")
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    inside = tags = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, tags
        inside, tags = inside + 1, tags + 1
        if inside > DEEPEST or tags > MOST_PARTS:
            raise BadInput(
                f"The {what} file is nested too deeply or has too many parts to be a map; choose another file."
            )
        builder.start(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        nonlocal inside
        inside -= 1
        builder.end(tag.rpartition(":")[2])

    def refuse(*_: Any) -> NoReturn:
        raise BadInput(
            f"The {what} file declares a document type (DOCTYPE), which is not read because it can carry harm; "
            "save the map again without it."
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "")
        cut = why in ("no element found", "unclosed token", "unclosed CDATA section")
        said = "it ends before it is complete" if cut else "it is not well-formed XML"
        raise BadInput(
            f"The file cannot be read as {what}: {said} (line {error.lineno}); save it again, or choose another file."
        ) from None
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, or one of several bytes
        if isinstance(error, BadInput):
            raise
        raise BadInput(
            f"The file cannot be read as {what}: its encoding is not known; save it again as UTF-8."
        ) from None
    return builder.close()


# --- JSON -------------------------------------------------------------------------------------------------------


def parse_json(data: bytes, what: str) -> Any:
    """What a JSON file holds. Raises `BadInput` for anything that is not JSON, and for NaN and keys said twice."""
    return loads(text(data, what), what)


def loads(written: str, what: str) -> Any:
    """What a JSON text holds; see `parse_json`."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            before: set[str] = set()
            twice = next(key for key, _ in pairs if key in before or before.add(key))
            raise BadInput(f"The {what} file says ‘{short(twice)}’ twice in one place; take one of them out.")
        return found

    def never(name: str) -> None:
        raise BadInput(f"The {what} file has {name} where a number is expected; write a number, or leave it out.")

    if written.count("{") + written.count("[") > MOST_PARTS:
        raise BadInput(f"The {what} file has too many parts to be a map; choose another file.")
    try:
        return json.loads(written, object_pairs_hook=once, parse_constant=never)
    except BadInput:
        raise
    except json.JSONDecodeError as error:
        cut = not written[error.pos :].strip() or error.msg.startswith("Unterminated")
        said = "it ends before it is complete" if cut else "it is not JSON"
        raise BadInput(
            f"The file cannot be read as {what}: {said} (line {error.lineno}); save it again, or choose another file."
        ) from None
    except RecursionError:
        raise BadInput(f"The {what} file is nested too deeply to be a map; choose another file.") from None
    except ValueError:  # a whole number of thousands of digits
        raise BadInput(f"The {what} file has a number that is too long to be read; choose another file.") from None


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """The value where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def words(value: Any) -> str:
    """A plain value as text: a number as it is written, yes and no in words, "" for anything else.

    Halves of letters (lone surrogates), which no database keeps, become �.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    return whole(value) if isinstance(value, str) else ""


def whole(value: str) -> str:
    """The text with � for every half of a letter."""
    return value if value.isascii() else value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def number(value: Any) -> float | None:
    """The value as a finite number below a million million, or None."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < 1e12 else None


def short(value: str, longest: int = 40) -> str:
    """One line of at most `longest` letters, for an error."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
