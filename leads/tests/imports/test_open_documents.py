"""OpenDocument sheets as other writers than LibreOffice write them."""

import io
import zipfile
from decimal import Decimal

from leads.imports.reading import read

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body>
  <office:spreadsheet>
   <table:table table:name="S">
    <table:table-row>
     <table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
     <table:table-cell office:value-type="string">
      <text:p>Sum</text:p>
     </table:table-cell>
    </table:table-row>
    <table:table-row>
     <table:table-cell office:value-type="string"><text:p>Ann<text:line-break/>Miller<text:tab/>Ltd</text:p></table:table-cell>
     <table:table-cell office:value-type="float" office:value="12.495"><text:p>12.50</text:p></table:table-cell>
    </table:table-row>
   </table:table>
  </office:spreadsheet>
 </office:body>
</office:document-content>"""
KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>"""


def ods(content: str = CONTENT) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in (("mimetype", KIND), ("META-INF/manifest.xml", MANIFEST), ("content.xml", content)):
            file.writestr(name, text)
    return held.getvalue()


def test_white_space_between_cells_is_no_damage():
    table = read(ods())
    assert (table.headers, table.rows[0].cells[1], table.rows[0].cells[1].number) == (("Name", "Sum"), "12.495", Decimal("12.495"))


def test_line_breaks_and_tabs_keep_words_apart():
    assert read(ods()).rows[0].cells[0] == "Ann\nMiller Ltd"


def test_spaces_of_a_large_sheet_are_cut_nowhere():
    row = CONTENT[CONTENT.rindex("    <table:table-row>") : CONTENT.rindex("   </table:table>")]
    table = read(ods(CONTENT.replace(row, row * 8000)))
    assert {row.cells[0] for row in table.rows} == {"Ann\nMiller Ltd"}
    assert len(table.rows) == 8000
