"""Draws what happens in a mailbox within a day, for the properties about reading it in any order."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.support.interleaving import CLOSINGS, KIND, PEOPLE, Happening

ASKED = [
    "When will it come?",
    "1. Where is my order?\n2. When will it come?",
    "1. How much is the delivery?\n2. Can I pay by card?\n3. When will it come?",
    "Never mind, it is no longer needed.",
    "Thank you very much!",
    "My order number is 4711.",
]
SAID = [
    "It comes on Friday.",
    "1. In our store.\n2. On Friday.",
    "The delivery is 10 euros.",
    "Thank you for your letter. We will get back to you soon.",
    "1. It is in our store.\nI will answer the second question tomorrow.",
    "What is your order number?",
    "1. ___\n2. On Friday.",
]
LAGS = st.integers(0, 600) | st.just(0)


@st.composite
def stories(draw: st.DrawFn, asked: Sequence[str] = ASKED, said: Sequence[str] = SAID) -> list[Happening]:
    """Up to nine things within a day; a reply goes to whom it answers, or to one person under a subject. Letters ask
    what is in `asked`, replies say what is in `said`."""
    story: list[Happening] = []
    minute = 0
    for _ in range(draw(st.integers(2, 9))):
        minute += draw(st.integers(0, 90))
        kind = draw(st.sampled_from(["letter", "letter", "reply", "reply", *KIND]))
        letters = [place for place, one in enumerate(story) if one.kind == "letter"]
        about_a_letter = kind == "ack" or kind in CLOSINGS
        if about_a_letter and not letters:
            continue
        mails = [place for place, one in enumerate(story) if one.kind not in CLOSINGS]
        about = draw(st.sampled_from(letters)) if about_a_letter else draw(st.sampled_from([None, *mails]))
        answered = None if about is None else story[about]
        writes_to = draw(st.sampled_from(sorted(PEOPLE))) if answered is None else answered.who
        story.append(
            Happening(
                kind=kind,
                minute=minute,
                lag=draw(LAGS),
                who=writes_to,
                to=(writes_to,),
                subject=draw(st.sampled_from(["A", "B"])) if answered is None else answered.subject,
                about=about,
                text=draw(st.sampled_from(said if kind in ("reply", "staff_in_inbox") else asked)),
                references=draw(st.booleans()),
            )
        )
    return story
