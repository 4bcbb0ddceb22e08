from django.urls import path

from leads.views import campaigns, sources, spend

urlpatterns = [
    path("settings/sources/", sources.sources, name="sources_settings"),
    path("settings/sources/<int:pk>/", sources.source, name="source"),
    path("settings/sources/<int:pk>/place/", sources.place, name="source_place"),
    path("settings/sources/<int:pk>/retirement/", sources.retirement, name="source_retirement"),
    path("settings/sources/<int:pk>/return/", sources.bringing_back, name="source_return"),
    path("settings/sources/<int:pk>/merger/", sources.merger, name="source_merger"),
    path("settings/sources/<int:pk>/separation/", sources.separation, name="source_separation"),
    path("settings/campaigns/", campaigns.campaigns, name="campaigns"),
    path("settings/campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("settings/campaigns/<int:pk>/retirement/", campaigns.retirement, name="campaign_retirement"),
    path("settings/campaigns/<int:pk>/return/", campaigns.bringing_back, name="campaign_return"),
    path("settings/spend/", spend.spend, name="spend"),
    path("settings/spend/spend.xlsx", spend.spend_xlsx, name="spend_xlsx"),
    path("settings/spend/spend.csv", spend.spend_csv, name="spend_csv"),
]
