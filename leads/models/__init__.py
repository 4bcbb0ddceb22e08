from leads.models.activity import Activity, Touch
from leads.models.client_type import ClientType, TypeExists, TypeMerged
from leads.models.contact import Contact, ContactEmail, ContactPhone
from leads.models.duplicate_pair import DuplicatePair
from leads.models.erased_key import ErasedKey
from leads.models.erasure import Erasure
from leads.models.handoff import HandOff
from leads.models.import_chunk import ImportChunk
from leads.models.importing import IllegalImport, Import, ImportedLead
from leads.models.lead import Lead
from leads.models.lead_change import LeadChange
from leads.models.lead_states import JUNK, OPEN_STATES, Disqualified, IllegalMove, State
from leads.models.mail_address import MailAddress
from leads.models.mail_file import FileContent, MailFile
from leads.models.mail_settings import MailSettings
from leads.models.mailbox import IncomingMail, Mailbox, PassedMail
from leads.models.merger import Merger
from leads.models.message import Message
from leads.models.paper_sheet import PaperSheet
from leads.models.retention_rule import RetentionRule
from leads.models.source import Campaign, Channel, HowKnown, IllegalMerge, Source, SourceExists, SourceFixed
from leads.models.spend import Spend

__all__ = [
    "JUNK",
    "OPEN_STATES",
    "Activity",
    "Campaign",
    "Channel",
    "ClientType",
    "Contact",
    "ContactEmail",
    "ContactPhone",
    "Disqualified",
    "DuplicatePair",
    "ErasedKey",
    "Erasure",
    "FileContent",
    "HandOff",
    "HowKnown",
    "IllegalImport",
    "IllegalMerge",
    "IllegalMove",
    "Import",
    "ImportChunk",
    "ImportedLead",
    "IncomingMail",
    "Lead",
    "LeadChange",
    "MailAddress",
    "MailFile",
    "MailSettings",
    "Mailbox",
    "Merger",
    "Message",
    "PaperSheet",
    "PassedMail",
    "RetentionRule",
    "Source",
    "SourceExists",
    "SourceFixed",
    "Spend",
    "State",
    "Touch",
    "TypeExists",
    "TypeMerged",
]
