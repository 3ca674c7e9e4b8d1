"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

_P = ("client", "agreement")
FactHolds = declare("gate.fact_holds", "{fact} holds for {agreement}: {evidence}", "approval", sign="circle-check", payload=(*_P, "fact", "evidence"))
FactWithdrawn = declare("gate.fact_withdrawn", "{fact} holds no more for {agreement}: {because}", "approval", sign="circle-alert", payload=(*_P, "fact", "because"))
GateOpened = declare("gate.opened", "Work on {agreement} may start", "approval", sign="door-open", payload=_P)
GateClosed = declare("gate.closed", "Work on {agreement} waits for {missing}", "approval", sign="door-closed", payload=(*_P, "missing"))
GateOverridden = declare("gate.overridden", "{actor} let work on {agreement} start without {missing}: {because}", "approval", sign="door-open", payload=(*_P, "missing", "because"))
OverrideTakenBack = declare("gate.override_taken_back", "{actor} took back that work on {agreement} may start without {missing}", "approval", sign="door-closed", payload=(*_P, "missing"))
DepositRuleChanged = declare("gate.deposit_rule_changed", "{actor} has deposit invoices of new proposals {said}", "change", sign="receipt-text", payload=("said",))
NeedsChanged = declare("gate.needs_changed", "{actor} lets work start after: {said}", "change", sign="door-open", payload=("said",))
