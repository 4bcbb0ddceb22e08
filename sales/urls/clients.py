from django.urls import path

from sales.views import clients

urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/<int:pk>/", clients.client, name="client"),
    path("clients/<int:pk>/sales/", clients.client_sales, name="client_sales"),
    path("clients/<int:pk>/type/", clients.client_type, name="client_type"),
    path("sales/<uuid:pk>/reversal/", clients.sale_reversal, name="sale_reversal"),
    path("sales/<uuid:pk>/undoing/", clients.sale_undoing, name="sale_undoing"),
]
