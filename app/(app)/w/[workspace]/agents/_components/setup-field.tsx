'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

interface SetupFieldProps {
  value: string
  onChange: (command: string) => void
  mayChange: boolean
  errors: string[] | undefined
}

/** What is done to the agent's image as root, before its container is made of it. */
export function SetupField({ value, onChange, mayChange, errors }: SetupFieldProps) {
  const t = useTranslations('sandbox.setup')
  return (
    <Field label={t('label')} hint={mayChange ? t('hint') : `${t('hint')} ${t('admins')}`} errors={errors}>
      {(control) => (
        <Textarea
          {...control}
          className="font-mono text-sm"
          spellCheck={false}
          autoCapitalize="off"
          readOnly={!mayChange}
          value={value}
          placeholder="apt-get update && apt-get install -y ffmpeg"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
