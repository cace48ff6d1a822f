'use client'

import { ServerCog } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SubmitError } from '#components/ui/use-submit.ts'
import type { PackageManifest, PackageSecret, PackageSetting } from '#lib/packages/schema.ts'

/** The values of a form's secrets; an empty one means the workspace's own. */
export function secretsOf(data: FormData, asked: readonly PackageSecret[]): { name: string; value?: string }[] {
  return asked.map(({ name }) => {
    const value = String(data.get(`secret-${name}`) ?? '')
    return value === '' ? { name } : { name, value }
  })
}

interface SecretFieldsProps {
  secrets: readonly PackageSecret[]
  /** Names of the secrets that the workspace has. */
  known: readonly string[]
  error: SubmitError | null
}

/** Asks for the secrets that a package needs. */
export function SecretFields({ secrets, known, error }: SecretFieldsProps) {
  const t = useTranslations('market')
  return secrets.map(({ name, description, hosts }) => {
    const isThere = known.includes(name)
    const words = [
      description,
      isThere ? t('secretThere') : '',
      hosts.length > 0 ? t('sentTo', { hosts: hosts.join(', ') }) : '',
    ]
    return (
      <Field
        key={name}
        label={<span className="font-mono">{name}</span>}
        hint={words.filter(Boolean).join(' ')}
        errors={error?.fieldErrors?.[`secrets.${name}`]}
      >
        {(control) => (
          <Input
            {...control}
            name={`secret-${name}`}
            type="password"
            autoComplete="off"
            placeholder={isThere ? t('useOwn') : undefined}
          />
        )}
      </Field>
    )
  })
}

/** What was said about the surroundings, by the setting's name. */
export function settingsOf(data: FormData, asked: readonly PackageSetting[]): Record<string, string> {
  return Object.fromEntries(asked.map(({ name }) => [name, String(data.get(`setting-${name}`) ?? '')]))
}

interface SettingFieldsProps {
  settings: readonly PackageSetting[]
  /** What was said before. */
  values: Record<string, string>
  error: SubmitError | null
}

/** Asks what a package has to know about the surroundings. */
export function SettingFields({ settings, values, error }: SettingFieldsProps) {
  return settings.map(({ name, title, description, kind, options, initial, required }) => (
    <Field key={name} label={title} hint={description || undefined} errors={error?.fieldErrors?.[`settings.${name}`]}>
      {(control) => {
        const field = { ...control, name: `setting-${name}`, defaultValue: values[name] ?? initial }
        if (kind === 'choice') {
          return <Select {...field} options={options.map((option) => ({ value: option, label: option }))} />
        }
        if (kind === 'text') return <Textarea {...field} rows={3} spellCheck={false} className="font-mono text-sm" />
        return <Input {...field} required={required} autoComplete="off" spellCheck={false} />
      }}
    </Field>
  ))
}

/** Says what comes with a package that nobody can use yet. */
export function BroughtServers({ contents }: Pick<PackageManifest, 'contents'>) {
  const t = useTranslations('market')
  const servers = contents.mcpServers ?? []
  if (servers.length === 0) return null
  return <Notice icon={ServerCog}>{t('bringsServers', { names: servers.map(({ name }) => name).join(', ') })}</Notice>
}

interface AgentChoiceProps {
  agents: readonly { id: string; name: string }[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

/** Which agents have a package. */
export function AgentChoice({ agents, chosen, onChange }: AgentChoiceProps) {
  const t = useTranslations('market')
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-medium text-sm">{t('forAgents')}</legend>
      {agents.map(({ id, name }) => (
        <label key={id} className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-primary"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
          {name}
        </label>
      ))}
      {agents.length === 0 && <p className="text-muted-foreground text-sm">{t('noAgents')}</p>}
    </fieldset>
  )
}
