"""The method that a session follows: as it was when the session began, whatever became of its file."""

from __future__ import annotations

from workbench.sensemaking.methods import Method, Step, shipped
from workbench.sensemaking.models import Session


def outline_of(session: Session) -> Method:
    """The session's own copy of its method; the shipped one for sessions from before there were copies.

    A session by a method that nobody knows any more has one step that takes whatever is said.
    """
    if session.outline:
        return Method.from_plain(session.outline)
    known = shipped().get(session.method)
    return known or Method(
        key=session.method,
        name=session.method.capitalize(),
        about="",
        steps=(Step(name="What was said", question="What was said?", minutes=10, records=("fact", "story")),),
    )
