from reports.models.goal import Goal

__all__ = ["Goal"]
