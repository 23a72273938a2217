"""All that gklint says of some hundred small inputs, kept in a file: a change of it is a change of
a verdict.

`inputs` makes an input of its name, `lines` puts into lines what gklint reads and finds in it,
`python -m lab.verdicts` writes the file anew and shows what changed. The names stand in
`tests/data/verdicts/inputs.txt`; most were picked by `lab.verdicts.picking`, so that the values on
both sides of the limits in the code come up.
"""
