from sales.urls import clients, handoffs, pipeline, playbook, stages, today

urlpatterns = (
    handoffs.urlpatterns + today.urlpatterns + pipeline.urlpatterns + playbook.urlpatterns + clients.urlpatterns + stages.urlpatterns
)
