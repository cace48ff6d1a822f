'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'

interface SandboxFieldsProps {
  value: SandboxSettings
  onChange: (settings: SandboxSettings) => void
  errors: Record<string, string[]> | undefined
}

const fields = [
  { key: 'memoryMb' },
  { key: 'cpus', step: 0.1 },
  { key: 'diskMb' },
  { key: 'pids' },
  { key: 'idleSeconds' },
] as const satisfies { key: keyof SandboxSettings; step?: number }[]

/** How much of the machine the agent may use. */
export function SandboxFields({ value, onChange, errors }: SandboxFieldsProps) {
  const t = useTranslations('agents')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map(({ key, ...field }) => (
        <Field
          key={key}
          label={t(`limits.${key}.label`)}
          hint={t(`limits.${key}.hint`)}
          errors={errors?.[`sandbox.${key}`]}
        >
          {(control) => (
            <div className="relative">
              <Input
                {...control}
                type="number"
                inputMode="decimal"
                step={'step' in field ? field.step : undefined}
                value={Number.isNaN(value[key]) ? '' : value[key]}
                className="pr-16 tabular-nums"
                onChange={(event) => onChange({ ...value, [key]: event.target.valueAsNumber })}
              />
              <span
                aria-hidden
                className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted-foreground text-sm"
              >
                {t(`limits.${key}.unit`)}
              </span>
            </div>
          )}
        </Field>
      ))}
    </div>
  )
}
