"""How static files are kept for serving."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed, named by their content, and so are the modules that scripts import."""

    support_js_module_import_aggregation = True
