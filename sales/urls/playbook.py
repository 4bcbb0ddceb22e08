from django.urls import path

from sales.views import playbook
from sales.views import playbook_writing as writing

urlpatterns = [
    path("playbook/", playbook.playbook, name="playbook"),
    path("playbook/print/", playbook.manual, name="playbook_print"),
    path("playbook/readers/", writing.readers, name="playbook_readers"),
    path("playbook/<int:pk>/", playbook.chapter, name="playbook_stage"),
    path("playbook/<int:pk>/reading/", playbook.reading, name="playbook_reading"),
    path("playbook/<int:pk>/versions/", playbook.versions, name="playbook_versions"),
    path("playbook/<int:pk>/versions/<int:number>/", playbook.version, name="playbook_version"),
    path("playbook/<int:pk>/versions/<int:number>/draft/", writing.version_draft, name="playbook_version_draft"),
    path("playbook/<int:pk>/draft/", writing.draft, name="playbook_draft"),
    path("playbook/<int:pk>/draft/preview/", writing.preview, name="playbook_preview"),
    path("playbook/<int:pk>/draft/removal/", writing.draft_removal, name="playbook_draft_removal"),
    path("playbook/<int:pk>/draft/return/", writing.draft_return, name="playbook_draft_return"),
    path("playbook/<int:pk>/publication/", writing.publication, name="playbook_publication"),
    path("playbook/<int:pk>/differences/", playbook.differences, name="playbook_differences"),
]
