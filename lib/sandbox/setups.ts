import type { Tx } from '#lib/db/client.ts'
import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import type { SetupView } from './setup-schema.ts'
import type { SandboxSettings } from './spec.ts'

/** Whoever builds, and says nothing for this long, is dead. */
const SILENCE_MS = 60_000

const platform = () => dangerouslyUnscoped('a worker builds the images of every tenant’s agents')

/**
 * Has the agent's image built, by the first worker that looks. What is wanted already is not wanted again, except
 * `renewed`, where another agent's image will do, or `anew`. The image that it has stays until there is another.
 */
export async function requestSetup(
  tx: Tx,
  { tenantId, workspaceId }: ScopeIds,
  agentId: string,
  { setupCommand, image }: Pick<SandboxSettings, 'setupCommand' | 'image'>,
  why: 'changed' | 'renewed' | 'anew' = 'changed',
): Promise<void> {
  if (setupCommand === '') {
    await tx.agentSetup.deleteMany({ where: { agentId } })
    return
  }
  await tx.$executeRaw`
    insert into agent_setups as s (agent_id, tenant_id, workspace_id, command, base, anew)
    values (${agentId}::uuid, ${tenantId}::uuid, ${workspaceId}::uuid, ${toText(setupCommand)}, ${image}, ${why === 'anew'})
    on conflict (agent_id) do update
      set command = excluded.command, base = excluded.base, anew = excluded.anew, status = 'waiting', log = '', error = null,
        worker_id = null, requested_at = now(), started_at = null, finished_at = null
      where ${why !== 'changed'} or s.command <> excluded.command or s.base <> excluded.base`
}

/** For people. */
export async function findSetup(tx: Tx, agentId: string): Promise<SetupView> {
  const row = await tx.agentSetup.findUnique({ where: { agentId } })
  const nothing = { command: '', log: '', error: null, sizeBytes: null, startedAt: null, finishedAt: null }
  if (!row) return { status: 'none', usesEarlier: false, ...nothing }
  const { command, log, error } = row
  return {
    status: row.status as SetupView['status'],
    command,
    log,
    error,
    usesEarlier: row.image !== null && row.status !== 'ready',
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** The image that an agent's setup made, and what it was made on; null: none yet. */
export async function findSetupImage(tx: Tx, agentId: string): Promise<{ image: string; imageBase: string } | null> {
  const row = await tx.agentSetup.findUnique({ where: { agentId }, select: { image: true, imageBase: true } })
  return row?.image && row.imageBase ? { image: row.image, imageBase: row.imageBase } : null
}

export interface ClaimedSetup {
  agentId: string
  tenantId: string
  workspaceId: string
  command: string
  /** Even where the tenant has such an image already. */
  anew: boolean
  /** The agent's settings, unparsed. */
  settings: unknown
}

/** The next image to be built: one that waits, or that a dead worker began. */
export async function claimSetup(workerId: string): Promise<ClaimedSetup | null> {
  const [row] = await platform().$queryRaw<ClaimedSetup[]>`
    update agent_setups s set status = 'building', worker_id = ${workerId}::uuid, beat_at = now(), started_at = now(), log = '',
      error = null, finished_at = null
    from agents a
    where a.id = s.agent_id and s.agent_id = (
      select agent_id from agent_setups
      where status = 'waiting' or (status = 'building' and beat_at < now() - ${SILENCE_MS} * interval '1 millisecond')
      order by requested_at limit 1 for update skip locked)
    returning s.agent_id as "agentId", s.tenant_id as "tenantId", s.workspace_id as "workspaceId", s.command, s.anew, a.sandbox as settings`
  return row ?? null
}

type Claim = Pick<ClaimedSetup, 'agentId' | 'command'> & { workerId: string }

/** What has been printed so far. @returns false where another command is wanted by now: the work is for nothing */
export async function noteSetup({ agentId, command, workerId }: Claim, log: string): Promise<boolean> {
  const { count } = await platform().agentSetup.updateMany({
    where: { agentId, workerId, command, status: 'building' },
    data: { log: toText(log), beatAt: new Date() },
  })
  return count > 0
}

/** How it ended. An image that was made for a command that is not wanted any more is nobody's. */
export async function finishSetup(
  { agentId, command, workerId }: Claim,
  log: string,
  end: { image: string; imageBase: string; sizeBytes: number } | { error: string } | 'later',
): Promise<void> {
  const done = { log: toText(log), finishedAt: new Date(), workerId: null }
  await platform().agentSetup.updateMany({
    where: { agentId, workerId, command, status: 'building' },
    data:
      end === 'later'
        ? { status: 'waiting', workerId: null }
        : 'error' in end
          ? { ...done, status: 'failed', error: toText(end.error) }
          : { ...done, ...end, status: 'ready', error: null, anew: false },
  })
}

/** Every image that an agent of the installation works in. */
export async function listSetupImages(): Promise<string[]> {
  const rows = await platform().agentSetup.findMany({ where: { image: { not: null } }, select: { image: true } })
  return rows.flatMap(({ image }) => image ?? [])
}

/** The image is made once more, because what it was made on is another now; unless that is under way, or has failed. */
export async function renewSetup(
  tx: Tx,
  scope: ScopeIds,
  agentId: string,
  settings: Pick<SandboxSettings, 'setupCommand' | 'image'>,
): Promise<void> {
  const row = await tx.agentSetup.findUnique({ where: { agentId }, select: { status: true } })
  if (row?.status === 'ready') await requestSetup(tx, scope, agentId, settings, 'renewed')
}
