'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { RunError } from '#lib/stream/events.ts'

const OWN = ['agent_removed', 'not_allowed', 'provider_removed', 'no_model', 'step_limit', 'loop', 'internal'] as const
const PROVIDER = [
  'rate_limited',
  'overloaded',
  'network',
  'auth',
  'invalid_request',
  'too_long',
  'bad_response',
  'silent',
] as const

interface FailureWords {
  title: string
  detail: string
}

/** Why a run failed: in the person's language what is ours, in its own words what a provider said. */
export function useFailureWords(): (error: RunError | null) => FailureWords {
  const t = useTranslations('errors.run')
  return useCallback(
    (error) => {
      const title = t('failed')
      if (!error?.message) return { title, detail: t('noReason') }
      const { code, message } = error
      const kind = PROVIDER.find((each) => each === code)
      if (kind) return { title: t(`provider.${kind}`), detail: message }
      const own = OWN.find((each) => each === code)
      if (!own) return { title, detail: message }
      // The engine says it in English, with what the log or the person needs in it.
      const count = Number(/\d+/.exec(message)?.[0] ?? 0)
      const reference = /[\da-f]{8}-[\da-f-]{27}/.exec(message)?.[0] ?? ''
      return {
        title,
        detail: t(`own.${own}`, {
          count,
          reference,
          message: message.replace(/^The run went round in circles and was stopped\. /, ''),
        }),
      }
    },
    [t],
  )
}

/** Why a model is called again: the engine's one reason of its own, else the provider's words. */
export function useRetryWords(): (reason: string) => string {
  const t = useTranslations('errors.run')
  return (reason) => (reason === 'The provider asked for a pause.' ? t('asksForPause') : reason)
}
