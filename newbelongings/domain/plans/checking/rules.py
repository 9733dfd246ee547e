"""Every rule of the check, in the order in which a plan is mended. Guide means the New Belongings Guide (2016)."""

from typing import Final

from .finding import Rule

_ELEMENTS: Final = "Guide, section 2.2, key elements of the plan"
_MILESTONES: Final = "Guide, section 2.2, milestones"
_APPENDIX: Final = "Guide, Appendix C, example 2"
_OURS: Final = "This service’s own rule"

NO_OBJECTIVE: Final = Rule(
    "no-objective", "No objective", "A plan says what it wants to achieve, in specific objectives.", _ELEMENTS, True
)
NO_MEASURE: Final = Rule(
    "no-measure",
    "An objective without a measure",
    "The plan sets out what success will mean, so that one can tell whether it was reached.",
    _ELEMENTS,
)
NO_ACTION: Final = Rule(
    "no-action",
    "An objective without an action",
    "Actions taken together over time are what achieves an objective.",
    _ELEMENTS,
    True,
)
NOBODY_ASKED: Final = Rule(
    "nobody-asked",
    "An objective that no care leaver asked for",
    "The plan answers what care leavers said, in the survey or in the forum.",
    "Guide, section 2.2",
)
NO_PERSON: Final = Rule(
    "no-person", "An action without a person", "Each action has somebody who is responsible.", _APPENDIX, True
)
NO_DATE: Final = Rule(
    "no-date",
    "An action without a date of its own",
    "Actions are bound to a time; the whole length of the plan is none.",
    _APPENDIX,
)
NO_VERB: Final = Rule(
    "no-verb", "An action that says no deed", "Actions are clear and understandable: they say what is done.", _APPENDIX
)
OWNER_LEFT: Final = Rule(
    "owner-left", "An owner who has left", "Nobody can update what belongs to somebody who is gone.", _OURS, True
)
OUT_OF_REACH: Final = Rule(
    "out-of-reach",
    "A lead who gets no reminder",
    "Whoever leads an action without an account or an email here is never asked how it goes.",
    _OURS,
)
ACTION_OUTSIDE: Final = Rule(
    "action-outside", "An action outside the plan’s dates", "The plan is kept up to date from start to end.", _ELEMENTS
)
ACTION_ORDER: Final = Rule(
    "action-order",
    "An action that starts before what it waits for",
    "What is needed first is done first.",
    _OURS,
)
MILESTONE_NOBODY: Final = Rule(
    "milestone-nobody-asked",
    "A milestone nobody asked for",
    "The choice of milestones reflects what care leavers ranked high in surveys and forums.",
    _MILESTONES,
)
MILESTONE_COUNT: Final = Rule(
    "milestone-count",
    "Too few or too many milestones",
    "There should be about 10 to 15, the ones that are critical.",
    _MILESTONES,
)
MILESTONE_OUTSIDE: Final = Rule(
    "milestone-outside",
    "A milestone outside the plan’s dates",
    "Milestones help to watch progress during the plan.",
    _MILESTONES,
)
MILESTONE_ORDER: Final = Rule(
    "milestone-order",
    "A milestone due before anything for it begins",
    "Milestones are reached by actions, which come first.",
    _MILESTONES,
)
RANKED_HIGH: Final = Rule(
    "ranked-high",
    "Ranked high, and no objective",
    "What care leavers spoke of most, or chose first, has an objective or a reason why not.",
    "Guide, section 2.2",
    True,
)
VULNERABLE: Final = Rule(
    "more-vulnerable",
    "Nothing for more vulnerable groups",
    "The plan takes account of those who need most: young parents, disabled people, people in custody, refugees.",
    "Guide, sections 2.2 and 4.1, area 10",
    True,
)
SUSTAINING: Final = Rule(
    "sustaining",
    "Nothing on what lasts",
    "The plan says how change is embedded and sustained after its end.",
    _ELEMENTS,
    True,
)
RESOURCES: Final = Rule(
    "resources", "No resources", "A plan needs sufficient resources, staff among them, to be carried out.", _ELEMENTS
)
GOVERNANCE: Final = Rule(
    "governance", "No governance", "It says who watches over the plan.", "Guide, Appendix C, example 1"
)
DEFINITION: Final = Rule(
    "definition",
    "No definition of the project",
    "A plan starts from its background and key facts about care leavers here.",
    "Guide, Appendix C, example 1",
)
COMMITMENTS: Final = Rule(
    "commitments",
    "A commitment that no objective meets",
    "Planning for life beyond care includes a commitment to each of these.",
    "Guide, section 2.2",
)

RULES: Final = (
    NO_OBJECTIVE,
    NO_MEASURE,
    NO_ACTION,
    NOBODY_ASKED,
    NO_PERSON,
    NO_DATE,
    NO_VERB,
    OWNER_LEFT,
    OUT_OF_REACH,
    ACTION_OUTSIDE,
    ACTION_ORDER,
    MILESTONE_NOBODY,
    MILESTONE_COUNT,
    MILESTONE_OUTSIDE,
    MILESTONE_ORDER,
    RANKED_HIGH,
    VULNERABLE,
    SUSTAINING,
    RESOURCES,
    GOVERNANCE,
    DEFINITION,
    COMMITMENTS,
)
