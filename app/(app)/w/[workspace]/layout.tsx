import { cookies } from 'next/headers'
import { chooseLanguage } from '#app/_i18n/choose-language.ts'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { KeepLanguage } from '#app/_i18n/keep-language.tsx'
import { LOCALE_COOKIE } from '#app/_i18n/locales.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { Shell } from '#components/shell/shell.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { atLeast } from '#lib/access/roles.ts'
import { InstallationNotice } from './_components/installation-notice.tsx'
import { StopBanner } from './_components/stops/stop-banner.tsx'
import {
  loadAgents,
  loadCursor,
  loadMemberships,
  loadPlace,
  loadRecentThreads,
  loadStops,
} from './_server/workspace-data.ts'

export default async function WorkspaceLayout({ params, children }: LayoutProps<'/w/[workspace]'>) {
  const { workspace: workspaceId } = await params
  const user = await requireUser()
  const [memberships, { workspace, tenantId, tenantName, role }] = await Promise.all([
    loadMemberships(),
    loadPlace(workspaceId),
  ])
  const [cursor, { agents }, { threads }, stops, jar] = await Promise.all([
    loadCursor(workspaceId),
    loadAgents(workspaceId),
    loadRecentThreads(workspaceId),
    loadStops(workspaceId),
    cookies(),
  ])
  return (
    <ClientMessages namespaces={['shell', 'notifications', 'approvals', 'tools', 'stop']}>
      <Shell
        data={{
          user: {
            id: user.id,
            name: user.name,
            email: user.email,
            mayAnswer: atLeast(role, 'member'),
            mayWriteRules: atLeast(role, 'admin'),
          },
          workspace: { ...workspace, tenantId, tenantName },
          workspaces: memberships.flatMap((tenant) =>
            tenant.workspaces.map((other) => ({ ...other, tenantName: tenant.tenantName })),
          ),
          agents: agents.map(({ id, name, color, avatar }) => ({ id, name, color, face: faceOf(workspaceId, avatar) })),
          cursor,
          threads: threads.map(({ id, title, agentId, live }) => ({ id, title, agentId, live })),
        }}
        chooseLanguage={chooseLanguage}
        initiallyFolded={jar.get('sidebar')?.value === 'folded'}
        notice={
          <>
            <InstallationNotice />
            <StopBanner
              workspaceId={workspaceId}
              tenantId={tenantId}
              stops={stops}
              mayChange={atLeast(role, 'admin')}
            />
          </>
        }
      >
        {children}
        {user.language !== null && !jar.has(LOCALE_COOKIE) && <KeepLanguage language={user.language} />}
      </Shell>
    </ClientMessages>
  )
}
