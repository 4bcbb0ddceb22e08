from django import forms
from django.utils.translation import gettext_lazy as _

from leads.forms.text import DateField, TextField
from leads.models import Campaign, Source
from leads.models.source import tidy_name


class SourceForm(forms.Form):
    """A name for a new source (`source` None) or another one for an old one."""

    name = TextField(label=_("Name"), max_length=80, strip=True, help_text=_("As people say it: “Saw our van”, “Google search”."))

    def __init__(self, data=None, *, source: Source | None = None):
        self.source = source
        super().__init__(data, initial={"name": source.name if source else ""})

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        taken = Source.objects.named(name).exclude(pk=self.source and self.source.pk).select_related("merged_into").first()
        if taken and taken.merged_into:
            told = {"name": taken.name, "other": taken.survivor}
            raise forms.ValidationError(_("“%(name)s” was merged into “%(other)s”, and still means that. Choose another name.") % told)
        if taken and taken.retired_at:
            raise forms.ValidationError(_("There is a retired source called that. Bring it back from the list below."))
        if taken:
            raise forms.ValidationError(_("There is a source called that already."))
        return name


class MergerForm(forms.Form):
    into = forms.ModelChoiceField(label=_("Into"), queryset=Source.objects.none(), empty_label=_("Choose a source"))

    def __init__(self, data=None, *, source: Source, initial=None):
        super().__init__(data, initial=initial)
        self.fields["into"].queryset = Source.objects.listed().exclude(pk=source.pk)


class CampaignForm(forms.Form):
    name = TextField(label=_("Name"), max_length=80, strip=True)
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none(), empty_label=_("Choose a source"))
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("To"), required=False)

    def __init__(self, data=None, *, campaign: Campaign | None = None):
        self.campaign = campaign
        names = ("name", "source", "starts_on", "ends_on")
        super().__init__(data, initial={name: getattr(campaign, name) for name in names} if campaign else None)
        present = Source.objects.in_use()
        self.fields["source"].queryset = present | Source.objects.filter(pk=campaign.source_id) if campaign else present

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if Campaign.objects.named(name).exclude(pk=self.campaign and self.campaign.pk).exists():
            raise forms.ValidationError(_("There is a campaign called that already."))
        return name

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["starts_on"] > data["ends_on"]:
            self.add_error("ends_on", _("It ends before it begins. Swap the days or change one."))
        return data
