"""What signing does by the clock and after the last signature. Safe to run at any time, any number of times."""


import datetime as dt

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.queue import enqueue_once, every, fair_share, task

from . import letters, rules
from .model import SIGNABLE, Signing
from .signer import Signer

MOST = 500


@every("*/30 * * * *")
def remind_signers() -> None:
    """Remind those who were asked three and seven days ago, once each."""
    asked = Signer.objects.filter(state="asked", signing__state="open", reminded__lt=len(rules.REMIND_AFTER))
    for signer in asked.select_related("signing").order_by("asked_at")[:MOST]:
        if rules.reminders_due((clock.now() - signer.asked_at).days, signer.reminded):
            _remind(signer)


@every("*/30 * * * *")
def end_what_has_expired() -> None:
    """End signings whose day is over; those who were asked are told."""
    for signing in Signing.objects.running().select_related("workspace").order_by("expires_on")[:MOST]:
        if signing.expired:
            signing.expire()


@task
def seal(signing_id: str) -> None:
    """Make the sealed file of a complete signing and send it to everybody."""
    from .sealing.sealing import seal as make

    make(Signing.objects.whole().get(pk=signing_id))


@every("*/5 * * * *")
def seal_what_is_unsealed() -> None:
    """Sweep: complete signings whose sealed file no job is making."""
    late = clock.now() - dt.timedelta(minutes=2)
    for pk, firm in Signing.objects.filter(state="signed", sealed_file=None, ended_at__lt=late).values_list("pk", "workspace_id")[:MOST]:
        with fair_share(firm):
            enqueue_once(seal, f"seal:{pk}", str(pk))


def _remind(signer: Signer) -> None:
    with transaction.atomic():
        signing = Signing.locked(signer.signing_id)
        if not signing.is_open or signing.expired or signing.document.state not in SIGNABLE:
            return
        still = Signer.objects.filter(pk=signer.pk, state="asked", reminded=signer.reminded)
        if still.update(reminded=signer.reminded + 1):
            letters.remind(signer, signing, signer.reminded + 1)
            signing.witness("reminded", signer.who)
