from django.urls import path

from sales.views import follow_up, today

urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/digest/", today.digest, name="digest"),
    path("today/count/", today.today_count, name="today_count"),
    path("follow-ups/<int:pk>/", follow_up.follow_up, name="follow_up"),
    path("follow-ups/<int:pk>/former/<str:was>/", follow_up.former, name="follow_up_former"),
]
