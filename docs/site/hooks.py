"""What MkDocs has to be told of these documents: `make site`.

The documents are written to be read in the repository too. There a link may lead to a source file,
and a block of code may bear the name of the file that it is; the site has no source files, and
names the file above the block.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent
#: Fetched by `make site`; without it the site has no search when it is opened from the disk.
WORKER = DOCS.parent / "build/site/node_modules/iframe-worker/shim/index.js"
#: Documents beside the folder that the site has too.
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
FAMILY = re.compile(r"^## \d+ (\S+)", re.MULTILINE)
RULE = re.compile(r"^\| (GK\d+) \| \[([\w-]+)\]\(([\w-]+\.md)\)", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
NAMED_BLOCK = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)


def in_site(file: Path) -> bool:
    """Say whether the site has this file of the folder: `exclude_docs` leaves out the examples."""
    kept = file.suffix in (".md", ".svg", ".png")
    return kept and file.relative_to(DOCS).parts[0] not in ("examples", "site")


def rule_pages() -> list[Any]:
    """Return the navigation of the rules: their families, in each its rules in order."""
    text = (DOCS / "rules" / "README.md").read_text(encoding="utf-8")
    families = FAMILY.split(text)[1:]
    return [
        {name: [{f"{code} {rule}": f"rules/{page}"} for code, rule, page in RULE.findall(table)]}
        for name, table in zip(families[::2], families[1::2], strict=True)
    ]


def on_config(config: Any) -> Any:
    """Put the pages of the rules, and what only maintainers read, into the navigation."""
    named = str(config["nav"])
    for entry in config["nav"]:
        if "规则" in entry:
            entry["规则"] = [entry["规则"], *rule_pages()]
    others = sorted(
        str(path.relative_to(DOCS)) for path in [*DOCS.glob("*.md"), *DOCS.glob("walks/*.md")]
    )
    config["nav"].append({"维护者": [*(name for name in others if name not in named), *BESIDE]})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the documents that stand beside the folder, and what the search needs."""
    from mkdocs.structure.files import File

    for name in BESIDE:
        files.append(File.generated(config, name, abs_src_path=str(DOCS.parent / name)))
    worker = {"abs_src_path": str(WORKER)} if WORKER.exists() else {"content": ""}
    files.append(File.generated(config, "assets/iframe-worker.js", **worker))
    return files


def on_page_markdown(markdown: str, page: Any, **_others: Any) -> str:
    """Return a page whose links stay within the site and whose blocks are named."""
    beside = page.file.src_uri in BESIDE
    folder = DOCS.parent if beside else (DOCS / page.file.src_uri).parent

    def within(link: re.Match[str]) -> str:
        words, target = link.groups()
        path, mark, place = target.partition("#")
        if "://" in target or not path:
            return link[0]
        whole = (folder / path).resolve()
        if whole.is_file() and whole.parent == DOCS.parent and whole.name in BESIDE:
            uri = whole.name
        elif whole.is_file() and DOCS in whole.parents and in_site(whole):
            uri = whole.relative_to(DOCS).as_posix()
        else:
            return words
        return f"[{words}]({'../' * page.file.src_uri.count('/')}{uri}{mark}{place})"

    named = NAMED_BLOCK.sub(r'```\1 title="\2"', markdown)
    return LINK.sub(within, named)
