from django.urls import path

from sales.views import stages

urlpatterns = [
    path("settings/stages/", stages.stages, name="stages"),
    path("settings/stages/<int:pk>/", stages.stage, name="stage"),
    path("settings/stages/<int:pk>/rules/", stages.stage_rules, name="stage_rules"),
    path("settings/stages/<int:pk>/place/", stages.stage_place, name="stage_place"),
    path("settings/stages/<int:pk>/retirement/", stages.stage_retirement, name="stage_retirement"),
    path("settings/stages/<int:pk>/return/", stages.stage_return, name="stage_return"),
    path("settings/lost-reasons/", stages.lost_reasons, name="lost_reasons"),
    path("settings/lost-reasons/<int:pk>/", stages.lost_reason, name="lost_reason"),
    path("settings/lost-reasons/<int:pk>/place/", stages.lost_reason_place, name="lost_reason_place"),
    path("settings/lost-reasons/<int:pk>/retirement/", stages.lost_reason_retirement, name="lost_reason_retirement"),
    path("settings/lost-reasons/<int:pk>/return/", stages.lost_reason_return, name="lost_reason_return"),
]
