'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { toast } from './toast.tsx'
import { useProblemWords } from './use-problem-words.ts'
import type { SubmitResult } from './use-submit.ts'

const UNDO_FOR_MS = 8_000

interface Undoable {
  /** Said once it is done: "Renamed." */
  done: string
  /** Shows at once what will be. @returns shows what was again */
  show?: () => () => void
  run: () => Promise<SubmitResult<unknown>>
  /** Does the opposite of `run`: another use case, or the same one with what was before. */
  undo: () => Promise<SubmitResult<unknown>>
}

/**
 * Does at once what a person asks, and says so in a toast with a way back (its button, or Ctrl Z) instead of asking
 * before. A refusal is told in the server's words, and what was shown too early is put right.
 */
export function useUndoable(): (change: Undoable) => Promise<boolean> {
  const t = useTranslations('ui')
  const problemWords = useProblemWords()
  return useCallback(
    async ({ done, show, run, undo }) => {
      const unshow = show?.()
      const failure = await failureOf(run)
      if (failure) {
        unshow?.()
        toast.error(problemWords(failure))
        return false
      }
      const takeBack = async () => {
        stopListening()
        unshow?.()
        const refusal = await failureOf(undo)
        if (!refusal) return void toast.success(t('undone'), { id, action: undefined })
        show?.()
        toast.error(problemWords(refusal), { id, action: undefined })
      }
      const stopListening = onUndoKey(() => void takeBack())
      const id = toast.success(done, {
        duration: UNDO_FOR_MS,
        action: {
          label: t('undo'),
          onClick: (event) => {
            // It stays, and says what became of it.
            event.preventDefault()
            void takeBack()
          },
        },
        onDismiss: stopListening,
        onAutoClose: stopListening,
      })
      return true
    },
    [t, problemWords],
  )
}

async function failureOf(act: () => Promise<SubmitResult<unknown>>): Promise<unknown> {
  try {
    const result = await act()
    return result.ok ? null : result.error
  } catch {
    return { code: 'unreachable' }
  }
}

let last: (() => void) | undefined

/** Ctrl Z, or Cmd Z, save in a field, which has an undo of its own. Of several changes it takes back the last. */
function onUndoKey(undo: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || last !== undo) return
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]'))
      return
    event.preventDefault()
    undo()
  }
  last = undo
  document.addEventListener('keydown', onKeyDown)
  return () => {
    if (last === undo) last = undefined
    document.removeEventListener('keydown', onKeyDown)
  }
}
