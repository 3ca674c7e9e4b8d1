app_name = "rhythm"
urlpatterns = []
