'use client'

import { useTranslations } from 'next-intl'
import { useRuleWords } from '#components/approvals/rule-words.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'

/** Rules for who may not change them. */
export function RuleList({ rules }: { rules: readonly PolicyRule[] }) {
  const t = useTranslations('tools')
  const { wordsOf } = useRuleWords()
  if (rules.length === 0) return <p className="text-muted-foreground text-sm">{t('policy.none')}</p>
  return (
    <ul className="divide-y rounded-xl border bg-raised">
      {rules.map((rule) => (
        <li key={JSON.stringify(rule)} className="break-words px-3 py-2">
          {wordsOf(rule)}
        </li>
      ))}
    </ul>
  )
}
