from django.urls import path

from sales.views import opportunity, pipeline, steps

urlpatterns = [
    path("pipeline/", pipeline.board, name="board"),
    path("pipeline/stages/<int:pk>/", pipeline.lane, name="lane"),
    path("opportunities/", pipeline.opportunities, name="opportunities"),
    path("opportunities/<uuid:pk>/", opportunity.opportunity, name="opportunity"),
    path("opportunities/<uuid:pk>/stage/", opportunity.stage, name="opportunity_stage"),
    path("opportunities/<uuid:pk>/stage/<int:now>/<int:former>/", opportunity.former_stage, name="opportunity_former_stage"),
    path("opportunities/<uuid:pk>/win/", opportunity.win, name="opportunity_win"),
    path("opportunities/<uuid:pk>/loss/", opportunity.loss, name="opportunity_loss"),
    path("opportunities/<uuid:pk>/reopening/", opportunity.reopening, name="opportunity_reopening"),
    path("opportunities/<uuid:pk>/details/", opportunity.details, name="opportunity_details"),
    path("opportunities/<uuid:pk>/steps/<int:step>/", steps.step_done, name="opportunity_step"),
    path("opportunities/<uuid:pk>/steps/<int:step>/removal/", steps.step_taken_back, name="opportunity_step_taken_back"),
]
