from django.urls import path

from . import views
from .editor import clauses, lent
from .editor import views as editor
from .template import views as templates

app_name = "proposals"
urlpatterns = [
    path("proposals/new/", editor.new, name="new"),
    path("proposals/templates/", templates.listed, name="templates"),
    path("proposals/templates/<uuid:proposal_template_id>/", templates.template, name="template"),
    path("proposals/templates/<uuid:proposal_template_id>/archive/", templates.archive, name="archive_template"),
    path("documents/<uuid:document_id>/template/", templates.keep, name="keep_template"),
    path("documents/<uuid:document_id>/blocks/", editor.edit, name="edit"),
    path("documents/<uuid:document_id>/blocks/head/", editor.head, name="head"),
    path("documents/<uuid:document_id>/blocks/new/", editor.add, name="add"),
    path("documents/<uuid:document_id>/blocks/clauses/", clauses.choose, name="clauses"),
    path("documents/<uuid:document_id>/blocks/case-studies/", lent.choose, {"kind": "case_studies"}, name="case_studies"),
    path("documents/<uuid:document_id>/blocks/testimonials/", lent.choose, {"kind": "testimonials"}, name="testimonials"),
    path("documents/<uuid:document_id>/blocks/<slug:block>/wording/", clauses.wording, name="wording"),
    path("documents/<uuid:document_id>/blocks/<slug:block>/", editor.block, name="block"),
    path("documents/<uuid:document_id>/versions/", views.new_version, name="new_version"),
    path("documents/<uuid:document_id>/differences/", views.differences, name="differences"),
    path("p/documents/<uuid:document_id>/differences/", views.differences_for_client, name="portal_differences"),
]
