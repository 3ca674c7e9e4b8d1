"""Payment intent, charge and balance transaction."""

from typing import Any

Thing = dict[str, Any]

BANK_DEBITS = {"eur": "sepa_debit", "usd": "us_bank_account", "gbp": "bacs_debit"}


def payment_intent(id: str, secret: str, session: Thing, created: int, data: Thing, paid_with: str) -> Thing:
    """The intent that a session makes when its payer first presses Pay; `data` is payment_intent_data."""
    return {
        "id": id,
        "object": "payment_intent",
        "allowed_payment_method_types": None,
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_details": {
            "discount_amount": None,
            "error": None,
            "line_items": None,
            "shipping": None,
            "tax": None,
            "tip": {"amount": None},
        },
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": secret,
        "confirmation_method": "automatic",
        "created": created,
        "currency": session["currency"],
        "customer": None,
        "customer_account": None,
        "description": data.get("description"),
        "excluded_payment_method_types": None,
        "hooks": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": session["livemode"],
        "managed_payments": {"enabled": False},
        "metadata": dict(data.get("metadata") or {}),
        "next_action": None,
        "on_behalf_of": None,
        "payment_details": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": sorted({"card", paid_with}),
        "payment_record": None,
        "presentment_details": None,
        "processing": None,
        "receipt_email": data.get("receipt_email"),
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": data.get("statement_descriptor"),
        "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }


def payment_error(charge_id: str, code: str, message: str, decline_code: str | None, method: str) -> Thing:
    """last_payment_error of an intent whose payment was refused."""
    return {
        "advice_code": None,
        "charge": charge_id,
        "code": code,
        "decline_code": decline_code,
        "doc_url": f"https://docs.stripe.com/error-codes/{code.replace('_', '-')}",
        "message": message,
        "network_advice_code": None,
        "network_decline_code": None,
        "param": None,
        "payment_intent": None,
        "payment_method": None,
        "payment_method_type": method,
        "request_log_url": None,
        "setup_intent": None,
        "source": None,
        "type": "card_error" if method == "card" else "invalid_request_error",
    }


def charge(id: str, intent: Thing, created: int, method_id: str, method: Thing, details: Thing) -> Thing:
    """An attempt to collect an intent's amount, neither succeeded nor failed yet."""
    return {
        "id": id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "authorization_code": None,
        "balance_transaction": None,
        "billing_details": {
            "address": details["address"],
            "email": details["email"],
            "name": details["name"],
            "phone": None,
            "tax_id": None,
        },
        "calculated_statement_descriptor": "TEST ACCOUNT",
        "captured": False,
        "created": created,
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {"stripe_report": None, "user_report": None},
        "livemode": intent["livemode"],
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": outcome("approved_by_network", "Payment complete.", "authorized"),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method_id,
        "payment_method_details": method,
        "presentment_details": None,
        "radar_options": {"session": None},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "pending",
        "transfer": None,
        "transfer_data": None,
        "transfer_group": None,
    }


def outcome(network_status: str, message: str, type: str, reason: str | None = None) -> Thing:
    """Why a charge went through or did not."""
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network_status,
        "reason": reason,
        "risk_level": "normal",
        "risk_score": 12,
        "rule": None,
        "seller_message": message,
        "type": type,
    }


def card(number: str, amount: int) -> Thing:
    """payment_method_details of a Visa card."""
    return {
        "card": {
            "amount_authorized": amount,
            "authorization_code": "123456",
            "brand": "visa",
            "capture_before": None,
            "checks": {
                "address_line1_check": None,
                "address_postal_code_check": None,
                "cvc_check": "pass",
            },
            "country": "US",
            "description": None,
            "electronic_commerce_indicator": None,
            "exp_month": 12,
            "exp_year": 2034,
            "extended_authorization": {"status": "disabled"},
            "fingerprint": "Xt5EWLLDS7FJjR1c",
            "funding": "credit",
            "iin": None,
            "incremental_authorization": {"status": "unavailable"},
            "installments": None,
            "issuer": None,
            "last4": number[-4:],
            "mandate": None,
            "moto": None,
            "multicapture": {"status": "unavailable"},
            "network": "visa",
            "network_token": {"used": False},
            "network_transaction_id": "976910110049114",
            "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
            "regulated_status": "unregulated",
            "setup_credential_usage": None,
            "stored_credential_usage": None,
            "three_d_secure": None,
            "transaction_link_id": None,
            "wallet": None,
        },
        "type": "card",
    }


def bank_debit(currency: str) -> Thing:
    """payment_method_details of the bank debit that pays in this currency."""
    kind = BANK_DEBITS[currency]
    fields: dict[str, Thing] = {
        "sepa_debit": {
            "bank_code": "37040044", "branch_code": "", "country": "DE", "expected_debit_date": None,
            "fingerprint": "QkSKm5jYgvjFWcmq", "last4": "3000", "mandate": "mandate_1TestAccount",
        },
        "us_bank_account": {
            "account_holder_type": "individual", "account_type": "checking", "bank_name": "STRIPE TEST BANK",
            "expected_debit_date": None, "fingerprint": "FFDMA0xfhBjWSZLu", "last4": "6789",
            "mandate": "mandate_1TestAccount", "payment_reference": None, "routing_number": "110000000",
        },
        "bacs_debit": {
            "expected_debit_date": None, "fingerprint": "x4eZVaeKVBNR2ZNJ", "last4": "2345",
            "mandate": "mandate_1TestAccount", "sort_code": "108800",
        },
    }  # fmt: skip
    return {kind: fields[kind], "type": kind}


def balance_transaction(
    id: str, kind: str, amount: int, fee: int, currency: str, created: int, source: str, description: str | None
) -> Thing:
    """Money that moved on the account's balance: charge, refund or adjustment (dispute)."""
    fees = []
    if fee:
        fees = [
            {"amount": fee, "application": None, "currency": currency,
             "description": "Stripe processing fees", "type": "stripe_fee"}
        ]  # fmt: skip
    return {
        "id": id,
        "object": "balance_transaction",
        "amount": amount,
        "available_on": created + 2 * 86400,
        "balance_type": "payments",
        "created": created,
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": fees,
        "net": amount - fee,
        "reporting_category": {"adjustment": "dispute"}.get(kind, kind),
        "source": source,
        "status": "pending",
        "type": kind,
    }
