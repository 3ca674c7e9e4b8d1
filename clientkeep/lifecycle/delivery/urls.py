from .updates.urls import urlpatterns

app_name = "delivery"
__all__ = ["app_name", "urlpatterns"]
