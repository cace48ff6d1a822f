import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentPrincipal, requireUser } from '#app/_server/current-user.ts'
import { Section } from '#components/ui/section.tsx'
import { listLogins } from '#lib/tenants/logins.ts'
import { Appearance } from './_components/appearance.tsx'
import { ChangeEmail } from './_components/change-email.tsx'
import { ChangePassword } from './_components/change-password.tsx'
import { LoginList } from './_components/login-list.tsx'

export const generateMetadata = pageTitle('settings.nav.account')

export default async function AccountPage() {
  const t = await getTranslations('settings')
  const user = await requireUser()
  const logins = await listLogins(await currentPrincipal())
  return (
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
      <Section title={t('signIn')} description={t('signInDescription')} className="border-t pt-8">
        <div className="grid gap-8 lg:grid-cols-2">
          <ChangePassword email={user.email} />
          <ChangeEmail />
        </div>
      </Section>
      <Section title={t('logins')} description={t('loginsDescription')} className="border-t pt-8">
        <LoginList logins={logins} />
      </Section>
    </div>
  )
}
