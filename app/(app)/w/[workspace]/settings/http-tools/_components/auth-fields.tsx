'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import type { HttpAuth } from '#lib/http-tools/schema.ts'

/** A secret that a tool may use, without its value. */
export interface SecretChoice {
  name: string
  hosts: string[]
}

/** A service that agents are connected with. */
export type ServiceChoice = SecretChoice

export interface AuthDraft {
  kind: HttpAuth['kind']
  secret: string
  /** Of the header or the parameter. */
  name: string
  user: string
  service: string
}

export const NO_AUTH: AuthDraft = { kind: 'none', secret: '', name: '', user: '', service: '' }

/** What is saved of it. */
export function authOf({ kind, secret, name, user, service }: AuthDraft): HttpAuth {
  if (kind === 'none') return { kind }
  if (kind === 'oauth') return { kind, service }
  if (kind === 'bearer') return { kind, secret }
  return kind === 'basic' ? { kind, secret, user } : { kind, secret, name }
}

interface AuthFieldsProps {
  value: AuthDraft
  onChange: (value: AuthDraft) => void
  secrets: readonly SecretChoice[]
  services: readonly ServiceChoice[]
  /** Where the request goes; empty while it is not known. */
  host: string
  errorsOf: (field: string) => string[]
}

const KINDS = ['none', 'oauth', 'bearer', 'header', 'query', 'basic'] as const

/** How a request proves whose it is: by the name of a secret, or by the agent’s own connection. */
export function AuthFields({ value, onChange, secrets, services, host, errorsOf }: AuthFieldsProps) {
  const t = useTranslations('http-tools')
  const chosen = secrets.find(({ name }) => name === value.secret)
  const service = services.find(({ name }) => name === value.service)
  const change = (part: Partial<AuthDraft>) => onChange({ ...value, ...part })
  return (
    <>
      <Field label={t('auth.kind')} errors={errorsOf('auth.kind')}>
        {(control) => (
          <Select
            {...control}
            value={value.kind}
            onValueChange={(kind) => change({ kind: kind as HttpAuth['kind'] })}
            options={KINDS.map((kind) => ({ value: kind, label: t(`auth.kinds.${kind}`) }))}
          />
        )}
      </Field>
      {value.kind === 'oauth' && (
        <>
          <Field label={t('auth.service')} hint={t('auth.serviceHint')} errors={errorsOf('auth.service')}>
            {(control) => (
              <Select
                {...control}
                value={value.service}
                placeholder={t(services.length > 0 ? 'auth.chooseService' : 'auth.noServices')}
                disabled={services.length === 0}
                onValueChange={(name) => change({ service: name })}
                options={services.map(({ name }) => ({ value: name, label: name }))}
              />
            )}
          </Field>
          {service && host && !service.hosts.some((pattern) => isFor(pattern, host)) && (
            <Notice tone="warning">{t('auth.serviceNotFor', { service: service.name, host })}</Notice>
          )}
        </>
      )}
      {value.kind !== 'none' && value.kind !== 'oauth' && (
        <>
          {(value.kind === 'header' || value.kind === 'query') && (
            <Field label={t(value.kind === 'header' ? 'auth.header' : 'auth.query')} errors={errorsOf('auth.name')}>
              {(control) => (
                <Input
                  {...control}
                  value={value.name}
                  spellCheck={false}
                  onChange={(event) => change({ name: event.target.value })}
                />
              )}
            </Field>
          )}
          {value.kind === 'basic' && (
            <Field label={t('auth.user')} errors={errorsOf('auth.user')}>
              {(control) => (
                <Input
                  {...control}
                  value={value.user}
                  autoComplete="off"
                  onChange={(event) => change({ user: event.target.value })}
                />
              )}
            </Field>
          )}
          <Field label={t('auth.secret')} hint={t('auth.secretHint')} errors={errorsOf('auth.secret')}>
            {(control) => (
              <Select
                {...control}
                value={value.secret}
                placeholder={t(secrets.length > 0 ? 'auth.choose' : 'auth.noSecrets')}
                disabled={secrets.length === 0}
                onValueChange={(secret) => change({ secret })}
                options={secrets.map(({ name }) => ({ value: name, label: name }))}
              />
            )}
          </Field>
          {chosen && host && !chosen.hosts.some((pattern) => isFor(pattern, host)) && (
            <Notice tone="warning">{t('auth.notGranted', { secret: chosen.name, host })}</Notice>
          )}
        </>
      )}
    </>
  )
}

/** Told early; what counts is decided where the secret is used. */
function isFor(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host
}
