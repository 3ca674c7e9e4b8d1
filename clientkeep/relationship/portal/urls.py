from django.urls import path

from . import entering, looking, mailings, recaps, sharing, thread_views, views

app_name = "portal"
urlpatterns = [
    path("p/", views.start, name="start"),
    path("p/sign-in/", entering.ask, name="ask"),
    path("p/code/", entering.by_code, name="code"),
    path("p/leave/", entering.leave, name="leave"),
    path("p/logo/", views.logo, name="logo"),
    path("p/in/<str:secret>/", entering.by_button, name="button"),
    path("p/documents/<uuid:document_id>/", views.document, name="document"),
    path("p/documents/<uuid:document_id>/pdf/", views.pdf, name="pdf"),
    path("p/documents/<uuid:document_id>/acceptance/", views.accept, name="accept"),
    path("p/documents/<uuid:document_id>/refusal/", views.decline, name="decline"),
    path("p/documents/<uuid:document_id>/question/", views.ask, name="question"),
    path("p/documents/<uuid:document_id>/thanks/<slug:done>/", views.thanks, name="thanks"),
    path("p/files/<uuid:file_id>/", views.file, name="file"),
    path("p/mailings/<str:secret>/", mailings.no_mailings, name="no_mailings"),
    path("p/messages/", thread_views.new_thread, name="new_thread"),
    path("p/messages/<uuid:thread_id>/", thread_views.thread, name="thread"),
    path("p/messages/<uuid:thread_id>/files/<uuid:file_id>/", thread_views.thread_file, name="thread_file"),
    path("p/recaps/<uuid:recap_id>/", recaps.recap, name="recap"),
    path("p/recaps/<uuid:recap_id>/confirmation/", recaps.confirm, name="recap_confirm"),
    path("p/recaps/<uuid:recap_id>/difference/", recaps.differ, name="recap_differ"),
    path("p/<str:secret>/", entering.by_link, name="link"),
    path("clients/<uuid:client_id>/portal/people/", sharing.people, name="people"),
    path("clients/<uuid:client_id>/portal/", looking.start, name="look"),
    path("documents/<uuid:document_id>/portal/", looking.document, name="look_document"),
    path("documents/<uuid:document_id>/links/", sharing.document_link, name="copy_link"),
    path("contacts/<uuid:contact_id>/links/", sharing.contact_link, name="contact_link"),
    path("contacts/<uuid:contact_id>/links/end/", sharing.end_links, name="end_links"),
]
