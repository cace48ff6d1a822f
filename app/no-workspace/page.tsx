import { DoorClosed } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { NewTenantForm } from '../(app)/w/[workspace]/settings/organisation/_components/new-tenant-form.tsx'

export const generateMetadata = pageTitle('errors.noWorkspace')

export default async function NoWorkspacePage() {
  const t = await getTranslations('team.org')
  const user = await requireUser()
  return (
    <main className="flex min-h-dvh items-center justify-center px-4">
      <EmptyState
        isPage
        icon={DoorClosed}
        title={t('noneYet')}
        description={t('noneYetDescription', { email: user.email })}
        action={
          <ClientMessages namespaces={['team']}>
            <div className="mt-4 w-72 max-w-full text-left">
              <NewTenantForm />
            </div>
          </ClientMessages>
        }
      />
    </main>
  )
}
