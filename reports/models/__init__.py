from reports.models.annotation import Annotation
from reports.models.goal import Goal
from reports.models.letter import Letter
from reports.models.likeness import Likeness
from reports.models.saved import SavedReport

__all__ = ["Annotation", "Goal", "Letter", "Likeness", "SavedReport"]
