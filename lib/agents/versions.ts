import { cutPage, type Page, type PageRequest } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { requestSetup } from '#lib/sandbox/setups.ts'
import type { AgentSetting, AgentSettings, AgentView } from './schema.ts'
import { canonicalSettings, changedSettings, readSettings, type StoredSettings } from './settings.ts'
import { setCurrent } from './store.ts'
import type { VersionSummary, VersionView } from './version-schema.ts'

export interface VersionOrigin {
  origin: VersionSummary['origin']
  originNumber?: number
}

interface NewVersion extends VersionOrigin {
  agentId: string
  /** Null: a draft, which its maker alone sees. */
  number: number | null
  settings: AgentSettings
  changed: readonly AgentSetting[]
}

/** Stores settings under a name that runs can hold on to. Never changed afterwards. @returns the version's id */
export async function insertVersion(tx: Tx, scope: WorkspaceScope, version: NewVersion): Promise<string> {
  const id = newId()
  const { agentId, number, settings, changed, origin, originNumber = null } = version
  const { tenantId, workspaceId, principalId, principalKind, principalName } = scope
  await tx.agentVersion.create({
    data: {
      id,
      tenantId,
      workspaceId,
      agentId,
      privateTo: number === null ? principalId : null,
      number,
      settings: canonicalSettings(settings),
      changed: [...changed],
      origin,
      originNumber,
      savedByKind: principalKind,
      savedById: principalId,
      savedByName: principalName,
    },
  })
  return id
}

/**
 * Saves settings as the next version of an agent that is locked. What changes nothing makes no version.
 * @returns the agent as it is now, and what has changed
 */
export async function saveSettings(
  tx: Tx,
  scope: WorkspaceScope,
  before: AgentView,
  settings: AgentSettings,
  origin: VersionOrigin,
): Promise<{ agent: AgentView; changed: AgentSetting[] }> {
  const changed = changedSettings(before, settings)
  if (changed.length === 0) return { agent: before, changed }
  return { agent: await storeNext(tx, scope, before, settings, changed, origin), changed }
}

/** The first version of an agent that was just made. */
export function saveFirst(tx: Tx, scope: WorkspaceScope, agent: AgentView, origin: VersionOrigin): Promise<AgentView> {
  return storeNext(tx, scope, agent, agent, [], origin)
}

async function storeNext(
  tx: Tx,
  scope: WorkspaceScope,
  { id: agentId, version }: AgentView,
  settings: AgentSettings,
  changed: readonly AgentSetting[],
  origin: VersionOrigin,
): Promise<AgentView> {
  const number = version + 1
  if (settings.sandbox.setupCommand !== '' || version > 0) await requestSetup(tx, scope, agentId, settings.sandbox)
  const id = await insertVersion(tx, scope, { agentId, number, settings, changed, ...origin })
  return setCurrent(tx, agentId, settings, { id, number })
}

type VersionRow = NonNullable<Awaited<ReturnType<Tx['agentVersion']['findFirst']>>>

function toSummary(row: Omit<VersionRow, 'settings'>): VersionSummary {
  return {
    id: row.id,
    agentId: row.agentId,
    number: row.number ?? 0,
    origin: row.origin as VersionSummary['origin'],
    originNumber: row.originNumber,
    changed: row.changed as AgentSetting[],
    savedAt: row.savedAt.toISOString(),
    savedBy: { id: row.savedById, name: row.savedByName, kind: row.savedByKind },
  }
}

/** The newest first; drafts are in no list. */
export async function selectVersions(
  tx: Tx,
  agentId: string,
  { after, limit }: PageRequest<{ number: number }>,
): Promise<Page<VersionSummary>> {
  const rows = await tx.agentVersion.findMany({
    where: { agentId, number: after ? { lt: after.number } : { not: null } },
    orderBy: { number: 'desc' },
    take: limit + 1,
    omit: { settings: true },
  })
  return cutPage(rows, limit, ({ number }) => ({ number }), toSummary)
}

export async function findVersion(tx: Tx, agentId: string, number: number): Promise<VersionView | null> {
  const row = await tx.agentVersion.findFirst({ where: { agentId, number } })
  return row && { ...toSummary(row), settings: readSettings(row.settings as StoredSettings) }
}

/** Everything that was saved behind a version, the newest first. */
export async function selectVersionsAfter(tx: Tx, agentId: string, number: number): Promise<VersionSummary[]> {
  const rows = await tx.agentVersion.findMany({
    where: { agentId, number: { gt: number } },
    orderBy: { number: 'desc' },
    take: 100,
    omit: { settings: true },
  })
  return rows.map(toSummary)
}

/** The draft that its maker tried last, with its settings. */
export async function findLastDraft(tx: Tx, agentId: string, principalId: string) {
  const row = await tx.agentVersion.findFirst({
    where: { agentId, number: null, privateTo: principalId },
    orderBy: [{ savedAt: 'desc' }, { id: 'desc' }],
  })
  return row && { id: row.id, settings: readSettings(row.settings as StoredSettings) }
}

/** Of the version by which the agent works now; null for an agent without versions. */
export async function currentVersionId(tx: Tx, agentId: string): Promise<string | null> {
  const row = await tx.agent.findFirst({ where: { id: agentId }, select: { versionId: true } })
  return row?.versionId ?? null
}
