"""The rules across reports asked of a whole archive: the facts come from its shards, and what comes
of it is one more shard, without reports of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gklint.across.checking import CollectionRules, check_collection
from gklint.archive import manifests
from gklint.archive.archives import Archive
from gklint.archive.columns import rows_across
from gklint.archive.manifests import ACROSS, Shard, is_across
from gklint.archive.shards import MANIFEST, STAGED
from gklint.archive.tables import Gathered, file_name, read_table, year_in
from gklint.collection.reports import Collection
from gklint.collection.roster import Roster
from gklint.forms.loading import load_forms
from gklint.model.facts import Facts, from_json, sharing

#: What comparing adds to: it gives no reports and no cells.
_DATA_SETS = ("outcomes", "findings")


def compare(
    archive: Archive, roster: Roster | None, rules_for: Callable[[list[str]], CollectionRules]
) -> bool:
    """Ask the rules of all reports of an archive and put into place what comes of it, in place of
    what came of it before; say whether they had to be asked.

    `rules_for` gives the rules and settings for the reports at these paths. All facts are held at
    once.
    """
    reports = sorted(name for name in archive.shards if not is_across(name))
    paths = [entry.path for name in reports for entry in archive.shards[name].entries]
    rules = rules_for(paths)
    keys = sorted({manifests.settings_key(rules.settings_for(path)) for path in paths})
    stands_for = manifests.digest(
        manifests.made_by_here(), reports, keys, roster and (roster.path, roster.raw)
    )
    name = f"{ACROSS}{stands_for}"
    if name in archive.shards:
        return False
    years: dict[str, int | None] = {}
    facts: list[tuple[str, Facts]] = []
    lost: list[str] = []
    for path, year, text in _facts(archive, reports):
        years[path] = year
        if text is None:
            lost.append(path)
        else:
            facts.append((path, sharing(from_json(text))))
    additions = check_collection(Collection(facts, load_forms(), roster, lost), rules)
    gathered = Gathered()
    for path in sorted(additions):
        added = additions[path]
        compared = next((found.body_facts.year for found in added.found if found.body_facts), None)
        gathered.add(years.get(path, compared), rows_across(path, added))
    _put_down(archive, name, gathered)
    archive.switch([*reports, name])
    return True


def _facts(archive: Archive, names: list[str]) -> Iterator[tuple[str, int | None, str | None]]:
    """Yield path, year and facts of all reports."""
    for name in names:
        for file in archive.shards[name].files:
            if file.startswith("reports/"):
                table = read_table(archive.store.read(file), ["path", "facts"])
                for row in table.to_pylist():
                    yield row["path"], year_in(file), row["facts"]


def _put_down(archive: Archive, name: str, gathered: Gathered) -> None:
    folder = f"{STAGED}/{archive.run}/{name}"
    files = []
    for year in gathered.years:
        for data_set in _DATA_SETS:
            files.append(file_name(data_set, year, name))
            archive.store.write(f"{folder}/{files[-1]}", gathered.parquet(year, data_set))
    shard = Shard(name, manifests.made_by_here(), tuple(files), ())
    archive.store.write(f"{folder}/{MANIFEST}", manifests.written(shard))
    archive.staged[folder] = shard
