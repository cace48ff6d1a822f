'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ServiceIcon } from '#components/ui/service-icon.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ExternalProblem, ExternalProviderView, IdentityView } from '#lib/tenants/schema.ts'
import { linkService, unlinkService } from '../identity-actions.ts'
import type { Provable } from './proof-field.tsx'
import { ProofForm } from './proof-form.tsx'

interface LinkedServicesProps {
  identities: IdentityView[]
  providers: ExternalProviderView[]
  provable: Provable
  /** What came of the way to a service from which they return. */
  outcome: { linked: string } | { problem: ExternalProblem } | null
}

/** The services that sign a person in: linked and unlinked. */
export function LinkedServices({ identities, providers, provable, outcome }: LinkedServicesProps) {
  const t = useTranslations('account')
  return (
    <div className="flex flex-col gap-3">
      {outcome && 'problem' in outcome && (
        <Notice tone="danger" role="alert" icon={CircleAlert}>
          {t(`services.problems.${outcome.problem}`)}
        </Notice>
      )}
      {outcome && 'linked' in outcome && (
        <Notice tone="success" role="status" icon={CircleCheck}>
          {t('services.linked', { service: outcome.linked })}
        </Notice>
      )}
      {identities.length > 0 && (
        <ul className="divide-y rounded-xl border bg-raised shadow-raised">
          {identities.map((identity) => (
            <IdentityRow key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        {providers.map((provider) => (
          <LinkService key={provider.id} provider={provider} provable={provable} />
        ))}
      </div>
    </div>
  )
}

function IdentityRow({ identity }: { identity: IdentityView }) {
  const t = useTranslations('account')
  const { id, provider, providerName: service, label, createdAt, lastUsedAt } = identity
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <ServiceIcon provider={provider} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {service} · <span className="text-muted-foreground">{label}</span>
        </p>
        <p className="text-muted-foreground text-sm">
          {t.rich('services.since', { date: () => <LocalDate date={createdAt} /> })}
          {lastUsedAt && <> · {t.rich('passkeys.used', { date: () => <LocalDate date={lastUsedAt} time /> })}</>}
        </p>
      </div>
      <ConfirmDialog
        trigger={
          <Button variant="danger-ghost" size="sm" aria-label={t('services.unlinkNamed', { service })}>
            {t('services.unlink')}
          </Button>
        }
        title={t('services.unlinkNamed', { service })}
        consequences={[t('services.unlinkDescription', { service })]}
        confirmLabel={t('services.unlink')}
        action={() => unlinkService(id)}
        onDone={() => void toast.success(t('services.unlinked'))}
      />
    </li>
  )
}

function LinkService({ provider, provable }: { provider: ExternalProviderView; provable: Provable }) {
  const t = useTranslations('account')
  const returnTo = usePathname()
  const [open, setOpen] = useState(false)
  const { id, name: service } = provider
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <ServiceIcon provider={id} />
          {t('services.link', { service })}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('services.link', { service })} description={t('services.linkDescription', { service })}>
        <ProofForm
          provable={provable}
          label={t('goOn')}
          action={({ proof }) => linkService({ provider: id, returnTo, proof })}
          onDone={({ url }) => location.assign(url)}
        />
      </DialogContent>
    </Dialog>
  )
}
