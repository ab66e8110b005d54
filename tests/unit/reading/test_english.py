"""What a single English sentence does: the many ways to ask, and the many ways to sound like it."""

import pytest

from responder.reading.questions import questions_in

UNMARKED = """
does that mean there is no cache at all
anybody got this to work with the new firmware
anyone here using it on a raspberry
how much for a box of twelve
how many do i need for a two room flat
is it normal that the lamp blinks twice
any way to turn the sound off
any chance of a discount for schools
what about the second invoice
what happened to my parcel
when are you open over easter
whats the price for two nights
do u ship to norway
can u switch it back on pls
why did nobody call me
how do i change the kg to lbs
wondering if the blue one is back in stock
has anyone managed to build it on arm
does anyone know a cheaper one
i have the old model, is there any adapter for it
the light is red all the time, does it mean it is broken
It worked yesterday, can you check your side
Hi Martin, is the meeting room free on Monday
Guys, is there a mirror of the download page
If so, can I still return it
My question is whether the guarantee also covers the battery.
Question: which cable fits the older model
Somebody knows where I can download the driver.
So, how do I test that the filter works at all.
Could you tell me when you open on Sundays.
"""

INDIRECT = """
I was wondering whether the price includes delivery.
I'm not sure whether I need a second licence for the test system.
I don't understand why I was charged twice in March.
I have no idea how to reset the clock.
I can't figure out how to attach the handle.
I am trying to find out which battery fits.
We would like to know when the engineer comes.
I'd love to hear how other schools solve this.
I just want to know if the price is final.
I also need to know which documents you want.
I'm interested in the prices for groups of more than ten.
I wonder if the seats can be changed later.
It is not clear to me how the points are counted.
Would be interesting to know what the limit is.
I would be grateful if the doctor could ring me before noon.
It would be great if you could move the appointment to Friday.
I'd appreciate it if you sent me a copy.
I would appreciate a short confirmation that the order was stopped.
Maybe someone can explain how the two boxes are connected.
Perhaps you could tell me who is in charge of this.
I hope you can tell me which of the two is right.
"""

REQUESTS = """
Let me also know what we should bring.
Let me know the total.
Just let me know which day suits you.
Text me the time of the visit.
Confirm by email.
Confirm that no more money will be taken.
If possible, process a refund.
If it can't be done, tell me today so that I can tell my mother.
Kindly send the certificate to our new address.
Please, can the driver ring twice.
Cancel my subscription at the next possible date.
Delete my data afterwards.
Delete my account and everything that belongs to it.
Remove me from your list.
Take me off this list.
Send us an offer for twelve seats please.
Send the corrected one to the office, not to me.
Refund the money to my card.
Unsubscribe me.
Return my money.
And also send me the receipt.
Then call me on my mobile.
I'd like to cancel my order.
I would like to book a table for four on Friday.
I want my money back.
I want a refund.
I expect a full refund by Friday.
I expect you to replace it.
I ask you to extend the deadline until July.
I need a copy of the invoice for my tax office.
We request a written statement.
We need you to confirm the dates.
You must refund me the difference.
Point me to the right page, please.
Thanks for letting me know when it is ready, and please send me the tracking number.
"""

