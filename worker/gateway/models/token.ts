import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { requireEnv } from '#lib/env.ts'
import { idSchema } from '#lib/ids.ts'

const PREFIX = 'sk-crewhouse-'
const MAC_BYTES = 16
let key: Uint8Array | undefined

/** What code of a run shows in place of a provider's key. Worth nothing outside of that agent's sandbox, or after the run. */
export function issueModelToken(agentId: string, runId: string): string {
  return `${PREFIX}${runId}-${macOf(agentId, runId).toString('base64url')}`
}

/** The run that the token was made for, if it was made for this agent. */
export function readModelToken(agentId: string, authorization: string | undefined): string | null {
  const [, token = ''] = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '') ?? []
  if (!token.startsWith(PREFIX)) return null
  const runId = token.slice(PREFIX.length, PREFIX.length + 36)
  const given = Buffer.from(token.slice(PREFIX.length + 37), 'base64url')
  if (!idSchema.safeParse(runId).success || given.length !== MAC_BYTES) return null
  return timingSafeEqual(given, macOf(agentId, runId)) ? runId : null
}

function macOf(agentId: string, runId: string): Buffer {
  key ??= new Uint8Array(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'model token', 32))
  return createHmac('sha256', key).update(`${agentId} ${runId}`).digest().subarray(0, MAC_BYTES)
}
