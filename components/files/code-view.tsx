'use client'

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { languageOf } from './code-languages.ts'

interface CodeViewProps {
  path: string
  text: string
  label: string
  /** Left out: the text is shown and cannot be changed. */
  onChange?: (text: string) => void
  onSave?: () => void
  /** Somebody has just asked to edit it. */
  autoFocus?: boolean
}

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warning)' },
  { tag: [tags.comment, tags.meta], color: 'var(--muted-foreground)' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], fontWeight: '500' },
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
])

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '0.8125rem', backgroundColor: 'transparent', color: 'var(--foreground)' },
  '.cm-scroller': { fontFamily: 'var(--font-geist-mono), ui-monospace, monospace', lineHeight: '1.5' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted-foreground)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--muted)' },
  '.cm-cursor': { borderLeftColor: 'var(--foreground)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--accent-soft) !important' },
})

/** A text with its syntax in colour, to read or to edit. Loaded when it is first needed: it is the heaviest part here. */
export function CodeView({ path, text, label, onChange, onSave, autoFocus = false }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const handlers = useRef({ onChange, onSave })
  useEffect(() => {
    handlers.current = { onChange, onSave }
  })
  const isEditable = onChange !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is brought in below, without losing the place
  useEffect(() => {
    if (!host.current) return
    const save = {
      key: 'Mod-s',
      preventDefault: true,
      run: () => {
        handlers.current.onSave?.()
        return true
      },
    }
    const editing = [history(), highlightActiveLine(), keymap.of([save, indentWithTab, ...historyKeymap])]
    const reading = [EditorState.readOnly.of(true), EditorView.editable.of(false)]
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          drawSelection(),
          bracketMatching(),
          highlightSelectionMatches(),
          EditorView.lineWrapping,
          syntaxHighlighting(highlight),
          theme,
          languageOf(path),
          keymap.of([...searchKeymap, ...defaultKeymap]),
          isEditable ? editing : reading,
          // Readable by keyboard as well: what scrolls must be reachable.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handlers.current.onChange?.(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = created
    if (autoFocus) created.focus()
    return () => created.destroy()
  }, [path, isEditable, label, autoFocus])
  useEffect(() => {
    const current = view.current
    if (!current || current.state.doc.toString() === text) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } })
  }, [text])
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />
}
