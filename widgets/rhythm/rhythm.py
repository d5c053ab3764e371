"""The app of a network's weekly log and routines."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from widgets.rhythm.routines import RoutineGestures, for_files
from widgets.theme.app import gesture, look
from widgets.theme.pages import script, style
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.rhythm.models import HOW_OFTEN, IDEA_STATUSES
from workbench.rhythm.post import FOR, left_out_in_words
from workbench.store.reader import LEVELS
from workbench.themes import THEMES
from workbench.workspace import UNKNOWN_PERSON, Network

_FILES: Final = ("keeping.js", "week.js", "plans.js", "ideas.js", "idea.js", "post.js", "routine.js", "routines.js")
LABELS: Final = {
    "What we are thinking": "What we are thinking",
    "What we got done": "What we got done",
    "The plan": "What comes next",
    "The owner": "Who looks after it? (a role)",
    "The idea": "The idea",
    "The note": "More about it",
    "Who offered it": "Whose idea is it? (a role)",
    "The title": "What the prototype is called",
}
"""How the page calls each field; what is wrong with one is said in these words, and so finds its place."""


class Log(RoutineGestures):
    """What a set thinks, got done and plans in a week, its ideas, and its routines.

    `day` is a day of the week that is shown, None for this week; `pointed` is the id of what the address points to.
    """

    _esm = script("theme/views.js", *(f"rhythm/{name}" for name in (*_FILES, "rhythm.js")))
    _css = style("rhythm/rhythm.css")
    area: ClassVar[str | None] = "rhythm"

    def __init__(self, network: Network, **options: Any) -> None:
        self.day: str | None = None
        self.pointed: str | None = None
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """Tell the week, the ideas and the routines.

        `week`, `weeks` (the Mondays of the weeks that were written in, newest first), `ideas` (each with the `stage` of
        its prototype, and with what `asks` to be read before it becomes one, empty for nothing), `routines`, `changed`
        (what changed because of them), `pointed` (`kind`, `id` and `week_of` of what the address points to, or None),
        `gone` (True if that is not there), `whose` (the set's name, or empty) and the words of each choice.
        """
        log, network = self.network.log, self.network
        place = log.place_of(self.pointed) if self.pointed else None
        titles = {one.id: one.title for one in network.members.sets()}
        week = log.week(self.day)
        written = log.weeks()
        return {
            "week": week,
            "weeks": sorted({day.date().isoformat() for day in written["week_of"]}, reverse=True),
            "ideas": self._ideas(),
            **self.routines_told(),
            "pointed": place,
            "gone": self.pointed is not None and place is None,
            "whose": titles.get(week["set"] or "", ""),
            "themes": list(THEMES),
            "statuses": list(IDEA_STATUSES),
            "audiences": [{"value": level, "label": FOR[level]} for level in LEVELS],
            "how_often": list(HOW_OFTEN),
        }

    def _ideas(self) -> list[dict[str, Any]]:
        ideas = self.network.log.listed()
        stages = {}
        if any(idea["prototype"] for idea in ideas):
            stages = {each["id"]: each["stage"] for each in self.network.prototypes.listed()}
        return [
            {
                **idea,
                "stage": stages.get(idea["prototype"]["id"]) if idea["prototype"] else None,
                "asks": _before_it_is_tried(idea),
            }
            for idea in ideas
        ]

    # --- what is shown -----------------------------------------------------------------------------------

    @gesture
    def show(self, *, record: str | None = None, week: str | None = None) -> dict[str, Any]:
        """Show what the id of a record points to, else the week that holds a day, else this week."""
        self.pointed = None if record is None else checks.line(record, "What is to be shown")
        self.day = None if week in (None, "") else checks.day(week, "The week").isoformat()
        place = self.network.log.place_of(self.pointed) if self.pointed else None
        if place and place["kind"] == "week":
            self.day = place["week_of"]
        return {"place": place}

    # --- the week ----------------------------------------------------------------------------------------

    @gesture
    def write(
        self,
        *,
        week_of: str,
        thoughts: str | None = None,
        achievements: str | None = None,
        audience: str | None = None,
        version: int | None = None,
    ) -> dict[str, Any]:
        """Write on the page of a week; `version` is the page's as it was then."""
        with in_words_of(LABELS):
            row = self.network.log.write(
                week_of, thoughts=thoughts, achievements=achievements, audience=audience, version=version
            )
        return {"version": row.version}

    @gesture
    def plan(self, *, title: str, week_of: str, owner: str = "") -> None:
        """Plan something in a week."""
        with in_words_of(LABELS):
            self.network.log.plan(title, owner=owner, week_of=week_of)

    @gesture
    def change_plan(self, *, plan: str, title: str, owner: str, version: int | None = None) -> None:
        """Change a plan."""
        with in_words_of(LABELS):
            self.network.log.change_plan(plan, title=title, owner=owner, version=version)

    @gesture
    def drop(self, *, plan: str) -> None:
        """Let a plan go."""
        self.network.log.drop(plan)

    @gesture
    def tick(self, *, what: str, on: str | None = None) -> None:
        """Tick a plan or an idea, today or on the day that is given."""
        self.network.log.tick(what, on=on or None)

    @gesture
    def untick(self, *, what: str) -> None:
        """Take the tick from a plan or an idea."""
        self.network.log.untick(what)

    @look
    def post(self, *, week_of: str) -> dict[str, Any]:
        """A week as a post: as plain JSON to look at, with what is left out in words, and as two files."""
        post = self.network.log.post(week_of)
        name = f"log-{for_files(self.network)}-{post.week_of}"
        return {
            **post.plain(),
            "left_out": left_out_in_words(post),
            "markdown": {"name": f"{name}.md", "type": "text/markdown", "text": post.markdown},
            "html": {"name": f"{name}.html", "type": "text/html", "text": post.html},
        }

    # --- ideas -------------------------------------------------------------------------------------------

    @gesture
    def keep_idea(self, *, title: str, week_of: str) -> dict[str, Any]:
        """Keep an idea, offered in a week by whoever is at work."""
        with in_words_of(LABELS):
            row = self.network.log.idea(title, week_of=week_of, offered_by=self._offered_by())
        return {"idea": row.id, "number": row.number}

    @gesture
    def change_idea(self, *, idea: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of an idea."""
        with in_words_of(LABELS):
            self.network.log.change_idea(idea, version=version, **fields)

    @gesture
    def remove_idea(self, *, idea: str) -> None:
        """Take an idea away that was kept by mistake."""
        self.network.log.remove_idea(idea)

    @gesture
    def try_idea(self, *, idea: str, title: str | None = None) -> dict[str, Any]:
        """Make a prototype of an idea, which keeps its number; this page's undo takes it back.

        The prototype is called `title`, None for the words of the idea, which stay as they are.
        """
        plain = self.network.log.told(idea)
        with in_words_of(LABELS):
            row = self.network.prototypes.start(
                plain["title"] if title is None else title,
                number=plain["number"],
                themes=plain["themes"],
                set_id=self.network.in_set,
                area=self._own_area(),
            )
        return {"prototype": row.id, "number": row.number}

    def _offered_by(self) -> str:
        return "" if self.network.who == UNKNOWN_PERSON else self.network.who


def _before_it_is_tried(idea: dict[str, Any]) -> str:
    """What its readers should know before an idea that is for fewer people than a prototype becomes one."""
    if idea["prototype"] or LEVELS.index(idea["audience"]) >= LEVELS.index("programme"):
        return ""
    return (
        f"So far this idea is for {FOR[idea['audience']]}. A prototype is read by the whole programme, and so its "
        "leaders will read this title. Change it here if it says too much; the idea keeps its own words."
    )
