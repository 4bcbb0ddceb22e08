from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Hashes the names of JavaScript modules inside each other's imports too, so that all of them are cached for good."""

    support_js_module_import_aggregation = True
