import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { keptStep } from '#app/_server/step-cookie.ts'
import { waitsForCode } from '#lib/tenants/sign-in.ts'
import { CodeForm } from './_components/code-form.tsx'

export const generateMetadata = pageTitle('auth.code.title')

/** Between password and session: whoever did not give the password in this browser sees the sign-in page. */
export default async function CodePage({ searchParams }: PageProps<'/sign-in/code'>) {
  const t = await getTranslations('auth')
  const { callbackUrl } = await searchParams
  if (!(await waitsForCode(await keptStep('second_factor')))) redirect('/sign-in')
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">{t('code.title')}</h1>
      <CodeForm returnTo={typeof callbackUrl === 'string' ? callbackUrl : undefined} />
      <Link href="/sign-in" className="self-start text-muted-foreground underline underline-offset-4">
        {t('backToSignIn')}
      </Link>
    </div>
  )
}
