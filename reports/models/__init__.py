from reports.models.annotation import Annotation
from reports.models.goal import Goal
from reports.models.likeness import Likeness
from reports.models.saved import SavedReport

__all__ = ["Annotation", "Goal", "Likeness", "SavedReport"]
