import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { operatorFetch } from '#lib/net/tool-fetch.ts'
import { noteSecretUse } from '#lib/secrets/agent-secrets.ts'
import { webTools } from '#lib/web-tools/definitions.ts'
import { chooseSearchService, type SearchService } from '#lib/web-tools/search-services.ts'
import { failed, succeeded } from '../outcome.ts'
import type { ToolContext, ToolOutcome } from '../tool-context.ts'
import { untrusted } from '../untrusted.ts'
import { type AskedFor, ask } from './ask.ts'

const MAX_BYTES = 2 * 1024 * 1024
const DEFAULT_LIMIT = 8
const MAX_EXCERPT_CHARS = 600

const text = z.string().catch('')
const result = z.object({ title: text, url: z.string() })
/** What each service answers, as far as it is used. */
const answers = {
  searxng: z
    .object({ results: z.array(result.extend({ content: text })) })
    .transform(({ results }) => results.map(({ content, ...rest }) => ({ ...rest, excerpt: content }))),
  brave: z
    .object({ web: z.object({ results: z.array(result.extend({ description: text })) }).optional() })
    .transform(({ web }) =>
      (web?.results ?? []).map(({ description, ...rest }) => ({ ...rest, excerpt: description })),
    ),
  tavily: z
    .object({ results: z.array(result.extend({ content: text })) })
    .transform(({ results }) => results.map(({ content, ...rest }) => ({ ...rest, excerpt: content }))),
}

const NAMES = { searxng: 'The SearXNG server', brave: 'Brave Search', tavily: 'Tavily' } as const

/** Searches with the service that the workspace, or the installation, has. */
export async function searchWeb(
  { query, limit = DEFAULT_LIMIT }: z.output<typeof webTools.web_search.input>,
  { scope, agentId, signal }: ToolContext,
): Promise<ToolOutcome> {
  const service = await chooseSearchService(scope, agentId, webTools.web_search.name)
  const answer = await request(service, query, limit, signal)
  if ('key' in service) await noteSecretUse(scope, [service.key.id])
  if (answer.status !== 200) throw new AppError('unavailable', refusal(service, answer.status))
  const parsed = answers[service.kind].safeParse(parseJson(answer.bytes))
  if (!parsed.success)
    throw new AppError('unavailable', `${NAMES[service.kind]} answered with something else than results.`)
  const found = parsed.data.slice(0, limit)
  if (found.length === 0) return failed('Nothing was found. Search with other words.')
  const lines = found.map(
    ({ title, url, excerpt }, index) =>
      `${index + 1}. ${plain(title)}\n   ${url}\n   ${plain(excerpt).slice(0, MAX_EXCERPT_CHARS)}`,
  )
  return succeeded(untrusted(`Results for "${query}"`, lines.join('\n')))
}

/** Each service's address is the installation's: by default the public one. */
function request(service: SearchService, query: string, limit: number, signal: AbortSignal): Promise<AskedFor> {
  const base = service.address.replace(/\/+$/, '')
  const words = encodeURIComponent(query)
  const send = (path: string, init: RequestInit) =>
    ask(operatorFetch(), new URL(`${base}${path}`), { ...init, signal, maxBytes: MAX_BYTES })
  const accept = 'application/json'
  if (service.kind === 'searxng') return send(`/search?q=${words}&format=json`, { headers: { accept } })
  const { value } = service.key
  if (service.kind === 'brave') {
    const headers = { accept, 'x-subscription-token': value }
    return send(`/res/v1/web/search?q=${words}&count=${limit}`, { headers })
  }
  return send('/search', {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${value}` },
    body: JSON.stringify({ query, max_results: limit }),
  })
}

function refusal({ kind }: SearchService, status: number): string {
  const name = NAMES[kind]
  if (kind === 'searxng' && status === 403) {
    return `${name} gives no JSON. Whoever runs it has to add "json" to search.formats in its settings.yml.`
  }
  if (status === 401 || status === 403) return `${name} does not accept the key. An admin has to enter another one.`
  if (status === 429 || status === 432) return `${name} has had too many searches for now. Try again later.`
  return `${name} answered with ${status}. Try again later.`
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Excerpts come with marks around the words that were found. */
function plain(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]{0,100}>/gi, '')
    .replace(/\s+/g, ' ')
    .trim()
}
