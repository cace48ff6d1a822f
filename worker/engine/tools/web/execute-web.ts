import type { ToolDefinition } from '#lib/tools/definition.ts'
import { type WebToolName, webTools } from '#lib/web-tools/definitions.ts'
import type { ToolContext, ToolOutcome } from '../tool-context.ts'
import { fetchPage } from './fetch-page.ts'
import { searchArxiv } from './search-arxiv.ts'
import { searchWeb } from './search-web.ts'

/** Runs one of the tools of the web. */
export function executeWeb({ name }: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome> {
  const tool = name as WebToolName
  if (tool === 'web_fetch') return fetchPage(webTools.web_fetch.input.parse(input), context)
  if (tool === 'arxiv_search') return searchArxiv(webTools.arxiv_search.input.parse(input), context)
  return searchWeb(webTools.web_search.input.parse(input), context)
}
