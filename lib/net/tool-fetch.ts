import type { Socket } from 'node:net'
import { env } from '#lib/env.ts'
import { dial } from './dial.ts'
import { type GuardedFetchOptions, guardedFetch } from './guarded-fetch.ts'
import { parseTarget } from './host-pattern.ts'

const USUAL_PORTS = [80, 443]
const UNNAMED = -1
const HEADERS_TIMEOUT_MS = 60_000
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024
const STREAM_SILENCE_MS = 1_800_000
const MAX_STREAM_BYTES = 16 * 1024 * 1024

let hosts: { written: string; targets: { host: string; port: number }[] } | undefined

/** Whether whoever runs the installation has named this host of its own network for tools. */
export function isPrivateToolHost({ host, port }: { host: string; port: number }): boolean {
  const written = env().CREWHOUSE_TOOL_PRIVATE_HOSTS ?? ''
  if (hosts?.written !== written) {
    const targets = written.split(',').flatMap((text) => parseTarget(text.trim(), UNNAMED) ?? [])
    hosts = { written, targets }
  }
  return hosts.targets.some(
    (named) => named.host === host && (named.port === UNNAMED ? USUAL_PORTS.includes(port) : named.port === port),
  )
}

const kept = new Map<string, ReturnType<typeof guardedFetch>>()

function keep(name: string, options: GuardedFetchOptions): typeof fetch {
  let made = kept.get(name)
  if (!made) {
    made = guardedFetch({ headersTimeoutMs: HEADERS_TIMEOUT_MS, maxResponseBytes: MAX_RESPONSE_BYTES, ...options })
    kept.set(name, made)
  }
  return made
}

const REFUSAL =
  'This address leads to a private, local or reserved network, where tools may not go. Whoever runs this installation can name such a host in CREWHOUSE_TOOL_PRIVATE_HOSTS.'
const OF_TENANTS: GuardedFetchOptions = { allowPrivate: isPrivateToolHost, refusal: REFUSAL }

/** A connection of a tool that speaks something else than HTTP, under the same rules. @throws AddressRefusedError */
export function toolDial(target: { host: string; port: number }, signal: AbortSignal): Promise<Socket> {
  return dial(target, { policy: { allowPrivate: isPrivateToolHost(target) }, refusal: REFUSAL, signal })
}

/** `fetch` for whatever a tool is told to reach, by a tenant or a model. It follows no redirect. */
export function toolFetch(): typeof fetch {
  return keep('tenant', OF_TENANTS)
}

/** The same for servers whose answers are streams: silence is for the call's own deadline to end. */
export function streamingToolFetch(): typeof fetch {
  return keep('streams', {
    ...OF_TENANTS,
    headersTimeoutMs: STREAM_SILENCE_MS,
    bodyTimeoutMs: STREAM_SILENCE_MS,
    maxResponseBytes: MAX_STREAM_BYTES,
  })
}

/** The same for an address that whoever runs the installation has set, which may be in its own network. */
export function operatorFetch(): typeof fetch {
  return keep('operator', { allowPrivate: true })
}
