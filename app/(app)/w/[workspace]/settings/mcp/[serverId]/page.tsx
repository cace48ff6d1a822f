import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { joinCommandLine } from '#lib/mcp/command-line.ts'
import { getMcpServer, listMcpTools } from '#lib/mcp/list-servers.ts'
import { loadPlace } from '../../../_server/workspace-data.ts'
import { ServerActions } from '../_components/server-actions.tsx'
import { ServerState } from '../_components/server-state.tsx'
import { SignInSection } from '../_components/sign-in-section.tsx'
import { ToolReview } from '../_components/tool-review.tsx'

export const generateMetadata = pageTitle('mcp.title')

export default async function McpServerPage({ params }: PageProps<'/w/[workspace]/settings/mcp/[serverId]'>) {
  const { workspace: workspaceId, serverId } = await params
  const [t, { role }, server, tools] = await Promise.all([
    getTranslations('mcp'),
    loadPlace(workspaceId),
    loadForPage(getMcpServer, { workspaceId, serverId }),
    loadAllForPage(listMcpTools, { workspaceId, serverId }),
  ])
  const mayChange = atLeast(role, 'admin')
  const { name, transport, command, args, url, about, problem, checkedAt } = server
  return (
    <ClientMessages namespaces={['mcp', 'tools', 'chat', 'connections']}>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-2">
          <Link
            href={workspacePaths(workspaceId).mcp}
            className="w-fit text-muted-foreground text-sm hover:text-foreground"
          >
            {t('title')}
          </Link>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h2 className="font-semibold text-lg">{name}</h2>
            <Badge>{t(`transports.${transport}`)}</Badge>
            <ServerState server={server} />
            {mayChange && <ServerActions workspaceId={workspaceId} server={server} />}
          </div>
          <code className="wrap-anywhere font-mono text-muted-foreground text-sm">
            {transport === 'stdio' ? joinCommandLine([command, ...args]) : url}
          </code>
          {checkedAt && (
            <p className="text-muted-foreground text-sm">
              {about && `${about.name} ${about.version} · `}
              {t.rich('checked', { date: () => <LocalDate date={checkedAt} time /> })}
            </p>
          )}
        </div>
        {problem && (
          <Notice tone="danger">
            <p className="font-medium">{t('problemTitle')}</p>
            <p className="wrap-anywhere whitespace-pre-wrap">{problem}</p>
          </Notice>
        )}
        {transport !== 'stdio' && <SignInSection workspaceId={workspaceId} server={server} mayChange={mayChange} />}
        <Section title={t('tools')} description={t('toolsDescription')}>
          {tools.length === 0 ? (
            <p className="text-muted-foreground">{t(checkedAt ? 'noTools' : 'notChecked')}</p>
          ) : (
            <ToolReview workspaceId={workspaceId} serverId={serverId} tools={tools} mayChange={mayChange} />
          )}
          {about && about.leftOut.length > 0 && (
            <Notice tone="warning">
              <p className="font-medium">{t('leftOut')}</p>
              <ul className="list-disc pl-4">
                {about.leftOut.map((tool) => (
                  <li key={tool.name}>
                    <span className="font-mono">{tool.name}</span>: {tool.reason}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </Section>
        {about?.instructions && (
          <Section title={t('instructions')} description={t('instructionsDescription')}>
            <p className="wrap-anywhere whitespace-pre-wrap rounded-lg border bg-muted p-3 text-sm">
              {about.instructions}
            </p>
          </Section>
        )}
      </div>
    </ClientMessages>
  )
}
