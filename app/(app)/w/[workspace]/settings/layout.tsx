import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { SettingsNav } from './_components/settings-nav.tsx'

export default async function SettingsLayout({ params, children }: LayoutProps<'/w/[workspace]/settings'>) {
  const t = await getTranslations('settings')
  const { workspace } = await params
  return (
    <ClientMessages namespaces={['settings', 'team', 'providers']}>
      <PageHeader title={t('settings')} />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-4xl gap-10 px-6 py-6 max-md:flex-col max-md:gap-5 max-md:px-4">
          <SettingsNav workspaceId={workspace} />
          <div className="min-w-0 flex-1">{children}</div>
        </div>
      </div>
    </ClientMessages>
  )
}
