from leads.management.commands import import_leads
from sales.imports.sales_file.kind import SALES


class Command(import_leads.Command):
    kind = SALES
    command = "import_sales"
    help = """Import sales from a CSV file or a spreadsheet.

  import_sales sales.csv --map Date=sold_at Total=amount Invoice=invoice Customer=name E-mail=email

A known sale (by its line, else by its invoice) is brought up to date; empty cells change nothing; the same file again
doubles nothing. Good rows go in; bad ones are written to FILE.bad.csv with the reason of each. Without --map the columns
are recognised, and what was recognised is shown.
Exit status: 0 when rows went in (or there were none), 1 when every row failed or the options do not fit the file."""
