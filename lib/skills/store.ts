import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { scanReport } from '#lib/scan/schema.ts'
import type { SkillPackage } from './read-package.ts'
import { type SkillFile, type SkillSummary, type SkillView, skillFile } from './schema.ts'

type SkillRow = Prisma.SkillGetPayload<object>

function toSummary(row: SkillRow): SkillSummary {
  const { id, name, description, workspaceId, agentId, version, activeVersion } = row
  return {
    id,
    name,
    description,
    workspaceId,
    agentId,
    version,
    activeVersion,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export async function selectSkills(
  tx: Tx,
  agentId: string | null | undefined,
  request: PageRequest<TimeKey>,
): Promise<Page<SkillSummary>> {
  const rows = await tx.skill.findMany({
    where: { ...(agentId === undefined ? {} : { agentId }), ...afterInTime(request.after) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: request.limit + 1,
  })
  return cutPage(rows, request.limit, keyInTime, toSummary)
}

/** The skill with the newest of its versions, or the one that is named. */
export async function findSkill(tx: Tx, skillId: string, number?: number): Promise<SkillView | null> {
  const row = await tx.skill.findFirst({ where: { id: skillId } })
  if (!row) return null
  const version = await tx.skillVersion.findFirst({ where: { skillId, number: number ?? row.version } })
  if (!version) return null
  const { createdByName, approvedByName, name, description } = version
  return {
    ...toSummary(row),
    name,
    description,
    files: skillFile.array().parse(version.files),
    report: scanReport.parse(version.report),
    createdByName,
    approvedByName,
  }
}

/** Whoever else saves or approves the skill waits. `isForeign`: it is the organisation's, which a workspace only reads. */
export async function lockSkill(tx: Tx, skillId: string): Promise<(SkillSummary & { isForeign: boolean }) | null> {
  const locked = await tx.$queryRaw<unknown[]>`select 1 from skills where id = ${skillId}::uuid for update`
  const row = await tx.skill.findFirst({ where: { id: skillId } })
  return row && { ...toSummary(row), isForeign: locked.length === 0 }
}

/** Stores a first version, or the next one; it becomes active where nobody has to be asked. */
export async function insertVersion(
  tx: Tx,
  scope: Scope,
  before: SkillSummary | null,
  skill: { id: string; agentId: string | null; content: SkillPackage; approvedByName?: string | null },
): Promise<void> {
  const { tenantId, workspaceId } = scope
  const { id, agentId, content, approvedByName = null } = skill
  const { name, description, files, report } = content
  const isActive = report.verdict === 'pass' || approvedByName !== null
  const number = (before?.version ?? 0) + 1
  const active = isActive ? { activeVersion: number } : {}
  // The list shows what agents are given, where there is something.
  const named = isActive || !before?.activeVersion ? { name, description } : {}
  try {
    if (before)
      await tx.skill.update({ where: { id }, data: { ...named, version: number, ...active, updatedAt: new Date() } })
    else
      await tx.skill.create({
        data: { id, tenantId, workspaceId, agentId, name, description, version: number, ...active },
      })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError(
        'conflict',
        `There is a skill named "${name}" already. Change that one, or choose another name in SKILL.md.`,
      )
    }
    throw error
  }
  await tx.skillVersion.create({
    data: {
      skillId: id,
      number,
      tenantId,
      workspaceId,
      name,
      description,
      files,
      report,
      createdByName: scope.principalName,
      approvedByName,
    },
  })
}

/** An admin has given their word for the newest version. */
export async function setApproved(tx: Tx, skill: SkillSummary, approvedByName: string): Promise<void> {
  const version = await tx.skillVersion.update({
    where: { skillId_number: { skillId: skill.id, number: skill.version } },
    data: { approvedByName },
  })
  const { name, description } = version
  await tx.skill.update({
    where: { id: skill.id },
    data: { activeVersion: skill.version, name, description, updatedAt: new Date() },
  })
}

export async function removeSkill(tx: Tx, skillId: string): Promise<void> {
  await tx.skill.delete({ where: { id: skillId } })
}

/** Those that an agent is given: its own, of other names its workspace's, then its organisation's; at most so many. */
export async function selectGiven(
  tx: Tx,
  workspaceId: string,
  agentId: string | null,
): Promise<{ name: string; description: string }[]> {
  return tx.$queryRaw`
    select distinct on (lower(name)) name, description from skills
    where (workspace_id = ${workspaceId}::uuid or workspace_id is null) and active_version is not null
      and (agent_id is null or agent_id = ${agentId}::uuid)
    order by lower(name), agent_id nulls last, workspace_id nulls last limit 200`
}

/** The files of one of them. */
export async function findGiven(
  tx: Tx,
  agentId: string,
  name: string,
): Promise<{ id: string; version: number; files: SkillFile[] } | null> {
  const rows = await tx.skill.findMany({
    where: {
      name: { equals: name, mode: 'insensitive' },
      activeVersion: { not: null },
      OR: [{ agentId: null }, { agentId }],
    },
    // As `selectGiven` has it: the nearest one.
    orderBy: [{ agentId: { sort: 'asc', nulls: 'last' } }, { workspaceId: { sort: 'asc', nulls: 'last' } }],
  })
  const [row] = rows
  if (!row || row.activeVersion === null) return null
  const version = await tx.skillVersion.findFirst({ where: { skillId: row.id, number: row.activeVersion } })
  return version && { id: row.id, version: version.number, files: skillFile.array().parse(version.files) }
}

/** Whose pages show the organisation's skills. */
export async function selectWorkspaceIds(tx: Tx): Promise<string[]> {
  return (await tx.workspace.findMany({ select: { id: true } })).map(({ id }) => id)
}
