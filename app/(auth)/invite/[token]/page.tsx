import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { resultOf } from '#app/_server/action.ts'
import { currentClient, currentPrincipal, currentUser } from '#app/_server/current-user.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { lookUpInvitation } from '#lib/tenants/accept-invitation.ts'
import { listExternalProviders } from '#lib/tenants/external/providers.ts'
import type { InvitationOffer } from '#lib/tenants/invitations/schema.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'
import { OtherWays } from '../../_components/other-ways.tsx'
import { ServiceButtons } from '../../_components/service-buttons.tsx'
import { AcceptButton } from './_components/accept-button.tsx'
import { JoinForm } from './_components/join-form.tsx'
import { SignOutButton } from './_components/sign-out-button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('team')
  // The address is a secret: no other site learns it, and no search engine keeps it.
  return { title: t('join.title'), referrer: 'no-referrer', robots: { index: false } }
}

/** Where a link of an invitation leads. Looking changes nothing, so that a mail scanner uses nothing up. */
export default async function InvitationPage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const t = await getTranslations('team.join')
  const found = await resultOf('invitations.look-up', async () => lookUpInvitation(token, await currentClient()))
  if (!found.ok) return <Words title={t('tooMany')}>{found.error.message}</Words>
  const offer = found.data
  if (!offer) {
    return (
      <Words title={t('unknown')} action={<HomeLink label={t('home')} />}>
        {t('unknownDescription')}
      </Words>
    )
  }
  const user = await currentUser()
  const providers = listExternalProviders()
  const { tenantId, tenantName: tenant } = offer
  const memberships = user ? await listOwnMemberships(await currentPrincipal()) : []
  if (memberships.some((membership) => membership.tenantId === tenantId)) {
    return (
      <Words title={t('member', { tenant })} action={<HomeLink label={t('enter')} />}>
        {t('memberDescription')}
      </Words>
    )
  }
  if (offer.state !== 'open') {
    const { inviterName: name } = offer
    return (
      <Words title={t(offer.state)} action={<HomeLink label={t('home')} />}>
        {name ? t('deadDescription', { name }) : t('deadDescriptionUnknown')}
      </Words>
    )
  }
  if (user && offer.email && offer.email !== user.email) {
    return (
      <ClientMessages namespaces={['team']}>
        <Words title={t('invited', { tenant })} action={<SignOutButton label={t('signOut')} />}>
          {t('forOther', { email: offer.email, own: user.email })} {t('forOtherDescription')}
        </Words>
      </ClientMessages>
    )
  }
  return (
    <ClientMessages namespaces={['team']}>
      <OpenInvitation offer={offer}>
        {user ? (
          <div className="flex flex-col gap-2">
            <AcceptButton token={token} label={t('join', { tenant })} />
            <p className="text-center text-muted-foreground text-sm">{t('signedInAs', { email: user.email })}</p>
          </div>
        ) : (
          <>
            <p className="text-muted-foreground">{t('signUpDescription')}</p>
            <JoinForm token={token} email={offer.email} />
            {providers.length > 0 && (
              <OtherWays>
                <ServiceButtons providers={providers} returnTo={`/invite/${token}`} />
              </OtherWays>
            )}
            <p className="text-muted-foreground">
              {t('haveAccount')}{' '}
              <Link
                href={`/sign-in?callbackUrl=${encodeURIComponent(`/invite/${token}`)}`}
                className="font-medium text-foreground underline underline-offset-4"
              >
                {t('signIn')}
              </Link>
            </p>
          </>
        )}
      </OpenInvitation>
    </ClientMessages>
  )
}

async function OpenInvitation({ offer, children }: { offer: InvitationOffer; children: ReactNode }) {
  const t = await getTranslations('team')
  const { tenantName: tenant, inviterName: name, role } = offer
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="break-words font-semibold text-xl tracking-tight">
          {name ? t('join.invites', { name, tenant }) : t('join.invited', { tenant })}
        </h1>
        <p className="text-muted-foreground">
          {t.rich('join.as', {
            role: () => <Badge>{t(`roles.${role}.label`)}</Badge>,
            description: t(`roles.${role}.description`),
          })}
        </p>
      </div>
      {children}
    </div>
  )
}

function Words({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
        <p className="text-muted-foreground">{children}</p>
      </div>
      {action}
    </div>
  )
}

function HomeLink({ label }: { label: string }) {
  return (
    <Button asChild variant="primary" size="lg">
      <Link href="/">{label}</Link>
    </Button>
  )
}
