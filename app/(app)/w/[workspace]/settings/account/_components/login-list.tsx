'use client'

import { Monitor, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { LoginView } from '#lib/tenants/schema.ts'
import { endLogin, endOtherLogins } from '../actions.ts'

export function LoginList({ logins }: { logins: LoginView[] }) {
  const t = useTranslations('settings')
  const tell = useCallback(() => void toast.success(t('othersEnded')), [t])
  const { submit, pending } = useSubmit(endOtherLogins, tell)
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y rounded-xl border bg-raised shadow-raised">
        {logins.map((login) => (
          <LoginRow key={login.id} login={login} />
        ))}
      </ul>
      {logins.length > 1 && (
        <Button
          variant="danger-ghost"
          className="self-start"
          pending={pending}
          onClick={() => submit(undefined as never)}
        >
          {t('signOutOthers')}
        </Button>
      )}
    </div>
  )
}

function LoginRow({ login }: { login: LoginView }) {
  const t = useTranslations('settings')
  const { submit, pending, error } = useSubmit(endLogin)
  const { browser, system, isPhone } = readUserAgent(login.userAgent)
  const Icon = isPhone ? Smartphone : Monitor
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-4 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {t('browserOn', { browser: browser ?? t('someBrowser'), system: system ?? t('someSystem') })}
        </p>
        <p className="text-muted-foreground text-sm">
          {t.rich('since', { date: () => <LocalDate date={login.createdAt} /> })}
          {!login.current && <> · {t.rich('lastSeen', { date: () => <LocalDate date={login.lastSeenAt} time /> })}</>}
        </p>
      </div>
      {login.current ? (
        <Badge tone="success">{t('thisBrowser')}</Badge>
      ) : (
        <Button variant="danger-ghost" size="sm" pending={pending} onClick={() => submit(login.id)}>
          {t('signOutThere')}
        </Button>
      )}
      {error && (
        <p role="alert" className="w-full text-danger text-sm">
          {error.message}
        </p>
      )}
    </li>
  )
}

/** Enough of the browser's own word for the person to know it again. The order matters: each claims to be the next. */
function readUserAgent(userAgent: string) {
  const browsers = [
    ['Firefox/', 'Firefox'],
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ] as const
  const systems = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ] as const
  const nameIn = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => userAgent.includes(mark))?.[1]
  return {
    browser: nameIn(browsers),
    system: nameIn(systems),
    isPhone: /iPhone|Android.+Mobile/.test(userAgent),
  }
}
