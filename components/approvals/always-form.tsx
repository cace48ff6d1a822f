'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { PolicyLevelName, PolicyRule } from '#lib/tools/schema.ts'
import { useRuleWords } from './rule-words.ts'

interface AlwaysFormProps {
  rule: PolicyRule
  levels: readonly PolicyLevelName[]
  pending: boolean
  onSubmit: (rule: PolicyRule) => void
}

/** The rule that "always" writes, before it is written; of a command one can keep less, and so allow more. */
export function AlwaysForm({ rule, levels, pending, onSubmit }: AlwaysFormProps) {
  const t = useTranslations('approvals')
  const { wordsOf } = useRuleWords()
  const command = rule.when && 'command' in rule.when ? rule.when.command : null
  const [kept, setKept] = useState(command ?? '')
  const next: PolicyRule = command === null ? rule : { ...rule, when: { command: kept.trim() } }
  return (
    <form
      className="flex flex-col gap-3 rounded-lg border p-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(next)
      }}
    >
      {command !== null && (
        <Field label={t('commandBegins')} hint={t('commandHint')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              className="font-mono"
              value={kept}
              onChange={(event) => setKept(event.target.value)}
            />
          )}
        </Field>
      )}
      <p>
        {t('newRule', { levels: levels.map((level) => t(`levels.${level}`)).join(', ') })}
        <br />
        <strong className="break-words font-medium">{wordsOf(next)}</strong>
      </p>
      <Button type="submit" size="sm" variant="primary" className="self-start" pending={pending}>
        {t('writeRule')}
      </Button>
    </form>
  )
}
