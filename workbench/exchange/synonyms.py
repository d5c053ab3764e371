"""The words that other tools use, and what they are called on a map here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from workbench import themes
from workbench.mapping import vocabulary


def folded(word: str) -> str:
    """A word without what people and tools write differently: case, spaces, dashes, underlines."""
    return " ".join(re.sub(r"[\s_\-\u2010-\u2015/&]+", " ", word).casefold().split())


def _table(words: tuple[str, ...], others: Mapping[str, str]) -> Mapping[str, str]:
    known = {folded(word): word for word in words}
    return {folded(other): word for word, listed in others.items() for other in listed.split(", ")} | known


ELEMENT_KINDS: Final = _table(
    vocabulary.ELEMENT_KINDS,
    {
        "person in role": "person, people, role, individual, actor, stakeholder, human, leader, staff, patient, carer",
        "team": "group, department, unit, committee, board, working group",
        "organisation": "organization, org, company, agency, institution, practice, gp practice, trust, charity, "
        "provider, business, partner, network",
        "service": "programme, program, clinic, intervention, activity, pathway",
        "community group": "community, club, community organisation, community organization, peer group, neighbourhood",
        "place": "location, site, building, area, venue, town, region",
        "factor": "variable, driver, outcome, issue, cause, effect, stock, node, default, circle, concept, idea",
    },
)
SECTORS: Final = _table(
    vocabulary.SECTORS,
    {
        "primary care": "primary, general practice, gp, pcn",
        "community": "community care, community services, community health",
        "voluntary": "voluntary sector, third sector, vcse, vcs, vcfse, charity, charities, non profit, nonprofit, ngo",
        "social care": "adult social care, local authority, council, local government",
        "hospital": "secondary care, secondary, acute, acute care, acute trust",
        "mental health": "mental health services, mental health trust",
        "lived experience": "patients, patients and carers, carers, residents, public, service users",
        "commissioning": "commissioner, commissioners, icb, integrated care board, ccg",
    },
)
CONNECTION_KINDS: Final = _table(
    vocabulary.CONNECTION_KINDS,
    {
        "refers to": "refers, referral, referrals, refers patients to, signposts, signposts to",
        "shares information with": "information, shares information, information sharing, shares data with, data, "
        "communicates with, communication, talks to, informs",
        "advises": "advice, gives advice to, consults, supports",
        "trusts": "trust",
        "meets": "meets with, meeting, knows, works with, collaborates with, collaboration, partnership",
        "commissions": "funds, funding, pays, contracts, contract",
        "is accountable to": "reports to, accountable to, accountability, managed by",
        "is part of": "part of, member of, belongs to, membership, works for, employed by, in",
        "influences": "influence, affects, causes, leads to, drives, causal, default, impacts",
    },
)
DIRECTIONS: Final = _table(
    vocabulary.DIRECTIONS,
    {
        "one way": "directed, direct, forward, oneway, to, single",
        "mutual": "bidirectional, both, two way, both ways, reciprocal, double",
        "undirected": "none, no direction, neither",
    },
)
SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("+", "＋", "positive", "plus", "more", "same", "s", "increases", "reinforces", "+1"), "+"),
    **dict.fromkeys(
        ("-", "\u2212", "\u2013", "－", "negative", "minus", "less", "opposite", "o", "decreases", "reduces", "-1"), "-"
    ),
    **dict.fromkeys(("?", "unknown", "unclear", "mixed", "uncertain", "not known"), "?"),
}
"""Asked for as it stands, in small letters: a dash is a word here."""
CONFIDENCE: Final = _table(
    vocabulary.CONFIDENCE,
    {
        "sure": "certain, high, very sure, confident",
        "fairly sure": "fairly certain, medium, quite sure",
        "unsure": "not sure, uncertain, low, doubtful",
    },
)
SIZES: Final = _table(vocabulary.SIZES, {"small": "s", "usual": "medium, normal, default, m", "large": "big, l"})
SEEN_AS: Final = _table(
    vocabulary.SEEN_AS,
    vocabulary.SEEN_AS_WORDS,
)
THEMES: Final = _table(
    themes.THEMES,
    {
        "care and support planning": "personalised care and support planning, care planning, support planning",
        "healthy choices": "healthy lifestyle choices, healthy lifestyles, lifestyle",
        "community links": "community link, social prescribing",
        "neighbourhood working": "neighbourhood, neighbourhoods",
        "multidisciplinary working": "multidisciplinary, mdt, multi disciplinary working",
        "non-clinical approaches": "community and non clinical approaches, non clinical",
        "a different conversation": "different conversation, different conversations",
    },
)
STRENGTHS: Final[Mapping[str, int]] = {
    **{word: step for step, word in enumerate(vocabulary.STRENGTH_WORDS)},
    "very weak": 1,
    "weak": 2,
    "low": 2,
    "medium": 3,
    "moderate": 3,
    "average": 3,
    "high": 4,
    "very strong": 5,
}
