"""The words of a session: what an entry can be, how far it may go, and the parts people take."""

from typing import Final

NATURES: Final = ("fact", "story")

FORMS: Final = ("statement", "question", "advice")
"""What somebody does by saying something."""
AUDIENCES: Final = ("set", "network", "programme", "public")
"""How far words may go, the nearest first: the set they were said in, its network, the whole programme, anybody."""
CONSENTS: Final = ("not asked", "given", "refused")
"""Whether whoever told a story agreed that it goes beyond the set."""
PARTS: Final = ("set member", "facilitator", "presenter", "timekeeper")
"""The parts people take in a meeting."""
ONE_AT_A_TIME: Final = ("facilitator", "presenter", "timekeeper")
"""The parts that one person has at a time; they rotate."""
SIGNIFIER_FORMS: Final = ("dyad", "triad")
