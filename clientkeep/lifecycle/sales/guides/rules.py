"""Rules of the first-meeting guide: its groups, and the questions that a firm begins with. Plain Python."""

GROUPS = {
    "need": "Need", "objectives": "Objectives", "risks": "Risks", "quality": "Quality standards", "deliverables": "Deliverables",
}  # fmt: skip
MOST_PROMPTS, LONGEST_PROMPT, LONGEST_ANSWER = 60, 300, 5_000
# Minutes in which one person's answers about one opportunity are told as one writing.
ONE_SITTING = 60
# A proposal draws on these two apart: what the client brings, and what is not included, is nothing that they get.
BROUGHT, LEFT_OUT = "What do you bring yourselves: texts, pictures, people?", "What is no part of it?"
PROMPTS = (
    ("need", "What made you look for somebody now?"),
    ("need", "What happens if nothing changes?"),
    ("need", "What have you tried already?"),
    ("objectives", "What will be different once it is done?"),
    ("objectives", "How will you see that it worked?"),
    ("objectives", "By when does it have to be there, and why then?"),
    ("risks", "What could stop it?"),
    ("risks", "Who has to agree, and who may be against it?"),
    ("risks", "What went wrong the last time?"),
    ("quality", "What does good look like to you? Name an example."),
    ("quality", "What must not happen in any case?"),
    ("quality", "Which rules, brands or norms does it have to keep?"),
    ("deliverables", "What do you expect to hold in your hands?"),
    ("deliverables", BROUGHT),
    ("deliverables", LEFT_OUT),
)