TELLING = """
I'd like to go on with the course in spring.
I would like to use some form of encryption for this.
I'd like to thank everyone in the shop.
I would like to add that your driver was very kind.
I'd like to see the back of this machine.
May I add that the cook was wonderful.
Might I suggest a bigger sign at the door.
We confirm that we are going to take part.
I confirm that I received the parcel.
I think you need to give us more detailed information.
They asked me whether I had an account.
When I asked him whether it was original he knew at once.
I now understand what the noise was about.
He told me how to do it.
She explained how the roof was repaired.
I know why it happened.
I have no idea how many seats we have, my boss knows that.
I don't know when I will be back, so take your time.
I had wondered if anybody still did such work.
Let me know if you have any questions.
Should you have any questions, call me.
If you have any questions, please do not hesitate to contact me.
Feel free to ask.
Have a nice weekend.
Please find the form attached.
Please note that our office is closed on Monday.
Please do not reply to this message.
Please consider the environment before printing.
You can cancel at any time.
Run the client with more debugging.
Try it with another cable.
Check the log file for errors.
Set the option to yes and restart the service.
Create a new folder and move the file there.
Add the following line to your configuration.
Remove the old package first.
See the manual for details.
I will let you know when it arrives.
As soon as you can tell us more, the better.
That is what I wanted to know.
Now I know what to do.
I could not open the file.
Would that it were so simple.
Had I known that, I would not have ordered.
Whatever you do is fine with me.
What a lovely shop you have.
How nice of you to remember us.
Is what it is.
Who would not be proud of such a team.
What I did was press the red button.
When I press the red button it stops.
How it works is described on the first page.
Can't complain.
Will do.
Can do.
May the best team win.
Do not call me before nine.
"""

NOT_ASKING = """
How are you?
How are you doing today?
How was your holiday?
Are you kidding me?
Is this a joke?
Did somebody get a medal for this idea?
Are we invisible?
Do I look like a bank?
Who would have thought?
Who knew?
Do you take us for fools?
Is that how you treat your customers?
How hard can it be?
How stupid do you think I am?
What were you thinking?
Have you no shame?
Is that too much to ask?
Isn't that what we pay you for?
Thinking of selling?
Want to know what your house is worth?
Looking for a filter that lasts twice as long?
Tired of high bills?
Are you tired of paying too much?
Plan to sell a home?
Don't want to hear from us?
Do you really need to print this mail?
Unsubscribe?
Ready to save money?
Need a loan?
Did you know you can do this faster with the new app?
Having trouble reading this message?
Questions?
Sounds good?
"""

ASKING_AFTER_ALL = """
Did somebody sign for the parcel?
Are we allowed to bring a dog?
Do I have to pay in advance?
Is that how the lid is supposed to close?
Am I the only one who has this problem with the new version?
How hard is the mattress?
Looking at the picture, is the cable included?
Need I send the original?
Did you know about this fault when you sold it to me?
Do you really need my passport number?
Want to keep the deposit as a credit, or shall I send it back?
What am I supposed to do with the old battery?
Who would be the right person for this?
Have you tried the new version?
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("sentence", [*lines(UNMARKED), *lines(INDIRECT), *lines(REQUESTS), *lines(ASKING_AFTER_ALL)])
def test_it_hears_that_something_is_asked(sentence: str) -> None:
    assert len(questions_in(f"We bought the big model in May.\n\n{sentence}\n", "en")) == 1


@pytest.mark.parametrize("sentence", [*lines(TELLING), *lines(NOT_ASKING)])
def test_it_hears_that_nothing_is_asked(sentence: str) -> None:
    assert not questions_in(f"We bought the big model in May.\n\n{sentence}\n", "en")


def test_what_an_angry_writer_asks_wryly_is_no_question() -> None:
    letter = (
        "This is outrageous.\n\nWhat am I supposed to do with half a chair, sit on the other half? Who pays for it?\n"
    )
    assert [question.text for question in questions_in(letter, "en")] == ["Who pays for it?"]


def test_a_wish_is_the_background_of_the_question_behind_it() -> None:
    letter = "We want to move our shop to you. How long does that take?\n"
    assert [question.text for question in questions_in(letter, "en")] == ["How long does that take?"]
    assert len(questions_in("We want to move our shop to you. It has two doors.\n", "en")) == 1


def test_what_puzzles_a_writer_counts_where_nothing_else_is_asked() -> None:
    letter = "I don't understand how the lid opens. Is there a drawing?\n"
    assert [question.text for question in questions_in(letter, "en")] == ["Is there a drawing?"]
