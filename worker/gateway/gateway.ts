import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, TLSSocket } from 'node:tls'
import type { AgentAccess, SandboxOwner } from '#lib/egress/access.ts'
import { decideConnection } from '#lib/egress/decide.ts'
import type { ConnectionRecord } from '#lib/egress/schema.ts'
import { AddressRefusedError, dial } from '#lib/net/dial.ts'
import { parseTarget } from '#lib/net/host-pattern.ts'
import type { Network } from '#lib/net/network.ts'
import { type AgentSecret, type AgentSecrets, grantedTo } from '#lib/secrets/agent-secrets.ts'
import type { Authority } from '#lib/secrets/workspace-authority.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { forward, type Onward } from './forward.ts'
import { answer, answerTunnel, endToEnd } from './messages.ts'
import { MODELS_HOST, MODELS_PORT, type ModelProxy } from './models/model-proxy.ts'
import { type Pass, readPass } from './pass.ts'
import { type RecordConnections, Recorder } from './recorder.ts'
import { putIn, redactBody, redactHeaders } from './substitute.ts'
import { HostCertificates } from './trust.ts'

export interface GatewayOptions {
  /** Null: there is no such agent any more. */
  loadAccess(owner: SandboxOwner): Promise<AgentAccess | null>
  /** The certificate authority of the sandbox's workspace. */
  loadAuthority(owner: SandboxOwner): Promise<Authority>
  record: RecordConnections
  /** That secrets were put into a request. */
  noteUse(owner: SandboxOwner, secretIds: string[]): Promise<void>
  /** Absent: no models for code. */
  models?: ModelProxy
  /** Another one than the machine's own: of tests. */
  network?: Network
}

interface Target {
  host: string
  port: number
}

interface Caller {
  owner: SandboxOwner
  /** Where an image is made: no secret is for it, and no model. */
  isBuilder: boolean
  /** Null: a terminal, or nobody knows. */
  pass: Pass | null
}

const MAX_HEADERS_BYTES = 64 * 1024
/** A tunnel in which nothing moves for this long is given up. */
const IDLE_MS = 15 * 60_000
const TLS_TIMEOUT_MS = 10_000
const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n'
const INTERNAL = 'This leads to a private, local or reserved network, which no agent may reach.'
const ONLY_PLAIN = `Models are at http://${MODELS_HOST}, which leads nowhere but to this gateway, without encryption.`
const NO_TARGET = 'This is the way out of a sandbox: a proxy for HTTP, and for everything else by CONNECT host:port.'

/**
 * The way out of every sandbox: an HTTP proxy over the connections that supervisors hand over. Whose connection it is,
 * is known from the stream that it came over, and nothing that a request says can change it.
 */
