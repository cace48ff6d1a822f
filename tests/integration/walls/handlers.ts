import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { sessionCookieName, sessionSecret } from '#app/_server/session.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { openRoutes, type RouteRequest } from './requests.ts'

/** Where the tests' requests come from. */
export const ORIGIN = 'http://localhost:3000'

export type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
export type Handlers = Map<string, Record<string, Handler>>
export type Credentials = Record<string, string>

/** The route files below app/api that do not answer strangers, by their folders. */
export async function loadHandlers(): Promise<Handlers> {
  const handlers: Handlers = new Map()
  const folder = join(projectRoot, 'app/api')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(^|\/)route\.tsx?$/.test(file) || Object.hasOwn(openRoutes, dirname(file))) continue
    handlers.set(dirname(file), (await import(join(folder, file))) as Record<string, Handler>)
  }
  return handlers
}

/** A person's session, as their browser sends it from this site. */
export async function cookieOf(person: { kind: string; loginId?: string; userId?: string }): Promise<Credentials> {
  const token = await encode({ token: { sub: person.userId, loginId: person.loginId }, secret: sessionSecret() })
  return { cookie: `other=1; ${sessionCookieName()}=${token}`, origin: ORIGIN, host: 'localhost:3000' }
}

/** Calls the handler that Next.js would. */
export async function callHandler(
  handlers: Handlers,
  asked: RouteRequest,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Response> {
  const handler = handlers.get(asked.route)?.[asked.method]
  if (!handler) throw new Error(`there is no ${asked.method} in app/api/${asked.route}`)
  const headers = { ...credentials, ...(asked.json === undefined ? {} : { 'content-type': 'application/json' }) }
  const body = asked.json === undefined ? asked.bytes : JSON.stringify(asked.json)
  const request = new Request(`${ORIGIN}${asked.path}`, { method: asked.method, headers, body, signal })
  return handler(request, { params: Promise.resolve(paramsOf(asked)) })
}

function paramsOf({ route, path }: RouteRequest): Record<string, string> {
  const segments = path.split('?')[0]?.split('/').slice(2) ?? []
  const entries = route.split('/').map((part, index) => [part.slice(1, -1), segments[index] ?? ''])
  return Object.fromEntries(entries.filter((_, index) => route.split('/')[index]?.startsWith('[')))
}
