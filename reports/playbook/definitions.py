"""What the figures beside the playbook mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "stage_entered": Definition(
        _("Entered a stage"),
        _(
            "Opportunities that came to the stage for the first time in the period, wherever they stand now. What came and "
            "went in the same moment, such as a repeat sale entered when it was made, walked through no stage and is counted "
            "only where it stands: at “Won”. What came to “Won” or “Lost” in the period counts there, however old it was."
        ),
    ),
    "stage_days": Definition(
        _("Median days in a stage"),
        _(
            "Half of the stays that ended took fewer calendar days from coming to leaving, half more. Stays whose beginning "
            "or end nobody knows are left out."
        ),
    ),
    "stage_win_rate": Definition(
        _("Won of those decided"),
        _(
            "Of the opportunities that entered the stage in the period and are won or lost by now, the share won, with its "
            "likely range (Wilson, 95 %%)."
        ),
    ),
    "steps_done": Definition(
        _("Steps done"),
        _(
            "Of the steps that opportunities which went on from the stage could have had ticked there, the share that was. "
            "A step counts for those that stood in the stage while the playbook named it."
        ),
    ),
    "step_difference": Definition(
        _("With and without a step"),
        _(
            "Goes together, not proof. Among the won and lost that stood in the stage while the playbook named the step: "
            "the share won with the step done and the share won without. “More” or “less often won” is said only where the "
            "likely range of the difference leaves out zero (Newcombe, 95 %%)."
        ),
    ),
}
