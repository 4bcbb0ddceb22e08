from reports.models.goal import Goal
from reports.models.likeness import Likeness

__all__ = ["Goal", "Likeness"]
