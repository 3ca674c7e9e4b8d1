"""The account itself, its balance and its webhook endpoints."""

from typing import Any

Thing = dict[str, Any]

API_VERSION = "2026-10-28.endive"


def account(id: str, name: str, email: str, created: int, country: str = "US", currency: str = "usd") -> Thing:
    """The account that a key belongs to, as GET /v1/account shows it."""
    due = {
        "alternatives": [], "current_deadline": None, "currently_due": [], "disabled_reason": None,
        "errors": [], "eventually_due": [], "past_due": [], "pending_verification": [],
    }  # fmt: skip
    return {
        "id": id,
        "object": "account",
        "business_profile": {
            "annual_revenue": None,
            "estimated_worker_count": None,
            "mcc": "7333",
            "minority_owned_business_designation": None,
            "monthly_estimated_revenue": None,
            "name": name,
            "product_description": None,
            "specified_commercial_transactions_act_url": None,
            "support_address": None,
            "support_email": email,
            "support_phone": None,
            "support_url": None,
            "url": None,
        },
        "business_type": "company",
        "capabilities": {
            "card_payments": "active",
            "link_payments": "active",
            "sepa_debit_payments": "active",
            "transfers": "active",
            "us_bank_account_ach_payments": "active",
        },
        "company": None,
        "controller": {
            "fees": None, "is_controller": None, "losses": None, "requirement_collection": None,
            "stripe_dashboard": None, "type": "account",
        },
        "country": country,
        "created": created,
        "default_currency": currency,
        "charges_enabled": True,
        "details_submitted": True,
        "email": email,
        "external_accounts": None,
        "future_requirements": dict(due),
        "groups": None,
        "individual": None,
        "metadata": {},
        "payouts_enabled": True,
        "requirements": dict(due),
        "settings": {
            "bacs_debit_payments": {"display_name": None, "service_user_number": None},
            "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
            "card_issuing": {"tos_acceptance": {"date": None, "ip": None, "user_agent": None}},
            "card_payments": {
                "decline_on": {"avs_failure": False, "cvc_failure": True},
                "statement_descriptor_prefix": "TEST",
                "statement_descriptor_prefix_kana": None,
                "statement_descriptor_prefix_kanji": None,
            },
            "dashboard": {"display_name": name, "timezone": "Etc/UTC"},
            "invoices": {"default_account_tax_ids": None, "hosted_payment_method_save": "offer"},
            "payments": {
                "statement_descriptor": "TEST ACCOUNT",
                "statement_descriptor_kana": None,
                "statement_descriptor_kanji": None,
                "statement_descriptor_prefix_kana": None,
                "statement_descriptor_prefix_kanji": None,
            },
            "payouts": {
                "debit_negative_balances": True,
                "schedule": {
                    "delay_days": 2, "interval": "daily", "monthly_anchor": None,
                    "monthly_payout_days": None, "weekly_anchor": None, "weekly_payout_days": None,
                },
                "statement_descriptor": None,
            },
            "paypay_payments": None,
            "sepa_debit_payments": {"creditor_id": None},
            "treasury": None,
        },
        "tos_acceptance": {"date": created, "ip": None, "service_agreement": None, "user_agent": None},
        "type": "standard",
    }  # fmt: skip


def balance(livemode: bool, pending: dict[str, int]) -> Thing:
    """Money that waits on the account, by currency, in Stripe's units."""
    rows = [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}}
        for currency, amount in sorted(pending.items())
    ]
    return {
        "object": "balance",
        "available": [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}],
        "connect_reserved": None,
        "instant_available": None,
        "issuing": None,
        "livemode": livemode,
        "pending": rows or [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}],
        "refund_and_dispute_prefunding": {
            "available": [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}],
            "pending": [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}],
        },
    }


def webhook_endpoint(id: str, livemode: bool, created: int, params: Thing) -> Thing:
    """An address that events go to. Its secret is shown only in the answer that creates it."""
    return {
        "id": id,
        "object": "webhook_endpoint",
        "api_version": params.get("api_version"),
        "application": None,
        "created": created,
        "description": params.get("description"),
        "enabled_events": list(params["enabled_events"]),
        "livemode": livemode,
        "metadata": dict(params.get("metadata") or {}),
        "status": "enabled",
        "url": params["url"],
    }


def webhook_endpoint_deleted(id: str) -> Thing:
    """The answer to a deletion."""
    return {"id": id, "object": "webhook_endpoint", "deleted": True}
