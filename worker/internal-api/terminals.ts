import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { type TerminalLine, terminalSize } from '#lib/containers/schema.ts'
import { MAX_TERMINAL_INPUT_BYTES } from '#lib/containers/send-to-terminal.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import type { SignedScope } from '#lib/workspaces/signed-scope.ts'
import type { ExecResult, Terminal } from '../sandbox/provider.ts'
import { type Call, type InternalApiBackend, type Operation, parseJson, readBody } from './http.ts'
import { placeOf } from './sandboxes.ts'

/** A terminal at which nobody types ends: it keeps its sandbox awake. */
const IDLE_MS = 15 * 60_000
const MAX_TERMINALS = 64
const MAX_TERMINALS_OF_AGENT = 8
const MAX_SIZE_BYTES = 1000

interface OpenTerminal {
  scope: SignedScope
  agentId: string
  terminal: Terminal
  typed(): void
}

const open = new Map<string, OpenTerminal>()

const terminalQuery = z.object({ agentId: idSchema, terminalId: idSchema })

/**
 * Terminals for people. `POST /v1/terminals` answers with lines of JSON until the terminal has ended, and the terminal
 * ends with that answer's connection; keys and sizes come in requests of their own, from the same login.
 */
export const terminalOperations: Record<string, Operation> = {
  'POST /v1/terminals': { operation: 'attach', handle: attach },
  'POST /v1/terminals/input': {
    operation: 'attach',
    async handle(_, call) {
      const found = findTerminal(call)
      const bytes = await readBody(call.request, MAX_TERMINAL_INPUT_BYTES)
      found.typed()
      await found.terminal.write(bytes)
      call.response.writeHead(204).end()
    },
  },
  'POST /v1/terminals/size': {
    operation: 'attach',
    async handle(_, call) {
      const found = findTerminal(call)
      found.terminal.resize(parseInput(terminalSize, parseJson(await readBody(call.request, MAX_SIZE_BYTES))))
      call.response.writeHead(204).end()
    },
  },
}

/** Somebody else's terminal reads like one that does not exist. */
function findTerminal({ scope, query }: Call): OpenTerminal {
  const { agentId, terminalId } = parseInput(terminalQuery, query)
  const found = open.get(terminalId)
  const isOwn =
    found?.agentId === agentId &&
    found.scope.tenantId === scope.tenantId &&
    found.scope.workspaceId === scope.workspaceId &&
    found.scope.principalId === scope.principalId &&
    found.scope.loginId === scope.loginId
  if (!found || !isOwn) throw notFound('The terminal')
  return found
}

async function attach(backend: InternalApiBackend, call: Call): Promise<void> {
  const { scope, request, response } = call
  if (!scope.loginId) throw new AppError('not_allowed', 'A terminal is for a person who is signed in.')
  const { terminalId } = parseInput(terminalQuery, call.query)
  const size = parseInput(terminalSize, parseJson(await readBody(request, MAX_SIZE_BYTES)))
  const place = placeOf(call)
  const ofAgent = [...open.values()].filter(({ agentId }) => agentId === place.agentId)
  if (open.has(terminalId)) throw new AppError('conflict', 'This terminal is open already.')
  if (open.size >= MAX_TERMINALS || ofAgent.length >= MAX_TERMINALS_OF_AGENT) {
    throw new AppError('rate_limited', 'Too many terminals are open. Close one, and try again.', { retryAfterS: 5 })
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const sandbox = await backend.sandbox(place)
  if (gone.signal.aborted) return
  const send = async (line: TerminalLine) => {
    if (gone.signal.aborted) return
    if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response, gone.signal)
  }
  const terminal = await sandbox.openTerminal({
    size,
    onOutput: (bytes) => send({ output: Buffer.from(bytes).toString('base64') }),
  })
  const hangUp = () => void terminal.hangUp()
  let isIdle = false
  const idle = setTimeout(() => {
    isIdle = true
    hangUp()
  }, IDLE_MS)
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  // Somebody came in between with the same id.
  if (gone.signal.aborted || open.has(terminalId)) {
    hangUp()
    clearTimeout(idle)
    response.destroy()
    return
  }
  gone.signal.addEventListener('abort', hangUp, { once: true })
  open.set(terminalId, { scope, agentId: place.agentId, terminal, typed: () => idle.refresh() })
  try {
    const end = await terminal.ended
    await send({ ended: isIdle ? 'idle' : reasonOf(end), exitCode: end.exitCode })
  } finally {
    clearTimeout(idle)
    open.delete(terminalId)
    response.end()
  }
}

function reasonOf({ outcome }: ExecResult): 'exited' | 'lost' | 'disk_full' {
  if (outcome === 'disk_full') return 'disk_full'
  return outcome === 'exited' ? 'exited' : 'lost'
}

async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  await once(response, 'drain', { signal }).catch(() => undefined)
}
