import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { requireEnv } from '#lib/env.ts'

/** On whose behalf a command connects: a run and the tool that started it. */
export interface Pass {
  runId: string
  tool: string
}

const MAC_BYTES = 16
let key: Uint8Array | undefined

/** The credential with which a command's connections say which run they belong to: a name and a password for the proxy. */
export function issuePass(agentId: string, { runId, tool }: Pass): string {
  const name = `${runId}.${Buffer.from(tool).toString('base64url')}`
  return `${name}:${macOf(agentId, name).toString('base64url')}`
}

/** What the credential says, if this installation made it for that agent; else null: nobody knows which run it is. */
export function readPass(agentId: string, header: string | undefined): Pass | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(header ?? '')?.[1]
  const [name = '', mac = ''] = Buffer.from(encoded ?? '', 'base64')
    .toString('latin1')
    .split(':')
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== MAC_BYTES || !timingSafeEqual(given, macOf(agentId, name))) return null
  const [runId = '', tool = ''] = name.split('.')
  return { runId, tool: Buffer.from(tool, 'base64url').toString('utf8') }
}

function macOf(agentId: string, name: string): Buffer {
  key ??= new Uint8Array(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'gateway pass', 32))
  return createHmac('sha256', key).update(`${agentId} ${name}`).digest().subarray(0, MAC_BYTES)
}
