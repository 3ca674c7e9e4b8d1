from django.urls import path

from .gateways import hooks, paying, settings_views, stray_views
from .ledger import views as ledger
from .payments import booking, listing
from .payments import views as payments
from .receipts import views as receipts

app_name = "billing"
urlpatterns = [
    path("payments/", listing.payments, name="payments"),
    path("payments/export/", listing.export, name="payments_export"),
    path("payments/<uuid:payment_id>/", payments.payment, name="payment"),
    path("payments/<uuid:payment_id>/match/", payments.match, name="match"),
    path("payments/<uuid:payment_id>/removal/", payments.take_off, name="take_off"),
    path("payments/<uuid:payment_id>/refund/", payments.refund, name="refund"),
    path("payments/<uuid:payment_id>/receipt/", receipts.send, name="send_receipt"),
    path("payments/strays/<uuid:stray_id>/", stray_views.stray, name="stray"),
    path("documents/<uuid:document_id>/payment/", booking.book_payment, name="book_payment"),
    path("documents/<uuid:document_id>/credit/", booking.apply_credit, name="apply_credit"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/download/", ledger.download, name="ledger_download"),
    path("settings/payments/", settings_views.payment_settings, name="payment_settings"),
    path("settings/payments/mode/", settings_views.choose_mode, name="choose_mode"),
    path("settings/payments/<uuid:account_id>/test/", settings_views.test_keys, name="test_keys"),
    path("settings/payments/<uuid:account_id>/secret/", settings_views.signing_secret, name="signing_secret"),
    path("settings/payments/<uuid:account_id>/removal/", settings_views.forget_keys, name="forget_keys"),
    path("hooks/stripe/<str:token>/", hooks.stripe_hook, name="stripe_hook"),
    path("pay/<uuid:document_id>/", paying.pay, name="pay"),
    path("pay/return/<uuid:checkout_id>/", paying.come_back, name="pay_return"),
    path("pay/return/<uuid:checkout_id>/check/", paying.check, name="pay_check"),
]
