"""Safeguards of mails, letters, recaps and surveys that a control run takes out of the code, in web server or worker.

`mail-look-off`: whether a mail was filed already is not asked.
`mark-first`: how far a mailbox was read is written down before what was read is filed.
`claim-off`: a letter that was under way when a process died goes again.
`letter-token-off`: what an open form makes is not known by its token.
`confirmation-behind`: a client's confirmation is answered first and written a second later.
`answer-look-off`: an answer that was kept already is taken in as a new one.
`survey-look-off`: whether a contact was asked already is not looked for.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from . import weak_agreeing


def _mail_look_off() -> None:
    from clientkeep.relationship.conversations.mailboxes.filing import Filing

    Filing._is_known = lambda self, mail: False


def _mark_first() -> None:
    from clientkeep.relationship.conversations.mailboxes import fetching

    file = fetching._file

    def marked(filing: Any, folder: Any, read: list[Any], last_uid: int) -> list[str]:
        fetching.MailFolder.objects.filter(pk=folder.pk).update(uid_validity=folder.uid_validity, last_uid=last_uid)
        return file(filing, folder, read, last_uid)

    fetching._file = marked


def _claim_off() -> None:
    from clientkeep.workspace.mail.models import Letter

    # The worker's start stands for the sweep, which would come two minutes later.
    Letter.objects.filter(state="sending").update(state="ready")


def _letter_token_off() -> None:
    from clientkeep.foundation.ids import new_id
    from clientkeep.relationship.clients import once
    from clientkeep.relationship.conversations.writing import views

    views.once = SimpleNamespace(FIELD=once.FIELD, mint=once.mint, identity_in=lambda acting, token: new_id())


def _confirmation_behind() -> None:
    import threading

    from clientkeep.relationship.conversations.models import Recap

    confirm = Recap.confirm
    Recap.confirm = lambda self, *said: threading.Timer(1, confirm, [self, *said]).start()


def _answer_look_off() -> None:
    from clientkeep.lifecycle.retention.models import Survey

    answer = Survey.answer

    def anew(self: Survey, *said: Any) -> Any:
        Survey.objects.filter(pk=self.pk).update(state="asked")
        return answer(self, *said)

    Survey.answer = anew


def _survey_look_off() -> None:
    from clientkeep.foundation.ids import new_id
    from clientkeep.lifecycle.retention.surveys import jobs, sending, views

    send = sending.send
    sending._known, sending.why_not = lambda *known: None, lambda contact: ""
    views.send = jobs.send = lambda *said, **more: send(*said, **{**more, "id": new_id()})


WEAKNESSES: dict[str, Callable[[], None]] = {
    "mail-look-off": _mail_look_off, "mark-first": _mark_first, "claim-off": _claim_off, "letter-token-off": _letter_token_off,
    "confirmation-behind": _confirmation_behind, "answer-look-off": _answer_look_off, "survey-look-off": _survey_look_off,
    **weak_agreeing.WEAKNESSES,
}  # fmt: skip


def weaken() -> None:
    """Take away what is armed. Django is set up."""
    from clientkeep.foundation import faults

    for name, take_away in WEAKNESSES.items():
        if faults.armed(name):
            take_away()


def main() -> None:
    """The worker, weakened."""
    import os

    import django

    from clientkeep.config.serving import work

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    django.setup()
    weaken()
    work.main()


if __name__ == "__main__":
    main()
