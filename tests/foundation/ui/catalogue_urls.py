from django.urls import include, path

urlpatterns = [path("ui/", include("clientkeep.foundation.ui.urls"))]
