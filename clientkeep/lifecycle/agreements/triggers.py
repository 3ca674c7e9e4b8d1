"""What the database itself forbids, on both engines: changing evidence, what a signing is about, what a proposal said, what was chosen, how a clause was worded."""

from clientkeep.foundation.triggers import Guard, changed

_EVIDENCE = "Evidence of a signing never changes"
_ABOUT = "document_id leaves_choice consent_version consent_hash created_at workspace_id client_id".split()
_OFFER = "An issued proposal never changes"
_CHOICE = "A choice never changes"
_FILE = changed(["pdf_file", "sha256"])
# The file changes with the choice alone, and never again once somebody has signed.
_SETTLED = "(OLD.state <> 'open' OR EXISTS (SELECT 1 FROM agreements_signer WHERE signing_id = OLD.id AND state = 'signed'))"
_LEFT = "(SELECT state FROM documents_document WHERE id = {row}.document_id) <> 'draft'"
_OLD, _NEW = _LEFT.format(row="OLD"), _LEFT.format(row="NEW")

GUARDS = [
    Guard("signing_entry_kept", "agreements_entry", "UPDATE", changed(["told", "digest", "place", "kind", "signing_id", "at"]), _EVIDENCE),
    Guard("signing_entry_stays", "agreements_entry", "DELETE", "OLD.place > 0", _EVIDENCE),
    Guard("signing_about_kept", "agreements_signing", "UPDATE", changed(_ABOUT), "What is signed never changes"),
    Guard("signing_file_kept", "agreements_signing", "UPDATE", f"({_FILE} AND NOT {changed(['choice_id'])}) OR ({changed(['choice_id'])} AND {_SETTLED})", "What is signed never changes"),
    Guard("frozen_choice_kept", "agreements_frozenchoice", "UPDATE", "OLD.id IS NOT NULL", _CHOICE),
    Guard("frozen_choice_stays", "agreements_frozenchoice", "DELETE", "OLD.id IS NOT NULL", _CHOICE),
    Guard("signing_sealed_once", "agreements_signing", "UPDATE", "OLD.sealed_file IS NOT NULL AND " + changed(["sealed_file", "sealed_sha256"]), "A signed file is sealed once"),
    Guard("issued_blocks_added", "agreements_content", "INSERT", _NEW, _OFFER),
    Guard(
        "issued_blocks_kept", "agreements_content", "UPDATE",
        f"{_OLD} AND {changed(['document_id', 'blocks', 'follows_id', 'edition'])}", _OFFER,
    ),
    Guard("issued_blocks_stay", "agreements_content", "DELETE", _OLD, _OFFER),
    Guard("wording_kept", "agreements_wording", "UPDATE", "OLD.id IS NOT NULL", "A wording of a clause never changes"),
    Guard("wording_stays", "agreements_wording", "DELETE", "OLD.id IS NOT NULL", "A wording of a clause never changes"),
    Guard("template_edition_kept", "agreements_templateedition", "UPDATE", "OLD.id IS NOT NULL", "An edition of a template never changes"),
    Guard("template_edition_stays", "agreements_templateedition", "DELETE", "OLD.id IS NOT NULL", "An edition of a template never changes"),
    Guard("choice_kept", "agreements_choice", "UPDATE", "OLD.id IS NOT NULL", _CHOICE),
    Guard("choice_stays", "agreements_choice", "DELETE", "OLD.id IS NOT NULL", _CHOICE),
]  # fmt: skip
