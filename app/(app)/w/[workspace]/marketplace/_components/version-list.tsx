'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { PackageView, VersionSummary } from '#lib/packages/schema.ts'
import { submit, withdraw } from '../actions.ts'

const tones = { private: 'neutral', submitted: 'accent', approved: 'success', rejected: 'danger' } as const

interface VersionListProps {
  workspaceId: string
  href: string
  package: PackageView
  /** It is the organisation's, and the person may publish. */
  mayPublish: boolean
}

/** Every version with what it changed; each can be looked at, and the publisher can hand one in or withdraw it. */
export function VersionList({ workspaceId, href, package: shown, mayPublish }: VersionListProps) {
  const t = useTranslations('market')
  return (
    <ul className="divide-y rounded-lg border">
      {shown.versions.map((each) => (
        <li key={each.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2.5">
          <div className="flex min-w-0 flex-1 flex-col gap-0.5">
            <span className="flex flex-wrap items-center gap-2">
              <Link
                href={`${href}?version=${encodeURIComponent(each.version)}`}
                className="font-medium hover:underline"
                aria-current={each.id === shown.shown?.id ? 'true' : undefined}
              >
                {each.version}
              </Link>
              {each.yankedAt ? (
                <Badge tone="danger">{t('withdrawn')}</Badge>
              ) : (
                each.listing !== 'approved' && <Badge tone={tones[each.listing]}>{t(`listing.${each.listing}`)}</Badge>
              )}
              <span className="text-muted-foreground text-sm">
                <LocalDate date={each.createdAt} />
              </span>
            </span>
            {each.changes && <span className="whitespace-pre-wrap text-muted-foreground text-sm">{each.changes}</span>}
            {each.listing === 'rejected' && (
              <span className="text-danger text-sm">{t('rejectedBecause', { reason: each.reviewReason })}</span>
            )}
            {each.yankReason && <span className="text-danger text-sm">{each.yankReason}</span>}
          </div>
          {mayPublish && !each.yankedAt && (
            <VersionActions workspaceId={workspaceId} packageId={shown.id} version={each} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface VersionActionsProps {
  workspaceId: string
  packageId: string
  version: VersionSummary
}

function VersionActions({ workspaceId, packageId, version: { version, listing } }: VersionActionsProps) {
  const t = useTranslations('market')
  const at = { workspaceId, packageId, version }
  const send = useSubmit(submit)
  const take = useSubmit(withdraw)
  const onWithdraw = useCallback(
    (data: FormData) => take.submit({ workspaceId, packageId, version, reason: String(data.get('reason') ?? '') }),
    [take.submit, workspaceId, packageId, version],
  )
  return (
    <span className="flex flex-wrap gap-1">
      {(listing === 'private' || listing === 'rejected') && (
        <Button size="sm" pending={send.pending} onClick={() => send.submit(at)}>
          {t('submit')}
        </Button>
      )}
      <Dialog>
        <DialogTrigger asChild>
          <Button size="sm" variant="ghost">
            {t('withdraw')}
          </Button>
        </DialogTrigger>
        <DialogContent title={t('withdrawTitle', { version })} description={t('withdrawDescription')}>
          <Form error={take.error} onSubmit={onWithdraw}>
            <Field label={t('reason')} errors={take.error?.fieldErrors?.reason}>
              {(control) => <Input {...control} name="reason" maxLength={500} />}
            </Field>
            <DialogActions>
              <DialogCancel />
              <Button type="submit" variant="danger" pending={take.pending}>
                {t('withdraw')}
              </Button>
            </DialogActions>
          </Form>
        </DialogContent>
      </Dialog>
      {send.error && (
        <span role="alert" className="basis-full text-danger text-sm">
          {send.error.message}
        </span>
      )}
    </span>
  )
}
