import { Plug, Plus } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { joinCommandLine } from '#lib/mcp/command-line.ts'
import { listMcpServers } from '#lib/mcp/list-servers.ts'
import type { McpServerView } from '#lib/mcp/schema.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { ServerDialog } from './_components/server-dialog.tsx'
import { ServerState } from './_components/server-state.tsx'

export const generateMetadata = pageTitle('mcp.title')

export default async function McpServersPage({ params }: PageProps<'/w/[workspace]/settings/mcp'>) {
  const { workspace: workspaceId } = await params
  const [t, { role }, servers] = await Promise.all([
    getTranslations('mcp'),
    loadPlace(workspaceId),
    loadAllForPage(listMcpServers, { workspaceId }),
  ])
  const mayChange = atLeast(role, 'admin')
  const add = mayChange && (
    <ServerDialog
      workspaceId={workspaceId}
      trigger={
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
    />
  )
  return (
    <ClientMessages namespaces={['mcp']}>
      <Section title={t('title')} description={t('description')} action={servers.length > 0 && add}>
        {servers.length === 0 ? (
          <EmptyState
            icon={Plug}
            title={t('emptyTitle')}
            description={t(mayChange ? 'emptyAdmin' : 'emptyMember')}
            action={add}
            className="rounded-xl border"
          />
        ) : (
          <ul className="divide-y rounded-xl border bg-raised shadow-raised">
            {servers.map((server) => (
              <ServerRow key={server.id} workspaceId={workspaceId} server={server} />
            ))}
          </ul>
        )}
      </Section>
    </ClientMessages>
  )
}

async function ServerRow({ workspaceId, server }: { workspaceId: string; server: McpServerView }) {
  const t = await getTranslations('mcp')
  const { id, name, transport, command, args, url, tools } = server
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Link href={workspacePaths(workspaceId).mcpServer(id)} className="font-medium after:absolute after:inset-0">
            {name}
          </Link>
          <Badge>{t(`transports.${transport}`)}</Badge>
          <ServerState server={server} />
        </p>
        <code className="wrap-anywhere font-mono text-muted-foreground text-sm">
          {transport === 'stdio' ? joinCommandLine([command, ...args]) : url}
        </code>
      </div>
      <p className="text-muted-foreground text-sm">{t('toolsEnabled', { count: tools.enabled })}</p>
    </li>
  )
}
