'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { type ModelChoice, REASONING_EFFORTS, type ReasoningEffort } from '#lib/agents/schema.ts'

const AS_PROVIDER_HAS_IT = 'default'
const AS_IS_KNOWN = 'default'

interface ModelParameterFieldsProps {
  /** "Main model", for labels that stand alone. */
  place: string
  choice: ModelChoice
  onChange: (choice: ModelChoice) => void
}

/** What is asked of the model besides the conversation; empty is as its provider has it. */
export function ModelParameterFields({ place, choice, onChange }: ModelParameterFieldsProps) {
  const t = useTranslations('agents')
  const numberOf = (value: number) => (Number.isNaN(value) ? undefined : value)
  return (
    <details className="pl-22 max-sm:pl-0">
      <summary className="cursor-pointer text-muted-foreground text-sm">{t('parameters', { place })}</summary>
      <div className="grid gap-3 pt-2 sm:grid-cols-3">
        <Field label={t('temperature')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={2}
              step={0.1}
              value={choice.temperature ?? ''}
              onChange={({ target }) => onChange({ ...choice, temperature: numberOf(target.valueAsNumber) })}
            />
          )}
        </Field>
        <Field label={t('maxOutputTokens')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              step={1}
              value={choice.maxOutputTokens ?? ''}
              onChange={({ target }) => onChange({ ...choice, maxOutputTokens: numberOf(target.valueAsNumber) })}
            />
          )}
        </Field>
        <Field label={t('reasoningEffort')}>
          {(control) => (
            <Select
              {...control}
              value={choice.reasoningEffort ?? AS_PROVIDER_HAS_IT}
              options={[
                { value: AS_PROVIDER_HAS_IT, label: t('efforts.default') },
                ...REASONING_EFFORTS.map((effort) => ({ value: effort, label: t(`efforts.${effort}`) })),
              ]}
              onValueChange={(value) =>
                onChange({
                  ...choice,
                  reasoningEffort: value === AS_PROVIDER_HAS_IT ? undefined : (value as ReasoningEffort),
                })
              }
            />
          )}
        </Field>
        <Field label={t('sees')}>
          {(control) => (
            <Select
              {...control}
              value={choice.sees === undefined ? AS_IS_KNOWN : choice.sees ? 'yes' : 'no'}
              options={([AS_IS_KNOWN, 'yes', 'no'] as const).map((value) => ({
                value,
                label: t(`seesAnswers.${value}`),
              }))}
              onValueChange={(value) =>
                onChange({ ...choice, sees: value === AS_IS_KNOWN ? undefined : value === 'yes' })
              }
            />
          )}
        </Field>
        <Field label={t('contextTokens')} hint={t('abilitiesHint')} className="sm:col-span-2">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1000}
              step={1000}
              placeholder={t('contextDefault')}
              value={choice.contextTokens ?? ''}
              onChange={({ target }) => onChange({ ...choice, contextTokens: numberOf(target.valueAsNumber) })}
            />
          )}
        </Field>
      </div>
    </details>
  )
}
