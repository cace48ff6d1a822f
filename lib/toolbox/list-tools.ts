import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { decideByRules, isAbout, type PolicyLevel } from '#lib/tools/policy.ts'
import { toolsSearch } from '#lib/tools/registry.ts'
import { loadPolicies } from './policies.ts'
import { type ToolView, toolView } from './schema.ts'
import { findTools } from './sources.ts'
import { policyLevels } from './toolbox.ts'

const nameKey = z.object({ place: z.number().int().min(0) })

/** The tools of a workspace; for an agent: which it was given, and what the policy says of each, by which rule. */
export const listTools = defineUseCase({
  id: 'tools.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/tools' },
  input: { ...pageFields, agentId: idSchema.optional() },
  output: pageOf(toolView),
  async execute({ tx, scope }, { agentId, cursor, limit }) {
    const agent = agentId ? await loadAgent(tx, agentId) : null
    const { tenantId, workspaceId } = scope
    const tools = await findTools(tx, { tenantId, workspaceId, agentId: agentId ?? null })
    const levels = policyLevels(await loadPolicies(tx, agentId ?? null))
    const granted = new Set(agent?.tools)
    const views = [...tools.values()]
      .filter(({ name }) => name !== toolsSearch.name)
      .map((tool, place) => ({ place, view: toView(tool, levels, granted.has(tool.name)) }))
    const after = decodePageCursor(nameKey, cursor)?.place ?? -1
    const rows = views.filter(({ place }) => place > after).slice(0, limit + 1)
    return cutPage(
      rows,
      limit,
      ({ place }) => ({ place }),
      ({ view }) => view,
    )
  },
})

function toView(tool: ToolDefinition, levels: readonly PolicyLevel[], granted: boolean): ToolView {
  const { name, description, risk, group, runsIn, idempotent, timeoutMs, source } = tool
  const decision = decideByRules(tool, levels, null)
  const narrowed = levels.flatMap(({ level, rules }) =>
    rules.filter((rule) => rule.when && tool.subject && isAbout(tool, rule)).map((rule) => ({ level, rule })),
  )
  return {
    name,
    title: tool.title ?? null,
    description,
    risk,
    group,
    runsIn,
    idempotent,
    timeoutMs,
    secrets: [...(tool.secrets ?? [])],
    hosts: [...(tool.hosts ?? [])],
    source,
    granted,
    effect: decision.effect,
    decidedBy: decision.by,
    narrowed,
  }
}
