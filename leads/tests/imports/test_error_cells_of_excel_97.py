"""Error cells of an .xls, which the reader of spreadsheets gives as empty ones, are found in its records."""

import base64
import zlib

from leads.imports.files.workbook97 import errors_of
from leads.imports.reading import read

WORKBOOK = """
eNrtWEtonFUUPvefR/5J0uRP2miatnGsNu+UloJGtObVagvViI0PNGAm6aSNncyEJMVmYZ1as5EWlC4sWCiFLAShVQRdKJjsulB004UvSIsLpS6mokjB5Pc7595J/o4TmJkEUZsz
nHvvf+77vO98/VXF3MUPa65RBjxMPlpwQxT00BQwlP5wiCxDW3BdN0121+A/BfOmZhn6Ib8AkGVeBLSNbItNvQb/P3iaEvhNUJj2Uhz1GE1SPnAXNMa7Xi5zFnIclyus7V/4/uy/
2Y/7gNnsn/09238JsBS4DlgGLNchgCqAlcD1wA3AKtEJoruB1cCNwBrgJuBm4BZgLfAeYBh4L3Ar8D5zrm2mZmxAuxHYZGgtqFvXfNGqQsiGFIMB+nTdFyxykf01aMQH/lnRi+vA
Phpl3eiOxAbD/xR0yRkiis8wAyXdrfzQVYvOA8vostA/k3K36B+gg8JtRqeftzrk9Gek3CplGUpFn8icb4WyE5r4vej5W2IGiopUN0UoRsM0AE84jBE1dIUt7DUZwfahOqWHR62k
t9ZfStNsZY9H49GxSGxOrGeafnfDHkudCTOdpwv9t9zoVp50uuPo0+BdNj436/GpTHrjMvSWZehNy9BDf6OftWBZSXK5dpI+qSuSQakrk36p1yeLpN6QDLj9or9T8MXT7K5hlwd+
PDQ+Bf9cLfbro95XEqeJjUXRrLKBRL1nFN2ASsNpp16QjYMpub6tHb9FS8m88rR3UUmKjetzDLTppEIwsGdUB8oOqr3p6HBgIyzYcPf2H4gIf1KdhJCADidPRkai2ODgsRGUnfE4
yq7EAJbvnnQRVmx60a/DyqBdBVwSSJWpLY492kc5t/moUhzyEC7ENl0hB3awXGv35hvXH6hpf0noSVpacRvzmVrUSfTM+ptkRrOUr8vYdOw6JbQ3pKxbnP9Te72n3bDYTrU3etoX
4WlCOBUJ8y3s1qKqS4OnZvvn2tO1omfQY9Orcm1Sb9rl5qZlwvKAzGah2JYj6/iwjnZr5UKzstB8WWj+DNo8GM7r6f30l4UvZb4s6bOEvxtRW/LVJPmFPqKPOotlqE+G+mToFtR6
aJFnaBHVKo7zQR7ul+HM/xMWf/FwzhF+oad4Ymqfll7KNmrHQ7F8aofkGf5Ug9BDKSdLLmNRsczjOcy7R61K+jiowwHRIyINzjr0cdMbAA5DZw/b3oVUOn+6k3RuiSXK6JxuL+lN
UHI4yq4NXhGGvSK0CxCh7REhrVyEOYFCNukr1jm0Y1vaK+uuxzhnfWJ4cCwxnhiaCO89PhiNhR96sLU3MhCNxaKiEl3DQ0NtK8ndlfa2BcOCSyL3LOvS3NSFX2/1HHHef9um5vqP
vmFhnDO5vTLsZQ3dZ/L8PsO4IybfnzA5f9Lk/adNaPh5XufwPCcxGo2PTh6PkcnruX+HWTsNme3kuf53b574QXnbq31/CWlXv7x6fvsm5+w7uH/LrUt72L9m0PrMOyUd+hzPHQ+Y
dxGZtwr3t5n+Dk+oZF51jo4+Gx0bH07Eb+cR83fX9p30b4XVfP8L/zJsKNsc5mmyRLefw+5jdBTJCZ/jaN7nr5RIpfns5vGu/s5O20k39h3BC6cHZ3i5oP19njd4LnPuB+5ftNMe
vAaiBcuP43a+7/8681aXNwkdpGO4/wheJSz7/dCCIZEJUybwWkmAsjw0mP0DefC/Hnhlcf892GFQzhAVDczvPG0F3L8Z+N7a/z8CfwGLTyIu
"""
"""Written by LibreOffice: below an empty row and beside an empty column Name and Sum, Ann and =NA(), Bob and =1/0, Cy and 5; on a second
sheet =NA().
"""


def workbook() -> bytes:
    return zlib.decompress(base64.b64decode(WORKBOOK))


def test_error_cells_of_an_old_workbook_are_read():
    table = read(workbook())
    assert table.headers[1:] == ("Name", "Sum")
    assert [row.cells[1:] for row in table.rows] == [("Ann", "#N/A"), ("Bob", "#DIV/0!"), ("Cy", "5")]


def test_errors_are_found_sheet_by_sheet(tmp_path):
    (tmp_path / "old.xls").write_bytes(workbook())
    assert errors_of(str(tmp_path / "old.xls")) == {"Läds": {(2, 2): "#N/A", (3, 2): "#DIV/0!"}, "Two": {(0, 0): "#N/A"}}


def test_damaged_workbook_has_no_errors(tmp_path):
    for length in (0, 511, 600, 3000):
        (tmp_path / "cut.xls").write_bytes(workbook()[:length])
        assert errors_of(str(tmp_path / "cut.xls")) == {}
