'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

/** One secret a line: `GITHUB_TOKEN api.github.com`. */
export function readSecrets(text: string): { name: string; hosts: string[] }[] {
  return text.split('\n').flatMap((line) => {
    const [name, ...hosts] = line.split(/[\s,:]+/).filter(Boolean)
    return name ? [{ name, hosts }] : []
  })
}

/** The secrets that whoever installs a package is asked for. */
export function SecretDeclarations({ errors }: { errors: readonly string[] }) {
  const t = useTranslations('market')
  return (
    <Field label={t('secrets')} hint={t('secretsHint')} errors={errors}>
      {(control) => (
        <Textarea
          {...control}
          name="secrets"
          spellCheck={false}
          placeholder="GITHUB_TOKEN api.github.com"
          className="font-mono text-sm"
        />
      )}
    </Field>
  )
}
