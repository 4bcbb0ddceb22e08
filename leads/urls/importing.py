from django.urls import path

from leads.views import bad_rows, imports

urlpatterns = [
    path("settings/imports/", imports.imports, name="imports"),
    path("settings/imports/<uuid:pk>/", imports.one, name="import"),
    path("settings/imports/<uuid:pk>/layout/", imports.layout, name="import_layout"),
    path("settings/imports/<uuid:pk>/values/", imports.values, name="import_values"),
    path("settings/imports/<uuid:pk>/preview/", imports.preview, name="import_preview"),
    path("settings/imports/<uuid:pk>/names/", imports.names, name="import_names"),
    path("settings/imports/<uuid:pk>/start/", imports.start, name="import_start"),
    path("settings/imports/<uuid:pk>/bad-rows.xlsx", bad_rows.xlsx_file, name="import_bad_rows_xlsx"),
    path("settings/imports/<uuid:pk>/bad-rows.csv", bad_rows.csv_file, name="import_bad_rows"),
    path("settings/imports/<uuid:pk>/taking-back/", imports.taking_back, name="import_taking_back"),
    path("settings/imports/<uuid:pk>/bringing-back/", imports.bringing_back, name="import_bringing_back"),
    path("settings/imports/<uuid:pk>/removal/", imports.removal, name="import_removal"),
]
