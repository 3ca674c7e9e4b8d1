"""The facts that this room announces. Addresses, browsers and typed names stand in the evidence, never in a payload."""

from clientkeep.workspace.journal import declare

_P = ("client", "agreement")
SigningStarted = declare("signing.started", "{actor} asked {who} to sign {agreement}", "approval", sign="signature", payload=(*_P, "who"))
SignerSigned = declare("signing.signed", "{who} {did} {agreement}", "approval", sign="signature", payload=(*_P, "who", "did"), shown_to_client=True)
SignerChose = declare("signing.chosen", "{who} chose in {agreement}: {choice}, {total}", "approval", sign="list-check", payload=(*_P, "who", "choice", "total"), shown_to_client=True)
SignerDeclined = declare("signing.declined", "{who} declined to sign {agreement}: {reason}", "approval", sign="circle-x", payload=(*_P, "who", "reason"))
SigningExpired = declare("signing.expired", "Nobody can sign {agreement} any more: the signing expired", "approval", sign="calendar-off", payload=_P)
SigningVoided = declare("signing.voided", "The signing of {agreement} was taken back: {because}", "approval", sign="ban", payload=(*_P, "because"))
AgreementSigned = declare("agreement.signed", "{agreement_first} is signed by {who}", "approval", sign="file-check", payload=(*_P, "agreement_first", "who"), shown_to_client=True)
SealKeyChanged = declare("seal_key.changed", "{actor} has signed files sealed with the certificate of {named}", "change", sign="stamp", payload=("named",))
