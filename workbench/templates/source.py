"""The notebooks that packs are made from, read once and rendered as often as there are networks."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workbench.errors import BadInput, NotFound
from workbench.templates.escaping import for_markdown, for_python

PARAMETERS: Final = "parameters"
"""The tag of the one code cell that has placeholders; papermill's convention."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which JSON can hold and UTF-8 cannot

Notebook = dict[str, Any]
"""A notebook as its JSON, with every source as one string."""


def template_folder() -> Path:
    """Where the notebooks are: in the installed package, or in the source tree that it runs from."""
    here = Path(__file__).resolve().parent
    for folder in (here / "notebooks", here.parent.parent / "notebooks"):
        if any(folder.glob("*.ipynb")):
            return folder
    raise NotFound("The workbench's own notebooks are missing from where it is installed. Install it again.")


@cache
def templates(folder: Path | None = None) -> tuple[NotebookTemplate, ...]:
    """Every template in a folder (the workbench's own if None), by name; read, compiled and checked once.

    Raises `BadInput`, naming the file, if one of them is not a notebook that packs can be made from.
    """
    found = sorted((folder or template_folder()).glob("*.ipynb"))
    return tuple(NotebookTemplate.read(path) for path in found)


@dataclass(frozen=True)
class NotebookTemplate:
    """One notebook with placeholders. `name` is its file name, `digest` says which text it has."""

    name: str
    digest: str
    _notebook: Notebook
    _cells: tuple[Callable[[Mapping[str, Any]], str], ...]

    @classmethod
    def read(cls, path: Path) -> NotebookTemplate:
        """Read and compile a template. Raises `BadInput` if it cannot be one."""
        import nbformat  # noqa: PLC0415  a page that only shows things need not pay for it

        try:
            text = path.read_text(encoding="utf-8")
            notebook = as_dictionary(text)
            nbformat.validate(json.loads(text))
            cells = tuple(_compile(cell) for cell in notebook["cells"])
        except (OSError, ValueError, nbformat.ValidationError, TemplateError) as problem:
            raise _unusable(path.name, problem) from problem
        canonical = json.dumps(notebook, sort_keys=True, ensure_ascii=False)
        return cls(path.name, _hash(canonical)[:16], notebook, cells)

    def render(self, context: Mapping[str, Any], about: Mapping[str, Any]) -> Notebook:
        """The notebook for one network: `context` fills the placeholders, `about` goes into its metadata.

        The result depends on nothing else. Every cell remembers what it was made as. Raises `BadInput` if the
        template asks for something that a network does not have.
        """
        app = self._notebook["metadata"].get("workbench", {})
        ids = [cell["id"] for cell in self._notebook["cells"]]
        rendered = {
            **copy.deepcopy(self._notebook),
            "metadata": {
                **copy.deepcopy(self._notebook["metadata"]),
                "workbench": {**app, **about, "template": self.digest, "cells": ids},
            },
        }
        for cell, fill in zip(rendered["cells"], self._cells, strict=True):
            try:
                cell["source"] = fill(context)
            except TemplateError as problem:
                raise _unusable(self.name, problem) from problem
            made = {"made_as": fingerprint(cell), "cell": cell["id"]}
            if cell["metadata"].get("tags"):
                made["tags"] = list(cell["metadata"]["tags"])
            cell["metadata"]["workbench"] = made
        return rendered


def as_dictionary(text: str) -> Notebook:
    """The notebook in a file's text, with sources joined and outputs of code cells in place.

    Raises `ValueError` if that is not JSON, and `BadInput` (which is one too) if it is no notebook of form 4.
    """
    try:
        notebook = json.loads(text)
    except RecursionError as problem:
        raise BadInput("it is nested too deeply") from problem
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise BadInput("it is not a notebook of form 4")
    cells, metadata = notebook.get("cells"), notebook.get("metadata")
    if not isinstance(cells, list) or not isinstance(metadata, dict):
        raise BadInput("it has no list of cells")
    for cell in cells:
        if not isinstance(cell, dict) or not isinstance(cell.get("metadata", {}), dict):
            raise BadInput("one of its cells is none")
        source = cell.get("source", "")
        joined = "".join(source) if _is_lines(source) else source
        if not isinstance(joined, str) or not isinstance(cell.get("cell_type"), str):
            raise BadInput("one of its cells has no text")
        cell["source"] = joined
        cell.setdefault("metadata", {})
    return notebook


def as_text(notebook: Notebook) -> str:
    """A notebook as Jupyter itself writes it: sorted keys, one line of source a line, a newline at the end."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    text = json.dumps({**notebook, "cells": cells}, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def fingerprint(cell: Mapping[str, Any]) -> str:
    """Sha256 of a cell's type and source: what tells a cell that was edited from one that was not."""
    return _hash(f"{cell['cell_type']}\n{cell['source']}")


def _compile(cell: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], str]:
    """What fills a cell's placeholders; a code cell without the tag is left as it is, braces and all."""
    source = cell["source"]
    code = cell["cell_type"] == "code"
    if code and PARAMETERS not in cell["metadata"].get("tags", []):
        return lambda _context: source
    template = (_PYTHON if code else _MARKDOWN).from_string(source)
    return template.render


def _unusable(name: str, problem: Exception) -> BadInput:
    first_line = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
    return BadInput(f"No pack can be made from {name}: {first_line}")


def _environment(escape: Callable[[Any], str]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=escape, trim_blocks=True, lstrip_blocks=True, newline_sequence="\n"
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_lines(source: Any) -> bool:
    return isinstance(source, list) and all(isinstance(line, str) for line in source)


_MARKDOWN = _environment(for_markdown)
_PYTHON = _environment(for_python)
