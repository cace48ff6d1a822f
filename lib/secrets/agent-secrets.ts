import { createHmac, hkdfSync } from 'node:crypto'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { requireEnv } from '#lib/env.ts'
import { findPattern } from '#lib/net/host-pattern.ts'
import { RedactionPatterns } from '#lib/telemetry/redactor.ts'
import { openSecret } from './seal.ts'
import { findUsable, noteUse, type UsableRow } from './store.ts'

/** A secret as the way out of an agent's sandbox needs it. */
export interface AgentSecret {
  id: string
  name: string
  hosts: readonly string[]
  /** Empty: all. */
  tools: readonly string[]
  value: string
  /** What the agent sees in its place: its own for each agent, and nothing outside of this agent. */
  placeholder: string
}

export interface AgentSecrets {
  usable: readonly AgentSecret[]
  /** What must not be shown to the agent, or by it: current and former values, those that its own ones hide included. */
  patterns: RedactionPatterns
}

/** Secrets go over encrypted connections alone. */
const HTTPS_PORTS = [443]
const MAX_OPENED = 1000
const MAX_PATTERNS = 500

/** Opened values, by secret and version: a version never changes. */
const opened = new Map<string, Promise<string>>()
const patternsOf = new Map<string, RedactionPatterns>()
let placeholderKey: Uint8Array | undefined

/** What an agent may use at this moment. */
export async function loadAgentSecrets(scope: ScopeIds, agentId: string): Promise<AgentSecrets> {
  const rows = await withScope(scope, (tx) => findUsable(tx, agentId))
  if (rows.length === 0) return { usable: [], patterns: NO_PATTERNS }
  const all = await Promise.all(rows.map(async (row) => ({ row, values: await valuesOf(row) })))
  const usable = all.flatMap(({ row, values: [value] }) => {
    if (row.isHidden || value === undefined) return []
    const { id, name, hosts, tools } = row
    return [{ id, name, hosts, tools, value, placeholder: placeholderOf(id, agentId) }]
  })
  return { usable, patterns: buildPatterns(all, agentId) }
}

/** Those of them that may go to this host, from a command of this tool. */
export function grantedTo(
  secrets: readonly AgentSecret[],
  target: { host: string; port: number },
  tool: string | null,
): AgentSecret[] {
  return secrets.filter(
    ({ hosts, tools }) => findPattern(hosts, target, HTTPS_PORTS) !== undefined && mayUse(tools, tool),
  )
}

/** Whether commands of this tool see the secret at all. */
export function mayUse(tools: readonly string[], tool: string | null): boolean {
  return tools.length === 0 || (tool !== null && tools.includes(tool))
}

/** Remembers that secrets were put into a request. */
export async function noteSecretUse(scope: ScopeIds, ids: string[]): Promise<void> {
  await withScope(scope, (tx) => noteUse(tx, ids))
}

function valuesOf(row: UsableRow): Promise<string[]> {
  return Promise.all(
    row.versions.map(({ number, sealed }) => {
      const key = `${row.id} ${number}`
      const known = opened.get(key)
      if (known) return known
      const value = openSecret(sealed, { tenantId: row.tenantId, recordId: row.id, purpose: 'secret' })
      opened.set(key, value)
      value.catch(() => opened.delete(key))
      if (opened.size > MAX_OPENED) opened.delete(opened.keys().next().value ?? '')
      return value
    }),
  )
}

function placeholderOf(secretId: string, agentId: string): string {
  placeholderKey ??= new Uint8Array(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'secret placeholder', 32))
  const mac = createHmac('sha256', placeholderKey).update(`${secretId} ${agentId}`).digest('hex')
  return `crewhouse_secret_${mac.slice(0, 32)}`
}

function buildPatterns(all: { row: UsableRow; values: string[] }[], agentId: string): RedactionPatterns {
  const key = `${agentId} ${all.map(({ row }) => `${row.id}.${row.version}`).join()}`
  const known = patternsOf.get(key)
  if (known) return known
  const redactions = all.flatMap(({ row, values }) =>
    values.map((value) => ({ value, replacement: placeholderOf(row.id, agentId) })),
  )
  const patterns = new RedactionPatterns(redactions)
  patternsOf.set(key, patterns)
  if (patternsOf.size > MAX_PATTERNS) patternsOf.delete(patternsOf.keys().next().value ?? '')
  return patterns
}

const NO_PATTERNS = new RedactionPatterns([])
