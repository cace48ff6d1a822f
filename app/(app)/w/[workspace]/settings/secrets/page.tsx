import { KeyRound, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { SecretDialog } from '../../_components/secrets/secret-dialog.tsx'
import { SecretList } from '../../_components/secrets/secret-list.tsx'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('secrets.secrets')

export default async function SecretsPage({ params }: PageProps<'/w/[workspace]/settings/secrets'>) {
  const t = await getTranslations('secrets')
  const { workspace: workspaceId } = await params
  const [{ role }, secrets, loaded] = await Promise.all([
    loadPlace(workspaceId),
    loadAllForPage(listSecrets, { workspaceId }),
    loadAgents(workspaceId),
  ])
  const agents = loaded.agents.map(({ id, name }) => ({ id, name }))
  const mayChange = atLeast(role, 'admin')
  const add = mayChange && (
    <SecretDialog
      workspaceId={workspaceId}
      agents={agents}
      trigger={
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
    />
  )
  return (
    <ClientMessages namespaces={['secrets']}>
      <Section title={t('secrets')} description={t('pageDescription')} action={secrets.length > 0 && add}>
        {secrets.length === 0 ? (
          <EmptyState
            icon={KeyRound}
            title={t('emptyTitle')}
            description={t(mayChange ? 'emptyAdmin' : 'emptyMember')}
            action={add}
            className="rounded-xl border"
          />
        ) : (
          <SecretList workspaceId={workspaceId} secrets={secrets} agents={agents} mayChange={mayChange} />
        )}
      </Section>
    </ClientMessages>
  )
}
