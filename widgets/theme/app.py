"""The base of every app: a page sends gestures, Python names one verb, the new state comes back."""

from __future__ import annotations

import asyncio
import atexit
import gc
import inspect
import json
import logging
import secrets
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import anywidget
import traitlets

from widgets.theme.doubting import doubt
from widgets.theme.patch import difference
from workbench import checks
from workbench.errors import BadInput, Conflict, WorkbenchError
from workbench.identifying import IdentifyingWarning
from workbench.logs import keep_log
from workbench.networks.models import USUAL_ROLES
from workbench.workspace import Network

LONGEST_HAND = 40
LONGEST_DOING = 4000  # characters of what a page says that somebody is doing
SILENT = 15.0  # seconds after which a page that says nothing is taken for left, or asleep
SAY_AGAIN = 8.0  # seconds after which a page that has nothing new to say is still here
LOG = logging.getLogger("workbench.apps")
F = TypeVar("F", bound=Callable[..., Any])


def gesture(method: F) -> F:
    """Mark a method as one that a page may call by its name, with keyword arguments."""
    method.is_gesture = True  # type: ignore[attr-defined]
    return method


def look(method: F) -> F:
    """Mark a gesture that only reads: it leaves what the page shows as it is, which is not composed anew for it."""
    method.only_looks = True  # type: ignore[attr-defined]
    return gesture(method)


