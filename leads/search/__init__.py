"""Anybody found at once: by half a name, any spelling of a number, what they wanted, or a letter wrong.

`names`, `ways` and `texts` say what of a table somebody looks for, as conditions that an index answers; `Contact.objects` and
`Lead.objects` put them together for the lists, `people` for the palette, best first.
"""
