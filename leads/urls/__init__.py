from leads.urls import importing, mail, mergers, privacy, records, search, sources, tally

parts = (tally, records, mergers, privacy, sources, importing, mail, search)
urlpatterns = [pattern for part in parts for pattern in part.urlpatterns]
