"""The language server: findings, explanations and fixes in the editor, while a report is written.

Everything but `server` and what it registers works on plain values: a `Document`, what came of
checking it (`checking.Checked`), and the types of the protocol. The server writes into no file:
what is to change it asks the editor to change.
"""
