import { FileInput, Plus, Webhook } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listServices } from '#lib/connections/list-services.ts'
import { listHttpTools } from '#lib/http-tools/list-tools.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'
import { HttpToolList } from './_components/http-tool-list.tsx'
import { ImportDialog } from './_components/import-dialog.tsx'
import { ToolDialog } from './_components/tool-dialog.tsx'

export const generateMetadata = pageTitle('http-tools.title')

export default async function HttpToolsPage({ params }: PageProps<'/w/[workspace]/settings/http-tools'>) {
  const t = await getTranslations('http-tools')
  const { workspace: workspaceId } = await params
  const [{ role }, tools, loaded, found, { agents }] = await Promise.all([
    loadPlace(workspaceId),
    loadAllForPage(listHttpTools, { workspaceId }),
    loadAllForPage(listSecrets, { workspaceId }),
    loadAllForPage(listServices, { workspaceId }),
    loadAgents(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  // One name stands for the workspace's secret and for those of single agents.
  const hostsOf = (name: string) => loaded.flatMap((secret) => (secret.name === name ? secret.hosts : []))
  const secrets = [...new Set(loaded.map(({ name }) => name))].map((name) => ({ name, hosts: hostsOf(name) }))
  // A server's own service is for that server alone.
  const services = found.filter(({ mcpServerId }) => mcpServerId === null).map(({ name, hosts }) => ({ name, hosts }))
  const add = mayChange && (
    <div className="flex shrink-0 gap-2 max-sm:flex-wrap">
      <ImportDialog
        workspaceId={workspaceId}
        secrets={secrets}
        services={services}
        trigger={
          <Button size="sm">
            <FileInput aria-hidden />
            {t('import.open')}
          </Button>
        }
      />
      <ToolDialog
        workspaceId={workspaceId}
        secrets={secrets}
        services={services}
        trigger={
          <Button variant="primary" size="sm">
            <Plus aria-hidden />
            {t('add')}
          </Button>
        }
      />
    </div>
  )
  return (
    <ClientMessages namespaces={['http-tools', 'tools']}>
      <Section title={t('title')} description={t('pageDescription')} action={tools.length > 0 && add}>
        {tools.length === 0 ? (
          <EmptyState
            icon={Webhook}
            title={t('emptyTitle')}
            description={t(mayChange ? 'emptyAdmin' : 'emptyMember')}
            action={add}
            className="rounded-xl border"
          />
        ) : (
          <HttpToolList
            workspaceId={workspaceId}
            tools={tools}
            secrets={secrets}
            services={services}
            agents={agents.map(({ id, name }) => ({ id, name }))}
            mayChange={mayChange}
          />
        )}
      </Section>
    </ClientMessages>
  )
}
