from django.urls import path

from sales.views import message_templates, sequence_runs, sequences

urlpatterns = [
    path("settings/sequences/", sequences.sequences, name="sequences"),
    path("settings/sequences/proposals/", sequences.proposals, name="sequence_proposals"),
    path("settings/sequences/<int:pk>/", sequences.sequence, name="sequence"),
    path("settings/sequences/<int:pk>/steps/", sequences.steps, name="sequence_steps"),
    path("settings/sequences/<int:pk>/approval/", sequences.approval, name="sequence_approval"),
    path("settings/sequences/<int:pk>/off/", sequences.off, name="sequence_off"),
    path("settings/sequences/<int:pk>/retirement/", sequences.retirement, name="sequence_retirement"),
    path("settings/sequences/<int:pk>/return/", sequences.returning, name="sequence_return"),
    path("settings/sequences/steps/<int:pk>/", sequences.step, name="sequence_step"),
    path("settings/sequences/steps/<int:pk>/place/", sequences.step_place, name="sequence_step_place"),
    path("settings/sequences/steps/<int:pk>/removal/", sequences.step_removal, name="sequence_step_removal"),
    path("settings/sequences/steps/<int:pk>/return/", sequences.step_return, name="sequence_step_return"),
    path("settings/messages/", message_templates.message_templates, name="message_templates"),
    path("settings/messages/<int:pk>/", message_templates.message_template, name="message_template"),
    path("settings/messages/<int:pk>/retirement/", message_templates.retirement, name="message_template_retirement"),
    path("settings/messages/<int:pk>/return/", message_templates.returning, name="message_template_return"),
    path("leads/<uuid:pk>/sequences/", sequence_runs.lead_runs, name="lead_sequences"),
    path("leads/<uuid:pk>/sequences/<int:sequence>/", sequence_runs.start_with_lead, name="lead_sequence"),
    path("opportunities/<uuid:pk>/sequences/<int:sequence>/", sequence_runs.start, name="opportunity_sequence"),
    path("sequences/<uuid:pk>/pause/", sequence_runs.pause, name="run_pause"),
    path("sequences/<uuid:pk>/going-on/", sequence_runs.going_on, name="run_going_on"),
    path("sequences/<uuid:pk>/takeover/", sequence_runs.takeover, name="run_takeover"),
    path("sequences/<uuid:pk>/return/", sequence_runs.returning, name="run_return"),
    path("sequences/<uuid:pk>/skips/<int:number>/", sequence_runs.skip, name="run_skip"),
    path("sequences/<uuid:pk>/skips/<int:number>/undoing/", sequence_runs.unskip, name="run_unskip"),
]
