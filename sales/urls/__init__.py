from sales.urls import belongings, clients, handoffs, pipeline, playbook, sequences, stages, today

ROOMS = (belongings, handoffs, today, pipeline, playbook, clients, stages, sequences)
urlpatterns = [pattern for room in ROOMS for pattern in room.urlpatterns]
