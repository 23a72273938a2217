"""What can be done about a finding: fix it, suppress it with a reason, waive it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from lsprotocol import types

from gklint.checking.results import Record
from gklint.fixing import Unfixable, fix
from gklint.lsp.checking import Checked
from gklint.lsp.diagnostics import of_finding
from gklint.lsp.documents import Document
from gklint.lsp.edits import Editor, differences
from gklint.lsp.places import Places, overlap
from gklint.lsp.suppressing import suppression
from gklint.model.diagnostics import Diagnostic
from gklint.reporters.wording import shown_fix
from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.suppression import WAIVERS, found_waivers
from gklint.suppression.places import relative_to
from gklint.suppression.proposing import Location, proposed
from gklint.suppression.writing import with_waiver

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.gklint"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)

_UNSAFE = Text(
    "{title}（不是安全的改正：改变数字或措辞，请核对）",
    "{title} (not safe: it changes numbers or wording, check it)",
)
_FIX_ALL = Text("改正全部可以安全改正的问题", "fix all that can be fixed safely")
_SUPPRESS = Text("忽略这一处 {code}，写明理由", "suppress {code} here, with a reason")
_WAIVE = Text("豁免 {code}，写入 {file}", "waive {code} in {file}")


class Actions:
    """The actions on one version of a report."""

    def __init__(
        self,
        document: Document,
        checked: Checked,
        places: Places,
        editor: Editor,
        opened: Mapping[str, Document],
    ) -> None:
        # `opened` are all documents in the editor by path: what stands there counts.
        self.document = document
        self.opened = opened
        self.checked = checked
        self.places = places
        self.editor = editor

    def at(self, requested: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
        """Return the actions on the findings in a range, of the kinds asked for."""
        record = self.checked.record
        if record is None or record.about is None:
            return []
        actions: list[types.CodeAction] = []
        if _wanted(types.CodeActionKind.QuickFix.value, only):
            for diagnostic, fingerprint, acceptance in record.named():
                if acceptance is None and overlap(self.places.range(diagnostic.place), requested):
                    actions += self._of(diagnostic, fingerprint, record)
        if _wanted(FIX_ALL, only) and any(d.fix and d.fix.safe for d in record.diagnostics):
            actions += self._fix_all()
        return actions

    def _of(
        self, found: Diagnostic, fingerprint: str, record: Record
    ) -> Iterator[types.CodeAction]:
        language = self.checked.language
        shown = of_finding(self.document.uri, found, fingerprint, self.places, language)
        repair = None if self.places.is_page else shown_fix(found)
        if repair is not None:
            title = repair.title.say(language)
            edits = [
                types.TextEdit(self.places.range(edit.place), edit.text) for edit in repair.edits
            ]
            yield types.CodeAction(
                title=title if repair.safe else _UNSAFE.say(language, {"title": title}),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[shown],
                is_preferred=repair.safe or None,
                edit=self.editor.edit(self.document, edits),
            )
        if not found.suppressible:
            return
        for title, edit in (
            (_SUPPRESS.say(language, {"code": found.code}), self._suppression(found)),
            (_WAIVE.say(language, {"code": found.code, "file": WAIVERS}), self._waiver(found)),
        ):
            if edit is not None:
                yield types.CodeAction(
                    title=title,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[shown],
                    edit=edit,
                )

    def _suppression(self, found: Diagnostic) -> types.WorkspaceEdit | None:
        report = self.checked.result.report if self.checked.result else None
        if report is None or self.places.is_page:
            # A page has no comments that speak to gklint.
            return None
        position, comment = suppression(report, found, self.document.path)
        if "\r\n" in self.document.text:
            comment = comment.replace("\n", "\r\n")
        at = self.places.position(position)
        return self.editor.edit(self.document, [types.TextEdit(types.Range(at, at), comment)])

    def _waiver(self, found: Diagnostic) -> types.WorkspaceEdit | None:
        """Return the edit of the file of waivers beside the report; None where there is none that
        can be written to. A reason is asked for: without one the waiver is reported (GK905)."""
        record, path = self.checked.record, self.document.path
        if record is None or not self.document.on_disk:
            return None
        default = os.path.join(os.path.dirname(path), WAIVERS)
        file = next(iter(found_waivers([path]).values()), default)
        waiver = proposed(found, record, relative_to(os.path.dirname(file), path), Location())
        opened = self.opened.get(file)
        exists = opened is not None or os.path.lexists(file)
        try:
            if opened is not None:
                text = opened.text
            else:
                text = text_of_written(bytes_of_written(file), file) if exists else ""
            changed, _ = with_waiver(text, file, waiver, empty_keys=("reason",))
        except ConfigurationError:
            # What is wrong with the file is shown there.
            return None
        edits = differences(text, changed, self.places.encoding)
        if opened is not None:
            return self.editor.edit(opened, edits)
        return self.editor.edit_file(file, edits, exists)

    def _fix_all(self) -> Iterator[types.CodeAction]:
        """Yield what `gklint fix` does to the file, as one action."""
        checked, text = self.checked, self.document.text
        raw = text.encode("utf-8", "replace")
        try:
            fixed = fix(raw, self.document.path, checked.settings, accepting=checked.accepting)
        except Unfixable:
            return
        if fixed.after == raw:
            return
        edits = differences(text, fixed.after.decode("utf-8"), self.places.encoding)
        yield types.CodeAction(
            title=_FIX_ALL.say(checked.language),
            kind=FIX_ALL,
            edit=self.editor.edit(self.document, edits),
        )


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Say whether a kind of action, or one above it, is among those asked for."""
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)
