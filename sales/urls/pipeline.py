from django.urls import path

from sales.views import adding, bulk, opportunity, pipeline, saved_views, steps

urlpatterns = [
    path("pipeline/", pipeline.board, name="board"),
    path("pipeline/stages/<int:pk>/", pipeline.lane, name="lane"),
    path("pipeline/stages/<int:pk>/opportunities/", adding.lane_opportunities, name="lane_opportunities"),
    path("pipeline/views/", saved_views.saved_views, name="saved_views"),
    path("pipeline/views/<int:pk>/", saved_views.saved_view, name="saved_view"),
    path("pipeline/views/<int:pk>/removal/", saved_views.saved_view_removal, name="saved_view_removal"),
    path("pipeline/views/<int:pk>/return/", saved_views.saved_view_return, name="saved_view_return"),
    path("pipeline/moves/", bulk.moves, name="bulk_moves"),
    path("pipeline/assignments/", bulk.assignments, name="bulk_assignments"),
    path("pipeline/losses/", bulk.losses, name="bulk_losses"),
    path("pipeline/bulks/<int:pk>/undoing/", bulk.undoing, name="bulk_undoing"),
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
