from django.urls import path

from sales.views import clients, contact, products, repeat_sales, sales

urlpatterns = [
    path("people/", contact.contacts, name="contacts"),
    path("people/<int:pk>/", contact.contact, name="contact"),
    path("clients/", clients.clients, name="clients"),
    path("clients/again/", repeat_sales.clients_again, name="clients_again"),
    path("clients/again/<uuid:pk>/undoing/", repeat_sales.client_again_undoing, name="client_again_undoing"),
    path("clients/again/not-now/<int:pk>/undoing/", repeat_sales.client_not_now_undoing, name="client_not_now_undoing"),
    path("clients/<int:pk>/again/", repeat_sales.client_again, name="client_again"),
    path("clients/<int:pk>/not-now/", repeat_sales.client_not_now, name="client_not_now"),
    path("clients/<int:pk>/", clients.client, name="client"),
    path("clients/<int:pk>/sales/", clients.client_sales, name="client_sales"),
    path("clients/<int:pk>/about/", clients.client_about, name="client_about"),
    path("sales/<uuid:pk>/reversal/", sales.sale_reversal, name="sale_reversal"),
    path("sales/<uuid:pk>/undoing/", sales.sale_undoing, name="sale_undoing"),
    path("sales/<uuid:pk>/details/", sales.sale_change, name="sale_change"),
    path("sales/<uuid:pk>/refunds/", sales.sale_refunds, name="sale_refunds"),
    path("refunds/<uuid:pk>/undoing/", sales.refund_undoing, name="refund_undoing"),
    path("settings/products/", products.products, name="products"),
    path("settings/products/<int:pk>/", products.product, name="product"),
    path("settings/products/<int:pk>/place/", products.product_place, name="product_place"),
    path("settings/products/<int:pk>/retirement/", products.product_retirement, name="product_retirement"),
    path("settings/products/<int:pk>/return/", products.product_return, name="product_return"),
    path("settings/client-types/", products.client_types, name="client_types"),
    path("settings/client-types/<int:pk>/", products.client_type, name="client_type"),
    path("settings/client-types/<int:pk>/retirement/", products.client_type_retirement, name="client_type_retirement"),
    path("settings/client-types/<int:pk>/return/", products.client_type_return, name="client_type_return"),
    path("settings/client-types/<int:pk>/merger/", products.client_type_merger, name="client_type_merger"),
    path("settings/thanks/", products.thanks, name="thanks"),
]
