from leads.urls import importing, mail, records, sources, tally

urlpatterns = tally.urlpatterns + records.urlpatterns + sources.urlpatterns + importing.urlpatterns + mail.urlpatterns
