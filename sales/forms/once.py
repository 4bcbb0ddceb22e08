import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class OnceForm(forms.Form):
    """A form drawn with a key, so that sending it twice (pressed twice, or the browser's Back) is one deed.

    Whoever writes the form by themselves may leave the key out, and nobody looks out for them.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": _("Nothing was recorded. Open this form again.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def as_another(self):
        """The same answers with a key of their own, for whoever means it once more."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())
        return self
