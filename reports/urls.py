from django.urls import path

from reports.annotations import views as annotations
from reports.core.catalogue import PAGES
from reports.data_health import views as data_health
from reports.glossary import views as glossary
from reports.goals import views as goals
from reports.letter import views as letter
from reports.playbook import views as playbook
from reports.saved import views as saved

urlpatterns = [
    *(path(f"reports/{page.slug}/", page.view, name=url_name) for url_name, page in PAGES.items()),
    path("words/", glossary.glossary, name="glossary"),
    path("reports/dates/", annotations.annotations, name="annotations"),
    path("reports/dates/<int:pk>/", annotations.annotation, name="annotation"),
    path("reports/dates/<int:pk>/removal/", annotations.annotation_removal, name="annotation_removal"),
    path("reports/dates/<int:pk>/return/", annotations.annotation_return, name="annotation_return"),
    path("reports/data-health/<slug:key>/", data_health.report_health_list, name="report_health_list"),
    path("reports/data-health/doubles/<int:earlier>/<int:later>/two/", data_health.two_people, name="two_people"),
    path("reports/data-health/doubles/<int:pk>/undoing/", data_health.likeness_undoing, name="likeness_undoing"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/playbook/<int:pk>/", playbook.playbook_figures, name="playbook_figures"),
    path("reports/letter/", letter.letter, name="letter"),
    path("reports/letter/off/<str:token>/", letter.letter_off, name="letter_off"),
    path("reports/saved/", saved.saved_reports, name="saved_reports"),
    path("reports/saved/new/", saved.saved_report_new, name="saved_report_new"),
    path("reports/saved/<int:pk>/", saved.saved_report, name="saved_report"),
    path("reports/saved/<int:pk>/removal/", saved.saved_report_removal, name="saved_report_removal"),
    path("reports/saved/<int:pk>/return/", saved.saved_report_return, name="saved_report_return"),
]
