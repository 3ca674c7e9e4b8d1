"""Two programs that answer each other come to an end (M2): a simulated peer that always answers."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.messages.answering import MOST_AN_HOUR, may_answer_by_itself
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.members.acting import SYSTEM, Actor

PEER = Actor("contact", None, "Peer")


def test_what_a_machine_wrote_is_never_answered(cast):
    thread = Thread.begin(cast.acme, "x")
    note = Message.receive(thread, PEER, text="I am away", channel="mail", automatic=True)
    assert not may_answer_by_itself(thread, note)


def test_a_peer_that_always_answers_and_hides_that_it_is_a_machine_gets_five_answers_an_hour(cast):
    thread, answers = Thread.begin(cast.acme, "x"), 0
    start = clock.now()
    for minute in range(60):
        with clock.moved(start + dt.timedelta(minutes=minute)):
            heard = Message.receive(thread, PEER, text="Again", channel="mail")
            if may_answer_by_itself(thread, heard):
                Message.write(thread, SYSTEM, text="We are away.", channel="mail", automatic=True)
                answers += 1
    assert answers == MOST_AN_HOUR == 5
    with clock.moved(start + dt.timedelta(minutes=70)):
        assert may_answer_by_itself(thread)
