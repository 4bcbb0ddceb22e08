from leads.urls import importing, records, sources, tally

urlpatterns = tally.urlpatterns + records.urlpatterns + sources.urlpatterns + importing.urlpatterns
