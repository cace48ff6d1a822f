import { z } from 'zod'
import type { ToolDefinition, ToolSource } from '#lib/tools/definition.ts'
import { BRAVE_HOST, TAVILY_HOST } from './search-services.ts'

/** Which source the tools of the web come from. */
export const WEB = 'web'

function defineTool<Name extends string, Input extends z.ZodType>(
  tool: Pick<ToolDefinition<Name, Input>, 'name' | 'description' | 'input' | 'hosts' | 'subject'>,
): ToolDefinition<Name, Input> {
  return { ...tool, risk: 'read', group: 'web', runsIn: 'platform', idempotent: true, timeoutMs: 60_000, source: WEB }
}

function addressOf(args: unknown) {
  const url = typeof args === 'object' && args !== null && 'url' in args ? args.url : null
  return typeof url === 'string' ? ({ kind: 'http', url, method: 'GET' } as const) : null
}

const limit = z.number().int().min(1).max(20).optional()
const query = z.string().trim().min(1).max(400)

/** Tools that read what is public on the web. They run beside the agent's sandbox, not in it. */
export const webTools = {
  web_search: defineTool({
    name: 'web_search',
    description: 'Search the web. Returns titles, addresses and excerpts.',
    input: z.object({ query, limit: limit.describe('default 8') }),
    hosts: [BRAVE_HOST, TAVILY_HOST],
  }),
  web_fetch: defineTool({
    name: 'web_fetch',
    description: 'Read a web page as Markdown, or a text or JSON file. Long ones come in parts.',
    input: z.object({
      url: z.url({ protocol: /^https?$/ }).max(4000),
      offset: z.number().int().min(0).max(10_000_000).optional().describe('characters to skip, to read on'),
    }),
    subject: addressOf,
  }),
  arxiv_search: defineTool({
    name: 'arxiv_search',
    description: 'Search papers on arXiv. Returns title, authors, date, abstract and address of each.',
    input: z.object({
      query: query.describe('words, or arXiv fields: au:, ti:, abs:, cat:'),
      limit: limit.describe('default 8'),
      newest_first: z.boolean().optional(),
    }),
    hosts: ['export.arxiv.org'],
  }),
} as const

export type WebToolName = keyof typeof webTools
export const WEB_TOOL_NAMES = Object.keys(webTools) as WebToolName[]

const all = Object.values<ToolDefinition>(webTools)

/** The tools of the web: every workspace has them. */
export const webToolSource: ToolSource = { id: WEB, definitions: async () => all }
