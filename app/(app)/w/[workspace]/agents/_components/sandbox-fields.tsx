'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select, type SelectOption } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { NetworkFields } from './network-fields.tsx'
import { SetupField } from './setup-field.tsx'
import { useSandboxOptions } from './use-sandbox-options.ts'

interface SandboxFieldsProps {
  value: SandboxSettings
  onChange: (settings: SandboxSettings) => void
  /** Whether the person may let the agent reach further, and choose what root does. */
  mayAdminister: boolean
  errors: Record<string, string[]> | undefined
}

const limits = [
  { key: 'memoryMb' },
  { key: 'cpus', step: 0.1 },
  { key: 'diskMb' },
  { key: 'pids' },
  { key: 'idleSeconds' },
] as const satisfies { key: keyof SandboxSettings; step?: number }[]

/** Whether the agent has a sandbox, what it is made of, and how much of the machine it may use. */
export function SandboxFields({ value, onChange, mayAdminister, errors }: SandboxFieldsProps) {
  const t = useTranslations('agents')
  const s = useTranslations('sandbox')
  const options = useSandboxOptions()
  const change = (part: Partial<SandboxSettings>) => onChange({ ...value, ...part })
  const choice = (key: 'mode' | 'scope' | 'image' | 'runtime' | 'workspaceAccess') => ({
    value: value[key] || OWN,
    onValueChange: (chosen: string) => change({ [key]: chosen === OWN ? '' : chosen } as Partial<SandboxSettings>),
    errors: errors?.[`sandbox.${key}`],
  })
  const images = (options?.images ?? []).filter(({ isDefault }) => !isDefault)
  const mode = (
    <Choice
      {...choice('mode')}
      label={s('mode.label')}
      hint={s('mode.hint')}
      options={[
        { value: 'always', label: s('mode.always') },
        { value: 'off', label: s('mode.off') },
      ]}
    />
  )
  if (value.mode === 'off') return <div className="grid gap-4 sm:grid-cols-2">{mode}</div>
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {mode}
        <Choice
          {...choice('scope')}
          label={s('scope.label')}
          hint={s('scope.hint')}
          options={[
            { value: 'agent', label: s('scope.agent') },
            { value: 'thread', label: s('scope.thread') },
          ]}
        />
        <Choice
          {...choice('image')}
          label={s('imageField.label')}
          hint={s('imageField.hint')}
          options={withChosen(
            [
              { value: OWN, label: s('ownImage') },
              ...images.map(({ name, isPresent }) => ({
                value: name,
                label: name,
                description: isPresent ? undefined : s('imageField.absent'),
              })),
            ],
            value.image,
          )}
        />
        <Choice
          {...choice('runtime')}
          label={s('runtimeField.label')}
          hint={s('runtimeField.hint')}
          options={withChosen(
            [
              { value: OWN, label: s('runtimeField.default') },
              ...(options?.runtimes ?? []).map((name) => ({ value: name, label: name })),
            ],
            value.runtime,
          )}
        />
        <Choice
          {...choice('workspaceAccess')}
          label={s('accessField.label')}
          hint={s('accessField.hint')}
          options={(['rw', 'ro', 'none'] as const).map((access) => ({ value: access, label: s(`access.${access}`) }))}
        />
        {limits.map(({ key, ...field }) => (
          <Field
            key={key}
            label={t(`limits.${key}.label`)}
            hint={`${t(`limits.${key}.hint`)} ${options ? s('atMost', { count: options.maximums[key] }) : ''}`.trim()}
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
                  onChange={(event) => change({ [key]: event.target.valueAsNumber } as Partial<SandboxSettings>)}
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
      <NetworkFields value={value} onChange={change} mayAdminister={mayAdminister} errors={errors} />
      <SetupField
        value={value.setupCommand}
        onChange={(setupCommand) => change({ setupCommand })}
        mayChange={mayAdminister}
        errors={errors?.['sandbox.setupCommand']}
      />
      <ReadOnlyRoot value={value.readOnlyRoot} onChange={(readOnlyRoot) => change({ readOnlyRoot })} />
    </div>
  )
}

/** Stands for "none named" in a list, which cannot have an empty value. */
const OWN = '*'

/** What was chosen is shown, also where it is not offered any more. */
function withChosen(options: SelectOption[], chosen: string): SelectOption[] {
  if (chosen === '' || options.some(({ value }) => value === chosen)) return options
  return [...options, { value: chosen, label: chosen }]
}

interface ChoiceProps {
  label: string
  hint: string
  value: string
  onValueChange: (value: string) => void
  options: SelectOption[]
  errors: string[] | undefined
}

function Choice({ label, hint, errors, ...select }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(control) => <Select {...control} {...select} />}
    </Field>
  )
}

function ReadOnlyRoot({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const s = useTranslations('sandbox')
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Switch id={id} checked={value} onCheckedChange={onChange} className="mt-0.5" />
      <label htmlFor={id} className="flex flex-col">
        {s('readOnlyRoot.label')}
        <span className="text-muted-foreground text-sm">{s('readOnlyRoot.hint')}</span>
      </label>
    </div>
  )
}
