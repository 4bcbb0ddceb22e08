"""The layouts of other programs that are known. Column names are facts of those programs; each table says where they were read.

Apple's address book is not among them: it exports vCards only. Asterisk's queue_log and Master.csv have no line of headers.
"""

from leads.imports.columns.systems.ads import ADS
from leads.imports.columns.systems.books import BOOKS
from leads.imports.columns.systems.calls import CALLS
from leads.imports.columns.systems.crm import CRMS
from leads.imports.columns.systems.forms import FORMS

LAYOUTS = (*BOOKS, *CALLS, *CRMS, *ADS, *FORMS)
