import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { type PolicyRule, policyRules } from './schema.ts'

let known: readonly PolicyRule[] | undefined

/**
 * The rules of the installation, from its environment or a file; read once, when a process begins. A policy that cannot
 * be read is no reason to go on without one.
 */
export function platformPolicy(): readonly PolicyRule[] {
  known ??= read()
  return known
}

function read(): readonly PolicyRule[] {
  const { CREWHOUSE_TOOL_POLICY, CREWHOUSE_TOOL_POLICY_FILE } = env()
  const text = CREWHOUSE_TOOL_POLICY ?? (CREWHOUSE_TOOL_POLICY_FILE && readFileSync(CREWHOUSE_TOOL_POLICY_FILE, 'utf8'))
  if (!text) return []
  const where = CREWHOUSE_TOOL_POLICY
    ? 'CREWHOUSE_TOOL_POLICY'
    : `CREWHOUSE_TOOL_POLICY_FILE (${CREWHOUSE_TOOL_POLICY_FILE})`
  return parsePlatformPolicy(text, where)
}

/** @throws Error that names what is wrong, and where */
export function parsePlatformPolicy(text: string, where: string): PolicyRule[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Error(`${where} is not JSON. It is a list of rules: [{"tools": "shell", "effect": "ask"}].`)
  }
  const parsed = policyRules.safeParse(json)
  if (!parsed.success) throw new Error(`${where} is not a list of rules:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
