from django.urls import path

from sales.views import playbook

urlpatterns = [
    path("playbook/", playbook.playbook, name="playbook"),
    path("playbook/print/", playbook.manual, name="playbook_print"),
    path("playbook/<int:pk>/", playbook.chapter, name="playbook_stage"),
    path("playbook/<int:pk>/reading/", playbook.reading, name="playbook_reading"),
    path("playbook/<int:pk>/versions/", playbook.versions, name="playbook_versions"),
    path("playbook/<int:pk>/versions/<int:number>/", playbook.version, name="playbook_version"),
    path("playbook/<int:pk>/differences/", playbook.differences, name="playbook_differences"),
]
