from reports.models.annotation import Annotation
from reports.models.goal import Goal
from reports.models.likeness import Likeness

__all__ = ["Annotation", "Goal", "Likeness"]
