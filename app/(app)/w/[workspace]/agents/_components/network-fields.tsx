'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'

interface NetworkFieldsProps {
  value: SandboxSettings
  onChange: (part: Partial<SandboxSettings>) => void
  mayAdminister: boolean
  errors: Record<string, string[]> | undefined
}

const MODES = ['none', 'list', 'open'] as const

/** Where the agent's sandbox may connect to. */
export function NetworkFields({ value, onChange, mayAdminister, errors }: NetworkFieldsProps) {
  const t = useTranslations('network')
  // As it is typed: the list drops empty lines.
  const [hosts, setHosts] = useState(value.networkHosts.join('\n'))
  const wrong = Object.entries(errors ?? {}).filter(([field]) => field.startsWith('sandbox.networkHosts'))
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('label')} hint={t(`modes.${value.network}.description`)} errors={errors?.['sandbox.network']}>
        {(control) => (
          <Select
            {...control}
            value={value.network}
            onValueChange={(network) => onChange({ network: network as SandboxSettings['network'] })}
            options={MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}.label`) }))}
          />
        )}
      </Field>
      {value.network === 'list' && (
        <Field label={t('hosts.label')} hint={t('hosts.hint')} errors={wrong.flatMap(([, messages]) => messages)}>
          {(control) => (
            <Textarea
              {...control}
              className="font-mono text-sm"
              spellCheck={false}
              value={hosts}
              placeholder={'api.example.com\n*.example.org'}
              onChange={(event) => {
                setHosts(event.target.value)
                onChange({ networkHosts: event.target.value.split(/[\s,]+/).filter(Boolean) })
              }}
            />
          )}
        </Field>
      )}
      <Field label={t('modelTokens.label')} hint={t('modelTokens.hint')} errors={errors?.['sandbox.modelTokens']}>
        {(control) => (
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            step={1000}
            value={Number.isNaN(value.modelTokens) ? '' : value.modelTokens}
            className="tabular-nums"
            onChange={(event) => onChange({ modelTokens: event.target.valueAsNumber })}
          />
        )}
      </Field>
      {!mayAdminister && <p className="text-muted-foreground text-sm sm:col-span-2">{t('admins')}</p>}
    </div>
  )
}
