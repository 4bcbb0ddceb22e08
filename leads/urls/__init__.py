from leads.urls import importing, mail, mergers, records, sources, tally

urlpatterns = tally.urlpatterns + records.urlpatterns + mergers.urlpatterns + sources.urlpatterns + importing.urlpatterns + mail.urlpatterns
