"""Taking steps back and doing them again, in the area of the log."""

from __future__ import annotations


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="rhythm", at=scope.clock())


def redo(scope):
    return scope.store.redo(network=scope.network, who=scope.who, area="rhythm", at=scope.clock())
