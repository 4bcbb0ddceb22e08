from sales.models.bulk import Bulk, BulkRow
from sales.models.digest import Digest
from sales.models.hand_off_rules import NO_PROMISE, Assignment, HandOffRules, SourceRules
from sales.models.not_now import NotNow
from sales.models.opportunity import ChangedSince, Opportunity, StageChange
from sales.models.playbook import PlaybookDraft, PlaybookRead, PlaybookVersion, Step, StepDone, StepWording
from sales.models.product import Product
from sales.models.refund import IllegalRefund, Refund, RefundDiffers
from sales.models.rule import GateClosed, Missing, StageRule
from sales.models.sale import Client, Sale, SaleDiffers, SaleReversed
from sales.models.saved import Saved
from sales.models.saved_view import SavedView
from sales.models.sequence import (
    MessageTemplate,
    NotAsSeen,
    NothingToDo,
    Sequence,
    SequenceStep,
    SequenceVersion,
    TemplateInUse,
)
from sales.models.sequence_run import Ended, SequenceDeed, SequenceRun
from sales.models.stage import LostReason, NameTaken, Stage, StageInUse

__all__ = [
    "NO_PROMISE",
    "Assignment",
    "Bulk",
    "BulkRow",
    "ChangedSince",
    "Client",
    "Digest",
    "Ended",
    "GateClosed",
    "HandOffRules",
    "IllegalRefund",
    "LostReason",
    "MessageTemplate",
    "Missing",
    "NameTaken",
    "NotAsSeen",
    "NotNow",
    "NothingToDo",
    "Opportunity",
    "PlaybookDraft",
    "PlaybookRead",
    "PlaybookVersion",
    "Product",
    "Refund",
    "RefundDiffers",
    "Sale",
    "SaleDiffers",
    "SaleReversed",
    "Saved",
    "SavedView",
    "Sequence",
    "SequenceDeed",
    "SequenceRun",
    "SequenceStep",
    "SequenceVersion",
    "SourceRules",
    "Stage",
    "StageChange",
    "StageInUse",
    "StageRule",
    "Step",
    "StepDone",
    "StepWording",
    "TemplateInUse",
]
