'use client'

import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { CONNECT_OUTCOMES } from '#lib/connections/schema.ts'

/** What came of the way to a service, for who has just come back from it. */
export function OutcomeNotice() {
  const t = useTranslations('connections')
  const [outcome, setOutcome] = useQueryState('connection', parseAsStringLiteral(CONNECT_OUTCOMES))
  if (!outcome) return null
  return (
    <Notice tone={outcome === 'connected' ? 'success' : 'warning'} role="status">
      <span className="mr-3">{t(`outcomes.${outcome}`)}</span>
      <Button size="sm" variant="ghost" onClick={() => setOutcome(null)}>
        {t('dismiss')}
      </Button>
    </Notice>
  )
}
