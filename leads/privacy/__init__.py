"""What the law gives people of whom we hold data: a copy of all of it, erasure, and an end to keeping it for no reason
(EU 2016/679, articles 15, 17 and 5 (1) e).

`held` names every table that holds something about a person: the copy and the erasure both read it.
"""
