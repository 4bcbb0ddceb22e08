from leads.urls import importing, mail, mergers, records, search, sources, tally

urlpatterns = tally.urlpatterns + records.urlpatterns + mergers.urlpatterns + sources.urlpatterns
urlpatterns += importing.urlpatterns + mail.urlpatterns + search.urlpatterns
