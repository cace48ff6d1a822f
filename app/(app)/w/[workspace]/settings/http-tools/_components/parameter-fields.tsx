'use client'

import { useTranslations } from 'next-intl'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { PARAMETER_TYPES, type ToolParameter } from '#lib/http-tools/schema.ts'

interface ParameterFieldsProps {
  /** Those that stand in the request. */
  parameters: ToolParameter[]
  onChange: (parameters: ToolParameter[]) => void
  errors: string[]
}

/** What the model fills in: found in the request, and described here. */
export function ParameterFields({ parameters, onChange, errors }: ParameterFieldsProps) {
  const t = useTranslations('http-tools')
  const change = (name: string, part: Partial<ToolParameter>) =>
    onChange(parameters.map((each) => (each.name === name ? { ...each, ...part } : each)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('parameters')}</legend>
      {parameters.length === 0 && <p className="text-muted-foreground text-sm">{t('noParameters')}</p>}
      {errors.map((message) => (
        <p key={message} className="text-danger text-sm">
          {message}
        </p>
      ))}
      <ul className="flex flex-col gap-2">
        {parameters.map(({ name, description, required, schema }) => (
          <li key={name} className="grid grid-cols-[8rem_7rem_1fr_auto] items-center gap-2 max-sm:grid-cols-2">
            <code className="truncate text-sm" title={name}>
              {name}
            </code>
            <Select
              aria-label={t('typeOf', { name })}
              value={typeof schema.type === 'string' ? schema.type : ''}
              placeholder={t('types.any')}
              onValueChange={(type) => change(name, { schema: { type } })}
              options={PARAMETER_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            />
            <Input
              aria-label={t('descriptionOf', { name })}
              placeholder={t('whatItMeans')}
              value={description}
              maxLength={1000}
              onChange={(event) => change(name, { description: event.target.value })}
              className="max-sm:col-span-2"
            />
            <label htmlFor={`required-${name}`} className="flex items-center gap-2 text-sm">
              <Switch
                id={`required-${name}`}
                checked={required}
                onCheckedChange={(checked) => change(name, { required: checked })}
              />
              {t('required')}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
