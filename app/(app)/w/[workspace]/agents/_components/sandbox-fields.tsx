'use client'

import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'

interface SandboxFieldsProps {
  value: SandboxSettings
  onChange: (settings: SandboxSettings) => void
  errors: Record<string, string[]> | undefined
}

const fields: { key: keyof SandboxSettings; label: string; unit: string; hint: string; step?: number }[] = [
  { key: 'memoryMb', label: 'Memory', unit: 'MB', hint: 'A command that needs more is ended.' },
  { key: 'cpus', label: 'Processors', unit: 'cores', hint: 'Part of a core is possible: 0.5.', step: 0.1 },
  { key: 'diskMb', label: 'Disk', unit: 'MB', hint: 'For its own files, and for the workspace’s.' },
  { key: 'pids', label: 'Programs at once', unit: 'at most', hint: 'Stops a script that copies itself.' },
  { key: 'idleSeconds', label: 'Falls asleep after', unit: 'seconds', hint: 'Files stay; memory is given back.' },
]

/** How much of the machine the agent may use. */
export function SandboxFields({ value, onChange, errors }: SandboxFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map(({ key, label, unit, hint, step }) => (
        <Field key={key} label={label} hint={hint} errors={errors?.[`sandbox.${key}`]}>
          {(control) => (
            <div className="relative">
              <Input
                {...control}
                type="number"
                inputMode="decimal"
                step={step}
                value={Number.isNaN(value[key]) ? '' : value[key]}
                className="pr-16 tabular-nums"
                onChange={(event) => onChange({ ...value, [key]: event.target.valueAsNumber })}
              />
              <span
                aria-hidden
                className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted-foreground text-sm"
              >
                {unit}
              </span>
            </div>
          )}
        </Field>
      ))}
    </div>
  )
}