export class Gateway {
  readonly #options: GatewayOptions
  readonly #recorder: Recorder
  readonly #server: Server
  readonly #owners = new WeakMap<Duplex, Pick<Caller, 'owner' | 'isBuilder'>>()
  /** Decrypted connections, and whom they are for. */
  readonly #inside = new WeakMap<Duplex, { caller: Caller; target: Target }>()
  readonly #certificates = new HostCertificates()

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#recorder = new Recorder(options.record)
    this.#server = createServer({ maxHeaderSize: MAX_HEADERS_BYTES, keepAliveTimeout: 60_000 })
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#request(request, response).catch((error: unknown) => {
        logger().warn({ error }, 'a request of a sandbox failed in the gateway')
        answer(response, 502, 'The gateway failed to pass this on.')
      })
    })
    this.#server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#connect(request, socket, head).catch((error: unknown) => {
        logger().warn({ error }, 'a tunnel of a sandbox failed in the gateway')
        socket.destroy()
      })
    })
  }

  /** A connection from inside of an agent's sandbox. */
  accept(owner: SandboxOwner, connection: Duplex, from: 'agent' | 'builder' = 'agent'): void {
    connection.on('error', () => {})
    this.#owners.set(connection, { owner, isBuilder: from === 'builder' })
    this.#server.emit('connection', connection)
  }

  /** Writes what is to be logged still. */
  close(): Promise<void> {
    return this.#recorder.flush()
  }

  async #request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const inside = this.#inside.get(request.socket)
    if (inside && isModels(inside.target)) return this.#models(request, response, inside.caller)
    if (inside) return this.#secretRequest(request, response, inside)
    const url = URL.parse(request.url ?? '')
    const target = url?.protocol === 'http:' ? parseTarget(url.host, 80) : null
    if (!url || !target) return answer(response, 400, NO_TARGET)
    const caller = this.#callerOf(request)
    if (isModels(target)) return this.#models(request, response, caller)
    const reached = await this.#reach(caller, target)
    if ('refused' in reached) return answer(response, reached.status, reached.refused)
    const { secrets } = reached.access
    // No secret is put into what everybody on the way can read; what had been sent under encryption may come back.
    const isKnown = grantedTo(secrets.usable, { host: target.host, port: 443 }, caller.pass?.tool ?? null).length > 0
    await forward(request, response, {
      socket: reached.socket,
      authority: url.host,
      path: `${url.pathname}${url.search}`,
      isKept: false,
      ...(isKnown ? { outward: (headers) => putIn(headers, []).headers, inward: inwardOf(secrets) } : {}),
    })
  }

  async #connect(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const target = parseTarget(request.url ?? '', 443)
    if (!target) return answerTunnel(socket, 400, NO_TARGET)
    const caller = this.#callerOf(request)
    if (target.host === MODELS_HOST) {
      if (!isModels(target)) return answerTunnel(socket, 403, ONLY_PLAIN)
      return this.#read(socket, head, caller, target)
    }
    const access = await this.#loadAccess(caller)
    const granted = access ? grantedTo(access.secrets.usable, target, caller.pass?.tool ?? null) : []
    if (access && granted.length > 0 && decideConnection(access, target).allowed) {
      return this.#inspect(caller, target, socket, head)
    }
    const reached = await this.#reach(caller, target, access)
    if ('refused' in reached) return answerTunnel(socket, reached.status, reached.refused)
    tunnel(socket, reached.socket, head)
  }

  /** What comes through the tunnel is a request to the gateway itself. */
  #read(socket: Duplex, head: Buffer, caller: Caller, target: Target): void {
    socket.write(ESTABLISHED)
    if (head.length > 0) socket.unshift(head)
    this.#inside.set(socket, { caller, target })
    this.#server.emit('connection', socket)
  }

  /** A request for a model: it goes no further than this process. */
  async #models(request: IncomingMessage, response: ServerResponse, { owner, isBuilder }: Caller): Promise<void> {
    response.shouldKeepAlive = false
    const url = URL.parse(request.url ?? '', `http://${MODELS_HOST}`)
    const { models } = this.#options
    if (!url || !models || isBuilder) return answer(response, 404, NO_TARGET)
    const log = (runId: string | null) => {
      const [bytesUp, bytesDown] = [request.socket.bytesRead, request.socket.bytesWritten].map((bytes) => bytes ?? 0)
      const verdict = response.statusCode === 401 || response.statusCode === 403 ? 'refused' : 'allowed'
      const where = { runId, host: MODELS_HOST, port: MODELS_PORT }
      this.#recorder.add(owner, {
        ...where,
        verdict,
        rule: 'models',
        secrets: [],
        bytesUp,
        bytesDown,
      } as ConnectionRecord)
    }
    log(await models.answer(request, response, owner, url.pathname))
  }

  /** Takes the host's place towards the client, so that its requests can be read. */
  async #inspect(caller: Caller, target: Target, socket: Duplex, head: Buffer): Promise<void> {
    const authority = await this.#options.loadAuthority(caller.owner)
    const secureContext = this.#certificates.contextFor(target.host, authority)
    socket.write(ESTABLISHED)
    if (head.length > 0) socket.unshift(head)
    const clear = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] })
    clear.on('error', () => socket.destroy())
    clear.once('close', () => socket.destroy())
    this.#inside.set(clear, { caller, target })
    this.#server.emit('connection', clear)
  }

  /** A request to a host that secrets are granted to: real values out, placeholders in. */
  async #secretRequest(
    request: IncomingMessage,
    response: ServerResponse,
    { caller, target }: { caller: Caller; target: Target },
  ): Promise<void> {
    // Asked anew for each request: a grant that was taken back holds no longer.
    const access = await this.#loadAccess(caller)
    const granted = access ? grantedTo(access.secrets.usable, target, caller.pass?.tool ?? null) : []
    const asked = endToEnd(request.rawHeaders)
    const { headers, used } = putIn(asked, granted)
    const reached = await this.#reach(caller, target, access, used)
    if ('refused' in reached) return answer(response, reached.status, reached.refused)
    if (used.length > 0) {
      const ids = used.map(({ id }) => id)
      this.#options
        .noteUse(caller.owner, ids)
        .catch((error: unknown) => logger().warn({ error }, 'the use of a secret was not noted'))
    }
    const socket = await this.#encrypt(reached.socket, target).catch((error: unknown) => reasonOf(error))
    if (typeof socket === 'string') {
      reached.socket.destroy()
      return answer(response, 502, `No encrypted connection to ${target.host} could be made: ${socket}.`)
    }
    await forward(request, response, {
      socket,
      authority: authorityOf(target),
      path: request.url?.startsWith('/') ? request.url : '/',
      outward: () => headers.filter(([name]) => name.toLowerCase() !== 'host'),
      inward: inwardOf(reached.access.secrets),
      isKept: true,
    })
  }

  /** Encrypted, and with a certificate that proves the host: a secret goes nowhere else. */
  #encrypt(socket: Socket, { host }: Target): Promise<Duplex> {
    const { extraAuthorities } = this.#options.network ?? {}
    return new Promise((resolve, reject) => {
      const secure = connectTls({
        socket,
        host,
        servername: isIP(host) ? undefined : host,
        ALPNProtocols: ['http/1.1'],
        ca: extraAuthorities ? [...extraAuthorities] : undefined,
      })
      const timer = setTimeout(() => secure.destroy(new Error('it did not answer in time')), TLS_TIMEOUT_MS)
      secure.once('close', () => clearTimeout(timer))
      secure.once('error', reject)
      secure.once('secureConnect', () => {
        clearTimeout(timer)
        secure.off('error', reject)
        secure.on('error', () => {})
        resolve(secure)
      })
    })
  }

  /** What the caller may reach at this moment, and with which secrets. */
  async #loadAccess({ owner, isBuilder }: Caller): Promise<AgentAccess | null> {
    const access = await this.#options.loadAccess(owner)
    if (!access || !isBuilder) return access
    return { ...access, secretHosts: [], toolHosts: [], secrets: { ...access.secrets, usable: [] } }
  }

  #callerOf(request: IncomingMessage): Caller {
    const known = this.#owners.get(request.socket)
    if (!known) throw new Error('A connection of nobody.')
    const { owner, isBuilder } = known
    const pass = isBuilder ? null : readPass(owner.agentId, request.headers['proxy-authorization'])
    return { owner, isBuilder, pass }
  }

  /** A connection to the target, if the agent may have one and it is made; every outcome is logged. */
  async #reach(
    caller: Caller,
    target: Target,
    known?: AgentAccess | null,
    used: readonly AgentSecret[] = [],
  ): Promise<{ socket: Socket; access: AgentAccess } | { refused: string; status: number }> {
    const { owner, pass } = caller
    const access = known === undefined ? await this.#loadAccess(caller) : known
    if (!access) return { refused: 'This agent was removed.', status: 403 }
    const way = decideConnection(access, target)
    const log = (verdict: ConnectionRecord['verdict'], rule = way.rule, bytesUp = 0, bytesDown = 0) => {
      const secrets = used.map(({ name }) => name)
      const { host, port } = { ...target, host: target.host.slice(0, 255) }
      this.#recorder.add(owner, { runId: pass?.runId ?? null, host, port, verdict, rule, secrets, bytesUp, bytesDown })
    }
    if (!way.allowed) {
      log('refused')
      return { refused: way.reason, status: 403 }
    }
    try {
      const socket = await dial(target, { policy: { allowPrivate: false }, network: this.#options.network })
      socket.setTimeout(IDLE_MS, () => socket.destroy())
      socket.on('error', () => {})
      socket.once('close', () => log('allowed', way.rule, socket.bytesWritten, socket.bytesRead))
      return { socket, access }
    } catch (error) {
      if (error instanceof AddressRefusedError) {
        log('refused', 'internal address')
        return { refused: INTERNAL, status: 403 }
      }
      log('failed')
      return { refused: `${target.host}:${target.port} cannot be reached: ${reasonOf(error)}.`, status: 502 }
    }
  }
}

function inwardOf({ patterns }: AgentSecrets): NonNullable<Onward['inward']> {
  return (headers, encoding) => {
    const body = redactBody(encoding, patterns)
    return body && { headers: redactHeaders(headers, patterns), body }
  }
}

function isModels({ host, port }: Target): boolean {
  return host === MODELS_HOST && port === MODELS_PORT
}

function authorityOf({ host, port }: Target): string {
  const name = isIP(host) === 6 ? `[${host}]` : host
  return port === 443 ? name : `${name}:${port}`
}

function tunnel(socket: Duplex, remote: Socket, head: Buffer): void {
  socket.write(ESTABLISHED)
  if (head.length > 0) remote.write(head)
  socket.once('close', () => remote.destroy())
  // What came to its end in order is still on its way into the sandbox.
  remote.once('close', () => remote.readableEnded || socket.destroy())
  socket.pipe(remote)
  remote.pipe(socket)
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known'
  if (code === 'ECONNREFUSED') return 'nothing listens there'
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return 'it did not answer in time'
  return code ?? 'the connection failed'
}
