from sales.models.opportunity import ChangedSince, Opportunity, StageChange
from sales.models.sale import Client, Sale
from sales.models.stage import LostReason, NameTaken, Stage, StageInUse

__all__ = ["ChangedSince", "Client", "LostReason", "NameTaken", "Opportunity", "Sale", "Stage", "StageChange", "StageInUse"]
