import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { AppError } from '#lib/errors.ts'
import { listProviders } from '#lib/providers/list-providers.ts'
import { getStops } from '#lib/stops/get-stops.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import { currentCursor } from '#lib/stream/read-topic.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'
import { listThreads } from '#lib/threads/list-threads.ts'

/** The sidebar shows this many threads. */
const RECENT_THREADS = 30

/** The organisations and workspaces of whoever is signed in. */
export const loadMemberships = cache(async () => {
  try {
    return await listOwnMemberships(await currentPrincipal())
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') redirect('/sign-in')
    throw error
  }
})

/** Where in their organisations a person is; a workspace that they may not enter is not found. */
export const loadPlace = cache(async (workspaceId: string) => {
  for (const { tenantId, tenantName, role, workspaces } of await loadMemberships()) {
    const workspace = workspaces.find(({ id }) => id === workspaceId)
    if (workspace) return { tenantId, tenantName, role, workspace }
  }
  notFound()
})

/** Where the workspace's topic is before any of the lists below is loaded: no change falls between them and the stream. */
export const loadCursor = cache(async (workspaceId: string) =>
  formatCursor(await currentCursor(`workspace:${workspaceId}`)),
)

// Layout and page both ask; one query a request answers.
export const loadAgents = cache(async (workspaceId: string) => {
  await loadCursor(workspaceId)
  return { agents: await loadAllForPage(listAgents, { workspaceId }) }
})
export const loadRecentThreads = cache(async (workspaceId: string) => {
  await loadCursor(workspaceId)
  const { items: threads } = await loadForPage(listThreads, { workspaceId, limit: RECENT_THREADS })
  return { threads }
})
export const loadProviders = cache(async (workspaceId: string) => ({
  providers: await loadAllForPage(listProviders, { workspaceId }),
}))
/** What stands still: the organisation, the workspace, agents of it. */
export const loadStops = cache(async (workspaceId: string) => (await loadForPage(getStops, { workspaceId })).items)
