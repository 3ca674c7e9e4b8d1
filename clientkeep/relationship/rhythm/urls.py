from .dates.urls import urlpatterns as dates
from .handovers.urls import urlpatterns as handovers
from .plans.urls import urlpatterns as plans

app_name = "rhythm"
urlpatterns = [*plans, *dates, *handovers]
