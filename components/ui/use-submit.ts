'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState, useTransition } from 'react'

export interface SubmitError {
  code: string
  message: string
  fieldErrors?: Record<string, string[]>
}

/** What a server action answers. */
export type SubmitResult<T> = { ok: true; data: T } | { ok: false; error: SubmitError }

/** Calls a server action from a form or button: whether it is under way, and what came of it. */
export function useSubmit<I, O>(
  action: (input: I) => Promise<SubmitResult<O>>,
  onSuccess?: (data: O, input: I) => void | Promise<void>,
) {
  const t = useTranslations('ui')
  const [pending, startTransition] = useTransition()
  const [error, setError] = useState<SubmitError | null>(null)
  const submit = useCallback(
    (input: I) =>
      startTransition(async () => {
        const result = await action(input).catch(
          (): SubmitResult<O> => ({ ok: false, error: { code: 'unreachable', message: t('unreachable') } }),
        )
        setError(result.ok ? null : result.error)
        if (result.ok) await onSuccess?.(result.data, input)
      }),
    [action, onSuccess, t],
  )
  return { submit, pending, error, clearError: useCallback(() => setError(null), []) }
}
