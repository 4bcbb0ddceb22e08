from django.urls import path

from sales.views import again, clients, sales, wares

urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/again/", again.clients_again, name="clients_again"),
    path("clients/again/<uuid:pk>/undoing/", again.client_again_undoing, name="client_again_undoing"),
    path("clients/again/not-now/<int:pk>/undoing/", again.client_not_now_undoing, name="client_not_now_undoing"),
    path("clients/<int:pk>/again/", again.client_again, name="client_again"),
    path("clients/<int:pk>/not-now/", again.client_not_now, name="client_not_now"),
    path("clients/<int:pk>/", clients.client, name="client"),
    path("clients/<int:pk>/sales/", clients.client_sales, name="client_sales"),
    path("clients/<int:pk>/about/", clients.client_about, name="client_about"),
    path("sales/<uuid:pk>/reversal/", sales.sale_reversal, name="sale_reversal"),
    path("sales/<uuid:pk>/undoing/", sales.sale_undoing, name="sale_undoing"),
    path("sales/<uuid:pk>/details/", sales.sale_change, name="sale_change"),
    path("sales/<uuid:pk>/refunds/", sales.sale_refunds, name="sale_refunds"),
    path("refunds/<uuid:pk>/undoing/", sales.refund_undoing, name="refund_undoing"),
    path("settings/products/", wares.products, name="products"),
    path("settings/products/<int:pk>/", wares.product, name="product"),
    path("settings/products/<int:pk>/place/", wares.product_place, name="product_place"),
    path("settings/products/<int:pk>/retirement/", wares.product_retirement, name="product_retirement"),
    path("settings/products/<int:pk>/return/", wares.product_return, name="product_return"),
    path("settings/client-types/", wares.client_types, name="client_types"),
    path("settings/client-types/<int:pk>/", wares.client_type, name="client_type"),
    path("settings/client-types/<int:pk>/retirement/", wares.client_type_retirement, name="client_type_retirement"),
    path("settings/client-types/<int:pk>/return/", wares.client_type_return, name="client_type_return"),
    path("settings/client-types/<int:pk>/merger/", wares.client_type_merger, name="client_type_merger"),
    path("settings/thanks/", wares.thanks, name="thanks"),
]
