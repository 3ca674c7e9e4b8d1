from .dates.urls import urlpatterns as dates
from .plans.urls import urlpatterns as plans

app_name = "rhythm"
urlpatterns = [*plans, *dates]
