import { BrainCircuit } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { AddProvider } from '../../_components/providers/add-provider.tsx'
import { ProviderList } from '../../_components/providers/provider-list.tsx'
import { loadAgents, loadPlace, loadProviders } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('providers.models')

export default async function ModelsPage({ params }: PageProps<'/w/[workspace]/settings/models'>) {
  const t = await getTranslations('providers')
  const { workspace: workspaceId } = await params
  const [{ role }, { providers }, { agents }] = await Promise.all([
    loadPlace(workspaceId),
    loadProviders(workspaceId),
    loadAgents(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  const add = mayChange && <AddProvider workspaceId={workspaceId} agentId={null} label={t('addProvider')} />
  return (
    <Section title={t('modelProviders')} description={t('modelsDescription')} action={providers.length > 0 && add}>
      {providers.length === 0 ? (
        <EmptyState
          icon={BrainCircuit}
          title={t('emptyTitle')}
          description={mayChange ? t('emptyAdmin') : t('emptyMember')}
          action={add}
          className="rounded-xl border"
        />
      ) : (
        <ProviderList
          workspaceId={workspaceId}
          providers={providers}
          agentNames={Object.fromEntries(agents.map(({ id, name }) => [id, name]))}
          mayChange={mayChange}
        />
      )}
    </Section>
  )
}
