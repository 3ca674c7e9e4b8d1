"""Writing to clients: one message, a letter for each recipient."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.moments import checked, moment_for
from clientkeep.relationship.conversations.writing.recipients import MOST, OF_CLIENT, chosen
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Moment, Text, Told

room = Room()
Ids = Annotated[list[uuid.UUID], Field(max_length=MOST)]


class NewMessage(Given):
    """A letter to people of a client. Names in braces such as {contact} are filled in for each."""

    contact_ids: Ids = []
    to_client: Flag = Field(False, description="Also to the client's general address")
    subject: Text(300, least=1)
    text: Text(20_000, least=1)
    thread_id: uuid.UUID | None = Field(None, description="The thread that it answers; a new one begins without")
    file_ids: Annotated[list[uuid.UUID], Field(max_length=10)] = []
    when: Literal["now", "hours"] = Field("now", description="hours: Monday to Friday, 9 to 17 in the client's zone")
    not_before: Moment | None = Field(None, description="Stays here until then")


class LetterState(Told):
    """What became of one recipient's letter."""

    id: uuid.UUID
    to_name: str
    to_email: str
    state: str
    not_before: str | None
    sent_at: str | None
    error: str


class MessageOut(Told):
    """One message of a conversation."""

    id: uuid.UUID
    thread_id: uuid.UUID
    client_id: uuid.UUID
    direction: str
    channel: str
    subject: str
    text: str
    letters: list[LetterState]
    file_ids: list[uuid.UUID]
    withdrawn_at: str | None
    happened_at: str


@room.reads("/{uuid:message_id}", "clients.see", MessageOut)
def get_message(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One message, with what became of each letter."""
    found = Message.objects.visible_to(request.acting).prefetch_related("letters", "files").filter(pk=message_id).first()
    if found is None:
        raise Http404
    return answer(tell_message(found))


def write_message(acting: Acting, client: Client, given: NewMessage) -> HttpResponse:
    """Write to people of a client."""
    values = [*map(str, given.contact_ids), *([OF_CLIENT] if given.to_client else [])]
    not_before = checked(given.not_before) if given.not_before else moment_for(given.when, client)
    message = write_letter(
        client, acting.member, Words(given.subject, given.text), _recipients(client, values), not_before=not_before,
        thread=_thread(client, given.thread_id), files=_files(acting, client, given.file_ids),
    )  # fmt: skip
    return answer(tell_message(message), 201)


def tell_message(message: Message) -> dict[str, Any]:
    # What a letter of the client answers is no letter of this message.
    letters = message.letters.all() if message.direction == "out" else ()
    return {
        "id": str(message.pk), "thread_id": str(message.thread_id), "client_id": str(message.client_id),
        "direction": message.direction, "channel": message.channel, "subject": message.subject, "text": message.text,
        "letters": [_letter(letter) for letter in letters], "file_ids": [str(file.pk) for file in message.files.all()],
        "withdrawn_at": moment(message.withdrawn_at), "happened_at": moment(message.happened_at),
    }  # fmt: skip


def _letter(letter: Any) -> dict[str, Any]:
    return {
        "id": str(letter.pk), "to_name": letter.to_name, "to_email": letter.to_email, "state": letter.state,
        "not_before": moment(letter.not_before), "sent_at": moment(letter.sent_at), "error": letter.error,
    }  # fmt: skip


def _recipients(client: Client, values: list[str]) -> list[Any]:
    try:
        return chosen(client, values)
    except Invalid as refusal:
        raise Invalid(refusal.message, "contact_ids") from None


def _thread(client: Client, thread_id: uuid.UUID | None) -> Thread | None:
    if thread_id is None:
        return None
    found = Thread.objects.filter(client=client, pk=thread_id).first()
    if found is None:
        raise Invalid("There is no such thread of this client.", "thread_id")
    return found


def _files(acting: Acting, client: Client, ids: list[uuid.UUID]) -> list[StoredFile]:
    found = list(StoredFile.objects.visible_to(acting).filter(client_id=client.pk, purpose="file", pk__in=ids))
    if len(found) != len(set(ids)):
        raise Invalid("There is no such file of this client.", "file_ids")
    return found