class App(anywidget.AnyWidget):
    """One page on one network. A child says what the page shows (`compose`) and what may be done (gestures).

    Whatever a page sends is checked: only marked gestures with arguments they know are called, an error that is
    meant for people goes back as its sentence, any other goes to the log under an incident number.
    """

    state = traitlets.Dict()
    """All that the page shows, as plain JSON. A page that opens gets all of it, later only what has changed (`patch`);
    it is never read back from a page."""

    area: ClassVar[str | None] = None
    """The concept within which this page undoes and redoes; None for a page without undo."""

    every: ClassVar[float] = 0.5
    """How many seconds lie between two looks for what others did."""

    everywhere: ClassVar[bool] = False
    """Whether the page shows other networks too, and so has to look for changes in all of them."""

    def __init__(self, network: Network, **options: Any) -> None:
        self.network = network
        keep_log(network.workspace.settings.log_folder, "apps", LOG)
        self._seen = -1
        self._number = 0  # of the newest patch: a page that missed one gets the whole state
        self._others: list[dict[str, Any]] = []
        self._others_told = 0  # how often: a page that missed one is told once more
        self._beside: Any = None  # the mark of what was told last beside the state
        self._doing: dict[str, Any] | None = None  # what this person has their finger on, as the page said last
        self._heard = 0.0  # when that was
        self._set_heard: str | None = None  # the set that this person is in, as the page said last
        self._said_here: tuple[Any, float] = (None, 0.0)
        self._refresh()
        super().__init__(**options)  # tells the page that opens what there is to show
        self.on_msg(self._receive)
        self._watcher = self._watch_the_store()

    # --- for children ------------------------------------------------------------------------------------

    def compose(self) -> dict[str, Any]:
        """Build what the page shows, as plain JSON, from the network."""
        raise NotImplementedError  # every page says what it shows

    def beside(self) -> tuple[Any, dict[str, Any]] | None:
        """What passes while people look at it, such as a clock: a mark that tells it from before, and plain JSON.

        It travels beside the state, as who else is here does: looked at twice a second, and told when its mark is
        another, or when a page says that it listens. None for a page that has nothing of the kind.
        """
        return None

    @gesture
    def undo(self) -> dict[str, Any]:
        """Take back this person's last gesture on this page."""
        return self._stepped(self.network.undo(self._own_area()), "There is nothing of yours to take back.")

    @gesture
    def redo(self) -> dict[str, Any]:
        """Do again what this person last took back on this page."""
        return self._stepped(self.network.redo(self._own_area()), "There is nothing to do again.")

    # --- state -------------------------------------------------------------------------------------------

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """What a page is told when it opens: what the widget's traits say, and the state."""
        told = super().get_state(key, drop_defaults)
        return {**told, "state": self.state, "number": self._number} if key is None else told

    def _refresh(self) -> None:
        latest = self._latest()
        self._show({**self.compose(), "app": self._about_the_page(latest)})
        self._seen = latest

    def _show(self, state: dict[str, Any]) -> None:
        """Take this as the state from now on, and tell the pages what of it is new."""
        patch = difference(self.state, state)
        self.state = state
        if patch is not None:
            self._number += 1
            if self.comm is not None:
                self.send({"patch": patch, "number": self._number})

    def _about_the_page(self, latest: int) -> dict[str, Any]:
        here = [member["role"] for member in self.network.members.listed()]
        area = self.area
        sets = [{"id": one.id, "title": one.title} for one in self.network.members.sets()]
        return {
            "network": {"code": self.network.code, "name": self.network.name},
            "sets": sets if len(sets) > 1 else [],  # one set needs no choice
            "in_set": self.network.in_set,
            "roles": list(dict.fromkeys([*here, *USUAL_ROLES])),
            "today": self.network.today().isoformat(),
            "sequence": latest,
            "undo": self.network.can_undo(area) if area else None,
            "redo": self.network.can_redo(area) if area else None,
        }

    def _latest(self) -> int:
        return self.network.workspace.store.latest() if self.everywhere else self.network.latest()

    def _watch_the_store(self) -> asyncio.Task[None] | None:
        try:
            return asyncio.get_running_loop().create_task(self._watch())
        except RuntimeError:  # no kernel around it: a script or a test asks when it wants to know
            return None

    async def _watch(self) -> None:
        atexit.register(self._say_goodbye)
        gc.freeze()  # what a page begins with stays: looking through all of a large map for waste takes long
        while self.comm is not None:
            await asyncio.sleep(self.every)
            try:
                newer = self._latest() > self._seen
            except Exception:  # noqa: BLE001  a page outlives a moment without its database
                newer = False
            if newer and (behind := self._catch_up()):
                self.send({"behind": behind})
            self._say_who_is_here()
            self._look_who_else()
            self._look_beside()

    def _look_beside(self, *, anyway: bool = False) -> None:
        """Tell the page what passes beside the state, if it is another than before, or anyway."""
        try:
            mark, passing = self.beside() or (None, None)
        except Exception:  # noqa: BLE001  a page outlives a moment without its database
            return
        if mark != self._beside or (anyway and passing is not None):
            self._beside = mark
            self.send({"beside": passing})

    def _look_who_else(self) -> None:
        """Tell the page who else is here, once for each change of it."""
        try:
            others = self.network.others()
        except Exception:  # noqa: BLE001  a page outlives a moment without its database
            return
        if others != self._others:
            self._others = others
            self._others_told += 1
            self._tell_who_else()

    def _tell_who_else(self) -> None:
        self.send({"others": self._others, "told": self._others_told})

    def _catch_up(self) -> str | None:
        """Compose the page anew; a sentence if that failed, once for each state that cannot be shown."""
        try:
            self._refresh()
        except Exception:  # noqa: BLE001  the gesture before it is kept, and has to be acknowledged
            self._seen = self._latest()
            return (
                "What was kept is kept, but this page could not be brought up to date: reload it. If it happens "
                f"again, give this number to whoever looks after the workbench: {_log_incident('composing the page')}."
            )
        return None

    # --- messages ----------------------------------------------------------------------------------------

    def _receive(self, _widget: Any, message: Any, buffers: Any) -> None:
        if not isinstance(message, dict):
            return
        if "ping" in message:
            self.send({"pong": message["ping"]})
            if message.get("number", self._number) != self._number:
                self.send({"whole": self.state, "number": self._number})
            if message.get("others", self._others_told) != self._others_told:
                self._tell_who_else()
            if "number" in message:
                self._look_beside(anyway=True)
            self._hear_who(message.get("who"), message.get("hand"), message.get("set"))
            self._hear_what(message.get("doing"))
            return
        try:
            self._follow(message.get("set"))
            answer = self._answer(message, buffers)
        except Conflict as conflict:
            answer = {"ok": False, "error": str(conflict), "conflict": _plain_sides(conflict)}
        except WorkbenchError as error:
            answer = {"ok": False, "error": str(error)}
        except Exception:  # noqa: BLE001  an error in a message handler would appear nowhere
            number = _log_incident(str(message.get("gesture"))[:80])
            answer = {
                "ok": False,
                "error": "Something went wrong here and nothing was changed. If it happens again, give this "
                f"number to whoever looks after the workbench: {number}.",
            }
        self.send({"id": message.get("id"), **answer})

    def _hear_who(self, role: Any, hand: Any, in_set: Any = None) -> None:
        """Learn who is at work before their first gesture, and in which set: what can be taken back is theirs.

        What is no role is nobody. With the set, what may be read is another: the page is composed anew for it.
        """
        try:
            self._follow(in_set)
            who = checks.line(role, "Your role", longest=80)
            if (who, _hand(hand)) == (self.network.who, self.network.hand):
                return
            self.network.who, self.network.hand = who, _hand(hand)
            about = self._about_the_page(self._seen)
            if about != self.state["app"]:
                self._show({**self.state, "app": about})
        except WorkbenchError:
            return
        except Exception:  # noqa: BLE001  an error in a message handler would appear nowhere
            _log_incident("hearing who is at work")

    def _follow(self, in_set: Any) -> None:
        """Show what the set at work may read, if it is another: whatever becomes of the gesture that said so."""
        if self._hear_which_set(in_set):
            self._catch_up()

    def _hear_which_set(self, sent: Any) -> bool:
        """Learn the set of whoever is at work, by its id ("": none in particular); whether that is news.

        A page that says nothing, or a set that is not there, changes nothing.
        """
        if not isinstance(sent, str) or len(sent) > LONGEST_HAND or sent == self._set_heard:
            return False
        before = self.network.in_set
        try:
            self.network.in_set = sent or None
        except WorkbenchError:
            return False
        self._set_heard = sent
        return self.network.in_set != before

    def _hear_what(self, doing: Any) -> None:
        """Learn what this person has their finger on, to pass it on; what is longer than that takes is passed over."""
        doing = {} if doing is None else doing
        if isinstance(doing, dict) and len(json.dumps(doing)) <= LONGEST_DOING:
            self._doing, self._heard = doing, time.monotonic()

    def _say_who_is_here(self) -> None:
        """Pass it on if it is new, or was said so long ago that the others may think that nobody is here any more."""
        said = (self.network.hand, self.network.who, self._doing)
        if self._doing is None or self.network.hand is None or time.monotonic() - self._heard > SILENT:
            return
        if said == self._said_here[0] and time.monotonic() - self._said_here[1] < SAY_AGAIN:
            return
        try:
            self.network.is_here(self._doing)
            self._said_here = (said, time.monotonic())
        except Exception:
            LOG.warning("Could not say who is here.", exc_info=True)

    def _say_goodbye(self) -> None:
        """Let the others know at once that this page is left: a page that closes takes its kernel along."""
        try:
            self.network.has_left()
        except Exception:
            LOG.warning("Could not say who has left.", exc_info=True)

    def _answer(self, message: dict[str, Any], buffers: Any = ()) -> dict[str, Any]:
        name, arguments = message.get("gesture"), message.get("args") or {}
        if buffers and isinstance(arguments, dict):  # bytes go beside the message: nothing in it can pass for them
            arguments = {**arguments, "data": bytes(buffers[0])}
        method = getattr(self, name, None) if isinstance(name, str) and not name.startswith("_") else None
        if not getattr(method, "is_gesture", False) or not isinstance(arguments, dict):
            raise BadInput(f"This page knows no gesture ‘{name}’. Reload it to get its newest form.")
        assert method is not None
        try:
            inspect.signature(method).bind(**arguments)
        except TypeError as error:
            raise BadInput(f"The gesture ‘{name}’ cannot be used like this: {error}.") from error
        looks = getattr(method, "only_looks", False)
        if not message.get("anyway") and not looks and (question := doubt(arguments)):
            return {"ok": False, **question}
        self.network.who = checks.line(message.get("who") or "somebody", "Your role", longest=80)
        self.network.hand = _hand(message.get("hand"))
        before = self._latest()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", IdentifyingWarning)  # whoever sent it was asked
            result = method(**arguments)
        saved = datetime.now().astimezone().strftime("%H:%M") if self._latest() > before else None
        behind = None if looks else self._catch_up()
        return {"ok": True, "result": result, "saved": saved, **({"behind": behind} if behind else {})}

    def _own_area(self) -> str:
        if self.area is None:
            raise BadInput("Nothing can be taken back on this page.")
        return self.area

    def _stepped(self, change: Any, nothing: str) -> dict[str, Any]:
        return {"said": change.action if change else nothing}


def _hand(sent: Any) -> str | None:
    """The name a browser gave itself, if it is one; else it is nobody's in particular."""
    return sent if isinstance(sent, str) and sent.isalnum() and len(sent) <= LONGEST_HAND else None


def _plain_sides(conflict: Conflict) -> dict[str, Any]:
    """Both sides, what was there before them, and the newest version, as plain JSON."""

    def plain(fields: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value if value is None or isinstance(value, str | int | float | list) else str(value)
            for name, value in fields.items()
        }

    sides = {"mine": plain(conflict.mine), "theirs": plain(conflict.theirs), "base": plain(conflict.base)}
    return {**sides, "version": conflict.version}


def _log_incident(doing: str) -> str:
    """Write the error that is being handled to the log; the number with which it is found there."""
    number = secrets.token_hex(3)
    LOG.exception("Incident %s while %s", number, doing)  # noqa: LOG004
    return number
