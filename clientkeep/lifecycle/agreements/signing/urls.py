from django.urls import path

from . import views
from .public import views as public
from .sealing import views as sealing
from .verifying import views as verifying

app_name = "signing"
urlpatterns = [
    path("sign/<str:secret>/", public.own, name="own"),
    path("sign/<str:secret>/file/", public.file, name="file"),
    path("sign/<str:secret>/signed/", public.sealed, name="sealed"),
    path("sign/<str:secret>/choice/", public.choose, name="choose"),
    path("sign/<str:secret>/question/", public.question, name="question"),
    path("sign/<str:secret>/consent/", public.agree, name="agree"),
    path("sign/<str:secret>/code/", public.code, name="code"),
    path("sign/<str:secret>/signature/", public.sign, name="sign"),
    path("sign/<str:secret>/refusal/", public.decline, name="decline"),
    path("documents/<uuid:document_id>/signing/", views.signing, name="signing"),
    path("documents/<uuid:document_id>/signing/end/", views.void, name="void"),
    path("documents/<uuid:document_id>/signing/own/", views.countersign, name="countersign"),
    path("p/documents/<uuid:document_id>/signing/", views.from_portal, name="from_portal"),
    path("verify/", verifying.check, name="verify"),
    path("settings/seal/", sealing.seal, name="seal"),
]
