import { useTranslations } from 'next-intl'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { InvitationView } from '#lib/tenants/invitations/schema.ts'

/** A link that is shown once, and what became of its e-mail. */
export function InvitationLink({ invitation }: { invitation: InvitationView & { url: string } }) {
  const t = useTranslations('team.invite')
  const { email, delivery, url } = invitation
  return (
    <>
      <CopyField label={t('link')} value={url} />
      {email && delivery !== 'none' && (
        <Notice role="status" tone={delivery === 'sent' ? 'success' : delivery === 'sending' ? 'neutral' : 'warning'}>
          {delivery === 'sent'
            ? t('sentTo', { email })
            : delivery === 'sending'
              ? t('sendingTo', { email })
              : t(`problem.${delivery}`)}
        </Notice>
      )}
    </>
  )
}
