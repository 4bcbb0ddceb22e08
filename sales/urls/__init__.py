from sales.urls import clients, handoffs, pipeline, playbook, sequences, stages, today

ROOMS = (handoffs, today, pipeline, playbook, clients, stages, sequences)
urlpatterns = [pattern for room in ROOMS for pattern in room.urlpatterns]
