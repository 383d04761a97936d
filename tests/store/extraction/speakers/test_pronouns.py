"""Whom pronouns mean, in invented sentences: one test a phenomenon."""

from __future__ import annotations

from tests.store.extraction.speakers.resolving import one, resolved, said, who


def test_a_pronoun_is_the_last_fitting_person() -> None:
    text = "Helga Marsk met Tom Bray on Monday. She said the roof leaks."
    assert who(text, ("She", "the roof leaks")) == [("Helga Marsk",)]


def test_he_goes_on_being_the_speaker_of_the_quote_before() -> None:
    text = "Tom Bray told Will Hurst that the mill was sold. The roof leaks, he added."
    found = who(text, ("Tom Bray", "the mill was sold"), ("he", "The roof leaks"))
    assert found == [("Tom Bray",), ("Tom Bray",)]


def test_he_inside_a_quote_is_not_the_one_who_speaks_it() -> None:
    text = "Tom Bray met Will Hurst. “He said the mill was sold,” Bray recalled."
    outer = said(text, "Bray", "“He said the mill was sold,”", kind="direct")
    inner = said(text, "He", "the mill was sold")
    assert [r.speakers for r in resolved(text, outer, inner).attributions] == [("Tom Bray",), ("Will Hurst",)]


def test_i_inside_a_quote_is_the_one_who_speaks_it() -> None:
    text = "“I never said the mill was sold,” Helga Marsk replied."
    outer = said(text, "Helga Marsk", "“I never said the mill was sold,”", kind="direct")
    inner = said(text, "I", "the mill was sold")
    assert [r.speakers for r in resolved(text, outer, inner).attributions] == [("Helga Marsk",)] * 2


def test_it_is_the_body_that_spoke() -> None:
    text = "The county council said safety comes first. It hoped to reopen one lane."
    found = who(text, ("The county council", "safety comes first"), ("It", "to reopen one lane"))
    assert found == [("county council",), ("county council",)]


def test_they_are_the_group_that_spoke() -> None:
    text = "Democrats said the vote was a waste. They noted his lawyer had offered a deal."
    found = who(text, ("Democrats", "the vote was a waste"), ("They", "his lawyer had offered a deal"))
    assert found == [("Democrats",), ("Democrats",)]


def test_who_and_which_are_what_stands_before_them() -> None:
    text = "They asked the Tarn Police Department, which reported 12 incidents."
    assert who(text, ("which", "12 incidents")) == [("Tarn Police Department",)]
    text = "He owes an architect who said he was never paid."
    assert who(text, ("who", "he was never paid")) == [("architect",)]


def test_a_pronoun_without_anybody_before_it_is_unknown() -> None:
    text = "It rained. She said the roof leaks."
    found = one(text, "She", "the roof leaks")
    assert found.speakers == ()
    assert found.speaker_kind == "unknown"


def test_he_in_somebodys_words_is_hardly_whoever_was_named_in_passing() -> None:
    text = (
        "Sen. Hank Doyle said it was a hunt.\n\n"
        "“He asked me one question: ‘Did you do it?’ And I left,” Simon Tate said of his father."
    )
    found = who(
        text,
        ("Sen. Hank Doyle", "it was a hunt"),
        ("Simon Tate", "“He asked me one question: ‘Did you do it?’ And I left,”"),
        ("He", "‘Did you do it?’"),
    )
    assert found == [("Hank Doyle",), ("Simon Tate",), ()]


def test_it_that_is_read_is_no_body_that_is_named_near() -> None:
    text = "Paul Ferrante texted the AP. “Got carried away,” it read."
    quote = said(text, "it", "“Got carried away,”", cue="read", kind="direct")
    assert resolved(text, quote).attributions[0].speakers == ()


def test_a_pronoun_in_somebodys_words_is_hardly_a_sign_against_them() -> None:
    text = (
        "Carl Marsk ran again. Carl Marsk has led the party since May.\n\n"
        "Tom Bray, a critic, said Marsk had no plan.\n\n“He never did,” he said."
    )
    found = who(text, ("Tom Bray", "Marsk had no plan"), ("he", "“He never did,”"))
    assert found[1] == ("Tom Bray",)


def test_a_pronoun_of_its_own_sentence_tells_the_gender_of_a_name() -> None:
    text = (
        "Luay Haddad met Ted Bray on his first day. “It was dark,” Ted Bray said.\n\n"
        "Luay Haddad recalled how her first home had no heating.\n\n“I froze,” she said. “I wept,” he said."
    )
    found = who(
        text,
        ("Ted Bray", "“It was dark,”"),
        ("Luay Haddad", "her first home had no heating"),
        ("she", "“I froze,”"),
    )
    assert found[2] == ("Luay Haddad",)


