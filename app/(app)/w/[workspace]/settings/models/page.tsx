import { BrainCircuit } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { AddProvider } from '../../_components/providers/add-provider.tsx'
import { ProviderList } from '../../_components/providers/provider-list.tsx'
import { loadAgents, loadPlace, loadProviders } from '../../_server/workspace-data.ts'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage({ params }: PageProps<'/w/[workspace]/settings/models'>) {
  const { workspace: workspaceId } = await params
  const [{ role }, { providers }, { agents }] = await Promise.all([
    loadPlace(workspaceId),
    loadProviders(workspaceId),
    loadAgents(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  const add = mayChange && <AddProvider workspaceId={workspaceId} agentId={null} label="Add a provider" />
  return (
    <Section
      title="Model providers"
      description="Where your agents’ models run. What a provider charges goes to your own account there."
      action={providers.length > 0 && add}
    >
      {providers.length === 0 ? (
        <EmptyState
          icon={BrainCircuit}
          title="No model yet"
          description={
            mayChange
              ? 'Agents answer with the demo model until you connect one: with a key from a provider, or a model on a machine of your own.'
              : 'Agents answer with the demo model. Owners and admins can connect a real one.'
          }
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
