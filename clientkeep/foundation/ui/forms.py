"""Django forms in our look: `{{ form }}` and `{{ form.name.as_field_group }}` render our field component."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Set as FORM_RENDERER = "clientkeep.foundation.ui.forms.Renderer"."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
