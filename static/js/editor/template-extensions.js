/* What an editor of templates has beyond an editor: Velocity, directives in pairs, completion, what the run did, fixes. */

import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { completion, completionKeys } from "./completion.js";
import { directiveKeys, directives } from "./directives.js";
import { highlights } from "./highlights.js";
import { fixHere } from "./diagnostics.js";
import { siteAt, trace } from "./run-marks.js";
import { reference } from "./term-hover.js";

/** @import { FoundTerm, Names, TraceSite } from "../types/page" */

/**
 * `payload()`, `names()`: for completion; `onCursor(site, isPicked)`: the cursor came to a part.
 * `onReference(found)`: the word at the cursor is to be looked up.
 * @param {{
 *   payload: () => unknown, names: () => Names, onCursor: (site: TraceSite | null, isPicked: boolean) => void,
 *   onReference: (found: FoundTerm | null) => void,
 * }} options
 */
export const templateExtensions = ({ payload, names, onCursor, onReference }) => [
  trace,
  reference({ payload, names, onReference }),
  highlights,
  directives,
  completion(payload, names),
  Prec.high(keymap.of([...completionKeys, ...directiveKeys, { key: "Mod-.", run: fixHere }])),
  EditorView.updateListener.of(({ selectionSet, docChanged, state, transactions }) => {
    if (!selectionSet) return;
    const isPicked = !docChanged && transactions.some((transaction) => transaction.isUserEvent("select"));
    onCursor(siteAt(state, state.selection.main.head)?.site ?? null, isPicked);
  }),
];
