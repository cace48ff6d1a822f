'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { problemOf } from './problem.ts'

/** Says what went wrong in the person's language: the server's own words, or ours where it had none. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations('ui')
  return useCallback(
    (error) => {
      const { code, message } = problemOf(error)
      if (code === 'unreachable') return t('unreachable')
      return code === 'unanswered' ? t('unanswered') : message
    },
    [t],
  )
}
