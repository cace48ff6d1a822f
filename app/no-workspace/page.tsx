import { DoorClosed } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const generateMetadata = pageTitle('errors.noWorkspace')

export default async function NoWorkspacePage() {
  const t = await getTranslations('errors')
  const user = await requireUser()
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={DoorClosed}
        title={t('noWorkspaceTitle')}
        description={t('noWorkspaceDescription', { email: user.email })}
      />
    </main>
  )
}
