from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "clientkeep.workspace.files"
    label = "files"
