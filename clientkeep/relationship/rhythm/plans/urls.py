from django.urls import path

from . import views

urlpatterns = [
    path("clients/<uuid:client_id>/plan/", views.plan, name="plan"),
    path("clients/<uuid:client_id>/plan/beginning/", views.from_tier, name="plan_from_tier"),
    path("plan-lines/<uuid:line_id>/", views.line, name="line"),
    path("plan-lines/<uuid:line_id>/day/", views.move, name="line_move"),
    path("plan-lines/<uuid:line_id>/skipping/", views.skip, name="line_skip"),
    path("plan-lines/<uuid:line_id>/removal/", views.remove, name="line_remove"),
    path("plan-lines/<uuid:line_id>/return/", views.put_back, name="line_return"),
]
