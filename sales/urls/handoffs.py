from django.urls import path

from sales.views import handoffs, rules, waiting_hand_offs

urlpatterns = [
    path("leads/<uuid:pk>/handover/", handoffs.hand_over, name="hand_over"),
    path("handovers/<int:pk>/acceptance/", handoffs.acceptance, name="hand_off_accept"),
    path("handovers/<int:pk>/acceptance/undoing/", handoffs.acceptance_undoing, name="hand_off_accept_undoing"),
    path("handovers/<int:pk>/return/", handoffs.hand_off_return, name="hand_off_return"),
    path("handovers/<int:pk>/recipient/", waiting_hand_offs.recipient, name="hand_off_recipient"),
    path("handovers/<int:pk>/taking-back/", waiting_hand_offs.taking_back, name="hand_off_taking_back"),
    path("handovers/<int:pk>/waiting/", waiting_hand_offs.waiting_again, name="hand_off_waiting"),
    path("settings/hand-off/", rules.hand_off_rules, name="hand_off_rules"),
]
