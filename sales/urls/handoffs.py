from django.urls import path

from sales.views import handoffs

urlpatterns = [
    path("leads/<uuid:pk>/handover/", handoffs.hand_over, name="hand_over"),
    path("handovers/<int:pk>/acceptance/", handoffs.acceptance, name="hand_off_accept"),
    path("handovers/<int:pk>/return/", handoffs.hand_off_return, name="hand_off_return"),
]
