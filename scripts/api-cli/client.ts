import createClient from 'openapi-fetch'
import type { Problem, paths } from './api-types.ts'
import type { Config } from './config.ts'
import { CliError, EXIT } from './errors.ts'

export type Client = ReturnType<typeof connect>

/** The public API, typed by its own document. */
export function connect({ url, key }: Pick<Config, 'url' | 'key'>) {
  return createClient<paths>({
    baseUrl: new URL('/api/v1', url).href,
    headers: { authorization: `Bearer ${key}` },
    fetch: (request) => reach(request),
  })
}

/** A request outside of the typed client: streams and bytes. @throws CliError with the server's own words */
export async function request({ url, key }: Config, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${key}`)
  const response = await reach(new Request(new URL(`/api/v1${path}`, url), { ...init, headers }))
  if (!response.ok) throw problem(response.status, await response.json().catch(() => undefined))
  return response
}

async function reach(asked: Request): Promise<Response> {
  try {
    return await fetch(asked)
  } catch (error) {
    if (asked.signal.aborted) throw error
    const cause = (error as { cause?: { message?: string } }).cause?.message ?? (error as Error).message
    throw new CliError(`${new URL(asked.url).origin} cannot be reached: ${cause}`)
  }
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** What a call answered. @throws CliError with the server's own words */
export function answerOf<T>({ data, error, response }: Answer<T>): T {
  if (error !== undefined || data === undefined) throw problem(response.status, error)
  return data
}

function problem(status: number, said: unknown): CliError {
  const { detail } = (said ?? {}) as Partial<Problem>
  if (status === 401) return new CliError(`${detail ?? 'The key is not valid.'} Run: crewhouse login`, EXIT.notSignedIn)
  const message = detail ?? `The server answered ${status}.`
  return new CliError(message, status === 404 ? EXIT.notFound : EXIT.failed)
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** All pages of a list. */
export async function allPages<T>(load: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const page = await load(cursor)
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}
