import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentPrincipal, requireUser } from '#app/_server/current-user.ts'
import { Section } from '#components/ui/section.tsx'
import { listExternalProviders } from '#lib/tenants/external/providers.ts'
import { listLogins } from '#lib/tenants/logins.ts'
import { passkeysWork } from '#lib/tenants/passkeys/relying-party.ts'
import { EXTERNAL_PROBLEMS, type ExternalProviderView } from '#lib/tenants/schema.ts'
import { listWaysIn } from '#lib/tenants/ways-in.ts'
import { Appearance } from './_components/appearance.tsx'
import { ChangeEmail } from './_components/change-email.tsx'
import { ChangePassword } from './_components/change-password.tsx'
import { LinkedServices } from './_components/linked-services.tsx'
import { LoginList } from './_components/login-list.tsx'
import { Passkeys } from './_components/passkeys.tsx'
import { SecondFactor } from './_components/second-factor.tsx'

export const generateMetadata = pageTitle('settings.nav.account')

export default async function AccountPage({ searchParams }: PageProps<'/w/[workspace]/settings/account'>) {
  const t = await getTranslations('settings')
  const user = await requireUser()
  const account = await getTranslations('account')
  const principal = await currentPrincipal()
  const [logins, waysIn] = await Promise.all([listLogins(principal), listWaysIn(principal)])
  const providers = listExternalProviders()
  const provable = { hasPassword: waysIn.hasPassword, hasCodes: waysIn.secondFactor !== null }
  return (
    <ClientMessages namespaces={['account']}>
      <div className="flex flex-col gap-10">
        <Section title={t('you')}>
          <dl className="grid grid-cols-[8rem_1fr] gap-y-2">
            <dt className="text-muted-foreground">{t('name')}</dt>
            <dd>{user.name}</dd>
            <dt className="text-muted-foreground">{t('email')}</dt>
            <dd className="truncate">{user.email}</dd>
          </dl>
        </Section>
        <Section title={t('appearance')} description={t('appearanceDescription')} className="border-t pt-8">
          <Appearance />
        </Section>
        <Section
          title={t('signIn')}
          description={waysIn.hasPassword ? t('signInDescription') : account('setPasswordDescription')}
          className="border-t pt-8"
        >
          <div className="grid gap-8 lg:grid-cols-2">
            <ChangePassword email={user.email} provable={provable} />
            <ChangeEmail provable={provable} />
          </div>
        </Section>
        <Section title={account('protection')} description={account('protectionDescription')} className="border-t pt-8">
          <SecondFactor secondFactor={waysIn.secondFactor} provable={provable} />
        </Section>
        <Section
          title={account('passkeys.title')}
          description={account('passkeys.description')}
          className="border-t pt-8"
        >
          {passkeysWork() ? (
            <Passkeys passkeys={waysIn.passkeys} provable={provable} />
          ) : (
            <p className="text-muted-foreground">{account('passkeys.unavailable')}</p>
          )}
        </Section>
        {(providers.length > 0 || waysIn.identities.length > 0) && (
          <Section
            title={account('services.title')}
            description={account('services.description')}
            className="border-t pt-8"
          >
            <LinkedServices
              identities={waysIn.identities}
              providers={providers}
              provable={provable}
              outcome={outcomeOf(await searchParams, providers)}
            />
          </Section>
        )}
        <Section title={t('logins')} description={t('loginsDescription')} className="border-t pt-8">
          <LoginList logins={logins} />
        </Section>
      </div>
    </ClientMessages>
  )
}

/** What came of the way to a service, as its address says. */
function outcomeOf(query: Record<string, string | string[] | undefined>, providers: ExternalProviderView[]) {
  const linked = providers.find(({ id }) => id === query.linked)
  if (linked) return { linked: linked.name }
  const problem = EXTERNAL_PROBLEMS.find((known) => known === query.problem)
  return problem ? { problem } : null
}
