'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { languages, themes } from '#components/shell/appearance.ts'
import { useShell } from '#components/shell/shell-context.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'

const never = () => () => undefined

/** Language and look, at once. */
export function Appearance() {
  const t = useTranslations('settings')
  const words = useTranslations('shell')
  const locale = useLocale()
  const { chooseLanguage } = useShell()
  const { theme, setTheme } = useTheme()
  // Only the browser knows the theme; until it has told, nothing is claimed.
  const isKnown = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <div className="grid max-w-md gap-4 sm:grid-cols-2">
      <Field label={t('language')}>
        {(control) => (
          <Select
            {...control}
            value={locale}
            options={languages.map(({ value, name }) => ({ value, label: name }))}
            onValueChange={(value) => chooseLanguage(value as (typeof languages)[number]['value'])}
          />
        )}
      </Field>
      <Field label={t('theme')}>
        {(control) => (
          <Select
            {...control}
            value={isKnown ? theme : undefined}
            options={themes.map(({ value }) => ({ value, label: words(`themes.${value}`) }))}
            onValueChange={setTheme}
          />
        )}
      </Field>
    </div>
  )
}
