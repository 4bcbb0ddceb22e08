from django.urls import path

from sales.views import today

urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/count/", today.today_count, name="today_count"),
]
