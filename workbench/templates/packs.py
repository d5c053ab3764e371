"""A network's pack: the folder of its own notebooks, made from the templates and made again without harm."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from workbench.errors import BadInput
from workbench.networks.facts import NetworkFacts
from workbench.networks.models import USUAL_ROLES
from workbench.templates.escaping import slug
from workbench.templates.merging import Kept, merge
from workbench.templates.source import Notebook, NotebookTemplate, as_dictionary, as_text, templates

HOME: Final = "home.ipynb"
REMEDY: Final = "delete it and run `workbench new` again to have it made anew"


@dataclass(frozen=True, kw_only=True)
class LeftAlone:
    """A file that stands where a notebook should go and was not touched; `why` completes "it …"."""

    notebook: str
    why: str

    def __str__(self) -> str:
        return f"{self.notebook} was left alone: it {self.why}"


@dataclass(frozen=True, kw_only=True)
class PackReport:
    """What generating one pack did. Every template's notebook is in one of the first four, by file name."""

    code: str
    name: str
    folder: Path
    made: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What a person should know, one line each; empty when nothing was kept or left alone."""
        return [str(note) for note in (*self.left_alone, *self.kept)]


def generate(
    facts: NetworkFacts, *, folder: Path, roles: Sequence[str] = USUAL_ROLES, templates_in: Path | None = None
) -> PackReport:
    """Make or renew one network's pack in `folder`, the workspace's `networks`.

    The pack is `<code>-<name>` in small letters; one that is there already under the network's former name is
    used. `roles` are the slots that nobody fills yet; `templates_in` holds other templates than the workbench's
    own. The same facts give the same bytes. Each file is replaced whole or not at all, so that this can be
    interrupted. Raises `BadInput` for a template that cannot be used, `OSError` if the folder cannot be written.
    """
    pack = _folder_of(facts, folder)
    pack.mkdir(parents=True, exist_ok=True)
    context = _context(facts, roles)
    about = {
        "network": facts.code,
        "name": facts.name,
        "commissioner": facts.commissioner,
        "practices": len(facts.current),
    }
    outcomes = {
        template.name: _put(template, pack / template.name, context=context, about=about)
        for template in templates(templates_in)
    }

    def named(what: str) -> tuple[str, ...]:
        return tuple(name for name, outcome in outcomes.items() if outcome.what == what)

    return PackReport(
        code=facts.code,
        name=facts.name,
        folder=pack,
        made=named("made"),
        updated=named("updated"),
        unchanged=named("unchanged"),
        left_alone=tuple(
            LeftAlone(notebook=name, why=outcome.why) for name, outcome in outcomes.items() if outcome.why
        ),
        kept=tuple(kept for outcome in outcomes.values() for kept in outcome.kept),
    )


def generate_all(
    networks: Iterable[tuple[NetworkFacts, Sequence[str]]],
    *,
    folder: Path,
    total: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[PackReport]:
    """`generate` for many networks, each with the roles that nobody fills yet; `progress(done, total)` after each.

    Interrupted, it leaves whole packs and whole files; starting again does the rest.
    """
    reports = []
    for facts, roles in networks:
        reports.append(generate(facts, folder=folder, roles=roles))
        if progress is not None:
            progress(len(reports), total)
    return reports


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    what: str
    kept: tuple[Kept, ...] = ()
    why: str = ""


def _put(template: NotebookTemplate, path: Path, *, context: dict[str, Any], about: dict[str, Any]) -> _Outcome:
    """Write one notebook of a pack, merged with the one that stands there."""
    fresh = template.render(context, about)
    if not os.path.lexists(path):
        _write(path, as_text(fresh))
        return _Outcome(what="made")
    try:
        theirs = _ours(path, network=about["network"])
    except BadInput as problem:
        return _Outcome(what="left alone", why=str(problem))
    merged, kept = merge(theirs, fresh, name=template.name)
    if merged == theirs:
        return _Outcome(what="unchanged", kept=kept)
    _write(path, as_text(merged))
    return _Outcome(what="updated", kept=kept)


def _ours(path: Path, *, network: str) -> Notebook:
    """The notebook that stands there. Raises `BadInput`, which completes "it …", if it is not this network's."""
    try:
        theirs = as_dictionary(path.read_bytes().decode("utf-8"))
    except OSError as problem:
        raise BadInput(f"cannot be read; {REMEDY}") from problem
    except ValueError as problem:
        raise BadInput(f"is not a notebook that Jupyter could open; {REMEDY}") from problem
    mark = theirs["metadata"].get("workbench")
    if not isinstance(mark, dict):
        raise BadInput("was not made by the workbench")
    if mark.get("network") != network:
        raise BadInput(f"belongs to another network ({mark.get('network')})")
    return theirs


def _write(path: Path, text: str) -> None:
    """Put the text in place in one step, so that nobody ever finds half a notebook."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _folder_of(facts: NetworkFacts, folder: Path) -> Path:
    """The network's pack: the one that is there, under whatever name, else one named after it as it is now."""
    code = slug(facts.code)
    name = slug(facts.name)
    wanted = folder / (f"{code}-{name}" if name else code)
    if wanted.is_dir():
        return wanted
    former = sorted(path for path in folder.glob(f"{code}-*") if _is_pack_of(path, facts.code))
    return former[0] if former else wanted


def _is_pack_of(path: Path, code: str) -> bool:
    try:
        _ours(path / HOME, network=code)
    except BadInput:
        return False
    return True


def _context(facts: NetworkFacts, roles: Sequence[str]) -> dict[str, Any]:
    """What the templates may name; every value is escaped where it is put in."""
    return {
        "code": facts.code,
        "name": facts.name,
        "commissioner": facts.commissioner,
        "commissioner_code": facts.commissioner_code,
        "opened": facts.opened,
        "closed": facts.closed,
        "source": facts.source,
        "current": facts.current,
        "past": facts.past,
        "crosses_boundary": facts.crosses_boundary,
        "across": tuple(stay for stay in facts.current if stay.same_commissioner is False),
        "roles": tuple(roles),
    }
