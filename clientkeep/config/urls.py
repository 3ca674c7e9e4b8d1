"""Root addresses. Each room's own are in its urls.py."""

from django.urls import include, path

from . import health
from .demo import views as demo

handler500 = "clientkeep.config.requests.server_error"

urlpatterns = [
    path("", include("clientkeep.overview.api.urls")),  # first: what programs ask most is found at once
    path("", include("clientkeep.workspace.files.urls")),
    path("", include("clientkeep.workspace.mail.urls")),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("demo/", include(([
        path("sign-in/", demo.sign_in, name="sign_in"),
        path("own-firm/", demo.own_firm, name="own_firm"),
    ], "demo"))),
    path("", include("clientkeep.workspace.office.sign_in.urls")),
    path("", include("clientkeep.workspace.office.account.urls")),
    path("", include("clientkeep.workspace.office.urls")),
    path("", include("clientkeep.workspace.hours.urls")),
    path("", include("clientkeep.workspace.notices.urls")),
    path("", include("clientkeep.relationship.clients.urls")),
    path("", include("clientkeep.relationship.conversations.urls")),
    path("", include("clientkeep.relationship.conversations.mailboxes.urls")),
    path("", include("clientkeep.relationship.conversations.inbox.urls")),
    path("", include("clientkeep.relationship.rhythm.urls")),
    path("", include("clientkeep.relationship.documents.urls")),
    path("", include("clientkeep.lifecycle.sales.urls")),
    path("", include("clientkeep.lifecycle.sales.booking.urls")),
    path("", include("clientkeep.lifecycle.sales.opportunities.urls")),
    path("", include("clientkeep.lifecycle.sales.inquiries.urls")),
    path("", include("clientkeep.lifecycle.sales.pipeline.urls")),
    path("", include("clientkeep.lifecycle.sales.qualification.urls")),
    path("", include("clientkeep.lifecycle.sales.showcase.urls")),
    path("", include("clientkeep.lifecycle.sales.guides.urls")),
    path("", include("clientkeep.lifecycle.delivery.urls")),
    path("", include("clientkeep.lifecycle.delivery.projects.urls")),
    path("", include("clientkeep.lifecycle.agreements.gates.urls")),
    path("", include("clientkeep.lifecycle.agreements.signing.urls")),
    path("", include("clientkeep.lifecycle.onboarding.expectations.urls")),
    path("", include("clientkeep.lifecycle.onboarding.playbooks.urls")),
    path("", include("clientkeep.lifecycle.onboarding.credentials.urls")),
    path("", include("clientkeep.lifecycle.agreements.proposals.urls")),
    path("", include("clientkeep.lifecycle.agreements.scope.urls")),
    path("", include("clientkeep.lifecycle.onboarding.intake.urls")),
    path("", include("clientkeep.lifecycle.onboarding.kickoffs.urls")),
    path("", include("clientkeep.lifecycle.billing.urls")),
    path("", include("clientkeep.lifecycle.billing.invoices.urls")),
    path("", include("clientkeep.lifecycle.billing.schedules.urls")),
    path("", include("clientkeep.lifecycle.retention.urls")),
    path("", include("clientkeep.lifecycle.retention.client_urls")),
    path("", include("clientkeep.lifecycle.retention.keeping.urls")),
    path("", include("clientkeep.lifecycle.retention.surveys.urls")),
    path("", include("clientkeep.lifecycle.retention.sequences.urls")),
    path("", include("clientkeep.lifecycle.retention.cases.urls")),
    path("", include("clientkeep.lifecycle.retention.trust.urls")),
    path("", include("clientkeep.lifecycle.retention.reviews.urls")),
    path("", include("clientkeep.lifecycle.retention.asks.urls")),
    path("", include("clientkeep.lifecycle.retention.themes.urls")),
    path("", include("clientkeep.relationship.portal.urls")),
    path("", include("clientkeep.lifecycle.billing.sentences.urls")),
    path("", include("clientkeep.overview.search.urls")),
    path("", include("clientkeep.overview.home.urls")),
    path("", include("clientkeep.overview.insights.urls")),
    path("", include("clientkeep.overview.transfer.urls")),
]
