"""What they write about: a stock of subjects and sentences, by circle of life."""

WORK = (
    "The annual report, second draft",
    "Interview questions",
    "Galley proofs",
    "Invoice and dates",
    "Speech for the general meeting",
    "Outline of chapter four",
    "Cover text",
    "Agenda for Thursday",
    "Contract, marked up",
    "Fact check: two figures",
    "Workshop in spring",
    "Translation rights",
    "Headline, please decide",
    "Notes from yesterday's call",
)
HOME = (
    "Sunday lunch",
    "Photos from the lake",
    "Grandpa's clock",
    "Christmas, who brings what",
    "Are you in town?",
    "The spare key",
    "Your birthday",
)
PARISH = (
    "Reading rota",
    "Choir on Wednesday",
    "Harvest supper",
    "Parish hall roof",
    "Carol service",
)
TEAM = ("Lifts to the away match", "Kit and boots", "Training moved", "Summer tournament")
STREET = ("Street party", "The hedge again", "Bin day", "Parking during the works")
ROUNDTABLE = (
    "Breakfast round table",
    "Round table: house rules",
    "Dates for the next table",
)
FORUM = ("Forum: speakers", "Forum: your badge and room", "Thank you for coming", "Panel on Friday")
BRIEF = ("A question about your essay", "Your column", "Appointment", "A short request")
PITCH = (
    "Story idea: the future of seating",
    "Expert available for comment",
    "Embargoed: a very exciting launch",
    "Following up on my last e-mail",
    "Quick question",
)
LIST = (
    "Which recorder?",
    "Ethics of composite scenes",
    "Grant deadlines",
    "Reading group",
)

SENTENCES = (
    "Thank you for this; I have marked two places.",
    "Could we speak on Thursday instead?",
    "The second half reads much better now.",
    "I will send the rest before the weekend.",
    "See below.",
    "Attached is the version with everybody's changes.",
    "Agreed, and please go ahead.",
    "Sorry for the silence, it was a long week.",
    "That works for me.",
    "Who else has to see it before it goes out?",
    "Let me ask and come back to you.",
    "The deadline is the twelfth, not the fifteenth.",
    "I have no strong view on the title.",
    "Many thanks, as always.",
)
AT_LINE_START = "From the archive I only have the first page.\nFrom Monday on I work from home."
"""Lines that begin with `From ` after an empty line: Takeout does not escape them."""

FAMILIES = (
    *("Ashwinter", "Barrowcombe", "Candlemere", "Dunthrop", "Eldersham", "Fennimoor", "Gravelock"),
    *("Hollinsby", "Ivorstone", "Jessamoor", "Kestrelby", "Larkinhope", "Mossgrave", "Nettlewick"),
    *("Oakhanger", "Pellworthy", "Quarrowby", "Rookhurst", "Saltmarsham", "Thistlegill"),
)
"""Family names of people whom only a phone knows."""
