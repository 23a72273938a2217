// Values of the protocol as VS Code has them, and back.
"use strict";

const vscode = require("vscode");

const position = (at) => new vscode.Position(at.line, at.character);
const range = (at) => new vscode.Range(position(at.start), position(at.end));

function fromRange(at) {
  return {
    start: { line: at.start.line, character: at.start.character },
    end: { line: at.end.line, character: at.end.character },
  };
}

function diagnostic(one) {
  const made = new vscode.Diagnostic(range(one.range), one.message, one.severity - 1);
  made.code = one.code;
  made.source = one.source;
  made.relatedInformation = (one.relatedInformation || []).map((related) => {
    const uri = vscode.Uri.parse(related.location.uri);
    const location = new vscode.Location(uri, range(related.location.range));
    return new vscode.DiagnosticRelatedInformation(location, related.message);
  });
  return made;
}

function workspaceEdit(edit) {
  const made = new vscode.WorkspaceEdit();
  const replace = (uri, edits) => {
    for (const one of edits) made.replace(vscode.Uri.parse(uri), range(one.range), one.newText);
  };
  for (const [uri, edits] of Object.entries(edit.changes || {})) replace(uri, edits);
  for (const change of edit.documentChanges || []) {
    if (change.kind === "create") {
      made.createFile(vscode.Uri.parse(change.uri), { ignoreIfExists: true });
    } else {
      replace(change.textDocument.uri, change.edits);
    }
  }
  return made;
}

// Return whether the text documents that an edit is of still have the version it was made for.
function isCurrent(edit, versions) {
  return (edit.documentChanges || []).every((change) => {
    const named = change.textDocument;
    return !named || named.version === null || versions.get(named.uri) === named.version;
  });
}

function codeAction(action) {
  const made = new vscode.CodeAction(action.title, new vscode.CodeActionKind(action.kind));
  made.diagnostics = (action.diagnostics || []).map(diagnostic);
  made.isPreferred = action.isPreferred;
  if (action.edit) made.edit = workspaceEdit(action.edit);
  return made;
}

function symbol(one) {
  const made = new vscode.DocumentSymbol(
    one.name,
    one.detail || "",
    one.kind - 1,
    range(one.range),
    range(one.selectionRange),
  );
  made.children = (one.children || []).map(symbol);
  return made;
}

function completion(item) {
  const made = new vscode.CompletionItem(item.label, item.kind - 1);
  made.detail = item.detail;
  made.filterText = item.filterText;
  if (item.textEdit) {
    made.insertText = item.textEdit.newText;
    made.range = range(item.textEdit.range);
  }
  return made;
}

function hover(answer) {
  const text = new vscode.MarkdownString(answer.contents.value);
  return new vscode.Hover(text, answer.range ? range(answer.range) : undefined);
}

module.exports = { codeAction, completion, diagnostic, fromRange, hover, isCurrent, symbol };
