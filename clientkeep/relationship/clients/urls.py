from django.urls import path

from .views import cadence, fields, files, listing, page, people, record, stakeholders, team

app_name = "clients"
urlpatterns = [
    path("clients/", listing.clients, name="list"),
    path("clients/new/", listing.add, name="add"),
    path("clients/chosen/", listing.act_on_chosen, name="chosen"),
    path("clients/chosen/undo/<str:token>/", listing.undo, name="undo"),
    path("clients/download/", listing.download, name="download"),
    path("clients/<uuid:client_id>/", page.detail, name="detail"),
    path("clients/<uuid:client_id>/archive/", page.archive, name="archive"),
    path("clients/<uuid:client_id>/return/", page.restore, name="restore"),
    path("clients/<uuid:client_id>/edit/", record.edit, name="edit"),
    path("clients/<uuid:client_id>/edit/<slug:slug>/", record.part, name="part"),
    path("clients/<uuid:client_id>/people/new/", people.add, name="person_add"),
    path("clients/<uuid:client_id>/people/<uuid:person_id>/", people.change, name="person"),
    path("clients/<uuid:client_id>/people/<uuid:person_id>/removal/", people.remove, name="person_remove"),
    path("clients/<uuid:client_id>/people/<uuid:person_id>/return/", people.restore, name="person_restore"),
    path("clients/<uuid:client_id>/stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("clients/<uuid:client_id>/files/", files.files, name="files"),
    path("clients/<uuid:client_id>/files/new/", files.upload, name="file_add"),
    path("clients/<uuid:client_id>/team/", team.team, name="team"),
    path("settings/cadence/", cadence.cadence, name="cadence"),
    path("settings/client-fields/", fields.fields, name="custom_fields"),
    path("settings/client-fields/<uuid:field_id>/", fields.rename, name="custom_field"),
    path("settings/client-fields/<uuid:field_id>/removal/", fields.remove, name="custom_field_remove"),
]
