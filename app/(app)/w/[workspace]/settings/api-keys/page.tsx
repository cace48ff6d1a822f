import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast, ROLES } from '#lib/access/roles.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { ApiKeyList } from './_components/api-key-list.tsx'
import { NewApiKey } from './_components/new-api-key.tsx'

export const generateMetadata = pageTitle('team.apiKeys')

export default async function ApiKeysPage({ params }: PageProps<'/w/[workspace]/settings/api-keys'>) {
  const t = await getTranslations('team')
  const reference = await getTranslations('api.reference')
  const { workspace: workspaceId } = await params
  const { tenantId, role, workspace } = await loadPlace(workspaceId)
  if (!atLeast(role, 'admin')) {
    return <EmptyState icon={KeyRound} title={t('keysByAdmins')} description={t('keysByAdminsDescription')} />
  }
  const apiKeys = await loadAllForPage(listApiKeys, { tenantId })
  const live = apiKeys.filter(({ revokedAt }) => revokedAt === null)
  return (
    <Section
      title={t('apiKeys')}
      description={t('apiKeysDescription')}
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
          title={t('noKeyYet')}
          description={t('noKeyDescription')}
          className="rounded-xl border"
        />
      ) : (
        <ApiKeyList tenantId={tenantId} apiKeys={live} workspace={workspace} />
      )}
      <p>
        <Link href="/developers" className="underline underline-offset-4">
          {reference('title')}
        </Link>
      </p>
    </Section>
  )
}
