from django.urls import path

from . import views
from .absence.urls import urlpatterns as absence
from .agreed.urls import urlpatterns as agreed
from .briefing.urls import urlpatterns as briefing
from .decisions.urls import urlpatterns as decisions
from .in_words.urls import urlpatterns as in_words
from .mailings import views as mailings
from .promises.urls import urlpatterns as promises
from .questions import views as questions
from .recaps.urls import urlpatterns as recaps
from .response import urls as response
from .writing import settings_views
from .writing import views as writing

app_name = "conversations"
urlpatterns = [
    *absence,
    *response.urlpatterns,
    path("clients/<uuid:client_id>/log/", views.log, name="log"),
    path("log/<uuid:entry_id>/correction/", views.correct, name="correct"),
    path("clients/<uuid:client_id>/letter/", writing.write, name="write"),
    path("clients/<uuid:client_id>/letter/preview/", writing.preview, name="preview"),
    path("letters/drafts/", writing.drafts, name="drafts"),
    path("threads/<uuid:thread_id>/answer/", writing.answer, name="answer"),
    path("mailings/", mailings.mailings, name="mailings"),
    path("mailings/new/", mailings.new, name="mailing_new"),
    path("mailings/<uuid:mailing_id>/", mailings.mailing, name="mailing"),
    path("mailings/<uuid:mailing_id>/sending/", mailings.sending, name="mailing_sending"),
    path("mailings/<uuid:mailing_id>/removal/", mailings.removal, name="mailing_removal"),
    path("mailings/<uuid:mailing_id>/recipients/<uuid:recipient_id>/", mailings.letter, name="mailing_letter"),
    path("mailings/<uuid:mailing_id>/recipients/<uuid:recipient_id>/choice/", mailings.choice, name="mailing_choice"),
    path("settings/signature/", settings_views.own_signature, name="signature"),
    path("settings/templates/", settings_views.templates, name="templates"),
    path("settings/templates/new/", settings_views.template_new, name="template_new"),
    path("settings/templates/preview/", settings_views.template_preview, name="template_preview"),
    path("settings/templates/<slug:key>/", settings_views.template, name="template"),
    path("settings/templates/<slug:key>/removal/", settings_views.template_remove, name="template_remove"),
    path("questions/<uuid:question_id>/settlement/", questions.settle, name="settle_question"),
    *in_words,
    *promises,
    *decisions,
    *agreed,
    *recaps,
    *briefing,
]
