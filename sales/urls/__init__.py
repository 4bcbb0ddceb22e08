from sales.urls import clients, handoffs, pipeline, stages, today

urlpatterns = handoffs.urlpatterns + today.urlpatterns + pipeline.urlpatterns + clients.urlpatterns + stages.urlpatterns
