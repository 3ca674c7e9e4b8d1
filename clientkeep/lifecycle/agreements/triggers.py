"""What the database itself forbids, on both engines: changing or removing evidence, and what a signing is about."""

from clientkeep.foundation.triggers import Guard, changed

_EVIDENCE = "Evidence of a signing never changes"
_ABOUT = "document_id pdf_file sha256 consent_version consent_hash created_at workspace_id client_id".split()
GUARDS = [
    Guard("signing_entry_kept", "agreements_entry", "UPDATE", changed(["told", "digest", "place", "kind", "signing_id", "at"]), _EVIDENCE),
    Guard("signing_entry_stays", "agreements_entry", "DELETE", "OLD.place > 0", _EVIDENCE),
    Guard("signing_about_kept", "agreements_signing", "UPDATE", changed(_ABOUT), "What is signed never changes"),
]
