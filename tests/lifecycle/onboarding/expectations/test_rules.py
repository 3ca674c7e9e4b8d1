"""The first text of a letter says what the record knows, and leaves room for the rest."""

from clientkeep.lifecycle.onboarding.expectations.rules import Known, digest_of, draft, unfilled, working_hours


def test_days_in_a_row_with_the_same_hours_are_one_line():
    hours = ["9:00-17:00"] * 3 + ["", "9:00-17:00", "10:00-12:00", ""]
    assert working_hours(hours) == ["Monday to Wednesday, 9:00-17:00", "Friday, 9:00-17:00", "Saturday, 10:00-12:00"]
    assert working_hours([]) == []


def test_what_is_known_is_said_and_what_is_not_is_left_to_be_filled():
    text = draft(Known("North Studio", "Acme", "Jo", "Olivia", answers="within 4 working hours", needs=["Send the logo"]))
    assert "You hear from us within 4 working hours." in text and "What we need from you:\n- Send the logo" in text
    assert "What you get:\n- (what you get from us, and by when)" in text


def test_the_digest_is_of_the_exact_text():
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_of("abc ") != digest_of("abc")


def test_a_whole_line_in_brackets_is_unfilled_and_named_by_its_section():
    text = "Hello (you),\n\nHow it goes:\n- (what happens first, and who decides)\n- We talk (by video)\n\nWhat you get:\n- A site\n\nWhen we meet:\n(how often)"
    assert unfilled(text) == ["How it goes", "When we meet"]
    assert unfilled("(by hand)") == ["(by hand)"]
    assert unfilled("We answer (usually) within a day.") == []
