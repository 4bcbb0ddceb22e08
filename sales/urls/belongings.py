from django.urls import path

from sales.views import belongings

urlpatterns = [
    path("settings/people/<int:pk>/belongings/", belongings.giving, name="belongings"),
    path("settings/people/<int:pk>/belongings/return/", belongings.returning, name="belongings_return"),
]