def test_a_pronoun_that_answers_another_of_its_sentence_tells_nothing_of_a_name() -> None:
    text = (
        "Premier Ann Lim is calm. Lim drinks tea. Lim was a doctor.\n\n"
        "Lim speaks quietly. Her predecessor, Dr Gi-tae Ahn, once saw that she listens.\n\n"
        "She thinks this kind."
    )
    assert who(text, ("She", "this kind")) == [("Ann Lim",)]


def test_two_whom_a_sentence_is_about_are_they() -> None:
    text = "The teachers' union and the nurses' federation met. They said it was an insult."
    assert who(text, ("They", "it was an insult")) == [("teachers' union", "nurses' federation")]
    text = "Ana Rask and Tom Bray wrote a book. They argue that trade fell."
    assert who(text, ("They", "trade fell")) == [("Ana Rask", "Tom Bray")]


def test_those_with_whom_a_sentence_begins_are_they() -> None:
    text = "Residents of the estate met outside. They said nobody had told them."
    assert who(text, ("They", "nobody had told them")) == [("Residents",)]


def test_whose_campaign_it_is_is_not_whoever_elses() -> None:
    text = "The Marsk campaign was calm. Tom Bray said it rained. His campaign sued the board."
    found = who(text, ("Tom Bray", "it rained"), ("His campaign", "the board"))
    assert found[1] == ("Tom Bray's campaign",)


def test_he_outside_the_marks_of_a_mixed_quotation_may_be_who_says_it() -> None:
    text = (
        "Ted Bray ran. Ted Bray has led since May. Ted Bray is calm.\n\n"
        "Paul Marsk said he still “prays” that it ends.\n\nHe grows angry, he says."
    )
    quotes = (
        said(text, "Paul Marsk", "he still “prays” that it ends", kind="mixed"),
        said(text, "he", "He grows angry"),
    )
    assert resolved(text, *quotes).attributions[1].speakers == ("Paul Marsk",)


def test_whoever_left_when_he_knew_is_he() -> None:
    text = (
        "Ted Bray ran. Ted Bray has led since May. “I am calm,” Ted Bray said.\n\n"
        "Paul Marsk coined the term when he named three reasons."
    )
    assert who(text, ("Ted Bray", "“I am calm,”"), ("he", "three reasons"))[1] == ("Paul Marsk",)


def test_a_spokeswoman_is_she_whoever_she_speaks_for() -> None:
    text = (
        "Opposition leader Tamar Golan said it was a game.\n\n"
        "Mr. Lahav's spokeswoman, Dana Peretz, said no. She said the two speak."
    )
    found = who(
        text,
        ("Opposition leader Tamar Golan", "it was a game"),
        ("Mr. Lahav's spokeswoman, Dana Peretz,", "no"),
        ("She", "the two speak"),
    )
    assert found[2] == ("Dana Peretz",)


def test_they_are_no_body_that_was_named_in_passing() -> None:
    text = "Amos Kibet left the Senate. It rained. The road was wet. They accused the police of lies."
    assert who(text, ("They", "the police of lies")) == [()]
    text = "The Senate met. They accused the police of lies."
    assert who(text, ("They", "the police of lies")) == [("Senate",)]


def test_he_after_a_president_who_was_not_found_is_that_president() -> None:
    text = (
        "Kremlin spokesman Dmitry Peskin said no. Dmitry Peskin left.\n\n"
        "“It is late,” the Ukrainian president wrote. He added that it rained."
    )
    found = who(
        text,
        ("Kremlin spokesman Dmitry Peskin", "no"),
        ("the Ukrainian president", "“It is late,”"),
        ("He", "it rained"),
    )
    assert found[2] == ("Ukrainian president",)


def test_they_are_the_two_who_spoke_together() -> None:
    text = "Tom Bray and Ann Lee said it rained. They hoped it would stop."
    found = who(text, ("Tom Bray and Ann Lee", "it rained"), ("They", "it would stop"))
    assert found == [("Tom Bray", "Ann Lee")] * 2


def test_he_who_replies_is_not_counsel_who_put_it_to_him() -> None:
    text = "Declan Roche denies it. “You hit him?” counsel Sean Gill put to him. “I don't know,” he replied."
    asked = said(text, "counsel Sean Gill", "“You hit him?”", kind="direct", cue="put to")
    answered = said(text, "he", "“I don't know,”", kind="direct", cue="replied")
    assert resolved(text, asked, answered).attributions[1].speakers == ("Declan Roche",)
