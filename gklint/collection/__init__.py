"""What a rule across reports gets: the reports of a run, whose they are, how years follow.

`reports` has the Collection and its members, `roster` the bodies there are, `steps` each report
beside those that it continues; `sums` and `prose` compare numbers and words.
"""
