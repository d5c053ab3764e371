"""What a meeting begins with: what was agreed before and is not done, and who waited for airtime."""

from __future__ import annotations

from typing import Any

from workbench.sensemaking import reading
from workbench.sensemaking.parts import Parts


class Preparing(Parts):
    """The agenda that earlier meetings leave."""

    def agenda(self, *, in_set: str | None = None, before: str | None = None) -> dict[str, Any]:
        """What earlier meetings of a set leave for the next one, as plain JSON.

        The set is by default that of the meeting `before`, else the one at work; where there are several and none was
        chosen, the meetings of every set count. Those from before the network had a set are everybody’s.
        `last`: the newest of them (`id`, `title`, `held_on`, `set`), or None before the first. `open_actions`: as
        `open_actions()`. `bids`: those that got no airtime, the newest meeting first, as in `told`, with `session`; an
        issue that somebody bid for again later stands there once, where they did. With `before`, the id of a session,
        its own and what came after it are left out, and so is what was brought again there.
        """
        sessions = reading.listed(self._scope)
        if in_set is None and before is not None:
            in_set = next((row["set"] for row in sessions if row["id"] == before), None)
        with self._scope.reading() as transaction:
            sets = self._sets_at_work(transaction, in_set)
        sessions = [row for row in sessions if sets is None or row["set"] in sets]
        later: set[str] = set()
        if before is not None:
            place = next((at for at, row in enumerate(sessions) if row["id"] == before), -1)
            later = {row["id"] for row in sessions[: place + 1]}
            sessions = sessions[place + 1 :]
        earlier = {row["id"] for row in sessions}
        last = {name: sessions[0][name] for name in ("id", "title", "held_on", "set")} if sessions else None
        seen: set[tuple[str, str]] = set()
        bids = []
        for bid in reading.bids(self._scope):
            key = (bid["title"].casefold(), bid["made_by"].casefold())
            if bid["session"]["id"] in earlier and key not in seen and bid["place"] is None:
                bids.append(bid)
            if bid["session"]["id"] in earlier | later:
                seen.add(key)
        here = [action for action in reading.open_actions(self._scope) if action["session"]["id"] in earlier]
        return {"last": last, "open_actions": here, "bids": bids}
