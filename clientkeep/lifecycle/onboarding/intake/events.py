"""What happens to intake forms. The answers stand in the form itself."""

from clientkeep.workspace.journal import declare

_P = ("client", "name")
FormKept = declare("intake_form.kept", "{actor} wrote the intake form “{name}”", "change", sign="clipboard-list", payload=("name",))
IntakeSent = declare("intake.sent", "{actor} asked {contact} to fill in “{name}”", "mail", sign="clipboard-list", payload=(*_P, "contact"))
IntakeSubmitted = declare("intake.submitted", "{actor} filled in “{name}”", "approval", sign="clipboard-check", payload=_P, shown_to_client=True)
IntakePaused = declare("intake.paused", "{who} wrote: “{name}” is not asked for again by itself", "mail", sign="clipboard-list", payload=(*_P, "who"))
IntakeWithdrawn = declare("intake.withdrawn", "{actor} took back “{name}”", "note", sign="clipboard-list", payload=_P)
