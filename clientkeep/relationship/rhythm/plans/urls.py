from django.urls import path

from . import suggestion_views, views

urlpatterns = [
    path("clients/<uuid:client_id>/plan/", views.plan, name="plan"),
    path("clients/<uuid:client_id>/plan/beginning/", views.from_tier, name="plan_from_tier"),
    path("clients/<uuid:client_id>/plan/suggestions/<uuid:contact_id>/taking/", suggestion_views.take, name="suggestion_take"),
    path("clients/<uuid:client_id>/plan/suggestions/<uuid:contact_id>/dismissal/", suggestion_views.dismiss, name="suggestion_dismiss"),
    path("clients/<uuid:client_id>/plan/suggestions/<uuid:contact_id>/return/", suggestion_views.bring_back, name="suggestion_return"),
    path("plan-lines/<uuid:line_id>/", views.line, name="line"),
    path("plan-lines/<uuid:line_id>/day/", views.move, name="line_move"),
    path("plan-lines/<uuid:line_id>/skipping/", views.skip, name="line_skip"),
    path("plan-lines/<uuid:line_id>/removal/", views.remove, name="line_remove"),
    path("plan-lines/<uuid:line_id>/return/", views.put_back, name="line_return"),
]
