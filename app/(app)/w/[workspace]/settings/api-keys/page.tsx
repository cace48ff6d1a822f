import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast, ROLES } from '#lib/access/roles.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { ApiKeyList } from './_components/api-key-list.tsx'
import { NewApiKey } from './_components/new-api-key.tsx'

export const metadata: Metadata = { title: 'API keys' }

export default async function ApiKeysPage({ params }: PageProps<'/w/[workspace]/settings/api-keys'>) {
  const { workspace: workspaceId } = await params
  const { tenantId, role, workspace } = await loadPlace(workspaceId)
  if (!atLeast(role, 'admin')) {
    return (
      <EmptyState
        icon={KeyRound}
        title="Keys are kept by admins"
        description="Ask an owner or admin of your organisation for a key; they can make one for this workspace alone."
      />
    )
  }
  const apiKeys = await loadAllForPage(listApiKeys, { tenantId })
  const live = apiKeys.filter(({ revokedAt }) => revokedAt === null)
  return (
    <Section
      title="API keys"
      description="With a key, a script does what you do here: start threads, follow runs, fetch files."
      action={
        <NewApiKey
          tenantId={tenantId}
          workspace={workspace}
          roles={ROLES.filter((candidate) => atLeast(role, candidate))}
        />
      }
    >
      {live.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No key yet"
          description="Make one when a script of yours is to talk to this workspace."
          className="rounded-xl border"
        />
      ) : (
        <ApiKeyList tenantId={tenantId} apiKeys={live} workspace={workspace} />
      )}
    </Section>
  )
}
