from django.urls import path

from leads.views import search

urlpatterns = [path("search/", search.search, name="search")]
