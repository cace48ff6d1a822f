import type { z } from 'zod'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { toolsSearch } from '#lib/tools/registry.ts'
import { failed, succeeded } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'

/** Each loaded definition is paid for on every step that follows. */
const MAX_LOADED = 8
const MAX_DESCRIPTION_CHARS = 200

/** Finds tools that the agent may call and is not offered yet; what is found is offered from the next step on. */
export async function searchTools(
  { query }: z.output<typeof toolsSearch.input>,
  { deferredTools }: ToolContext,
): Promise<ToolOutcome> {
  const all = deferredTools()
  const found = rank(all, query).slice(0, MAX_LOADED)
  if (found.length === 0) {
    const names = all.map(({ name }) => name).slice(0, 100)
    return failed(`No tool fits these words. There are: ${names.join(', ') || 'none besides those you have'}.`)
  }
  const lines = found.map(({ name, description }) => `${name}: ${description.slice(0, MAX_DESCRIPTION_CHARS)}`)
  return succeeded(`Loaded; call them from your next step on.\n${lines.join('\n')}`, {
    kind: 'tools',
    names: found.map(({ name }) => name),
  })
}

/** By how many of the query's words stand in the name (which weighs most) or the description. */
export function rank(tools: readonly ToolDefinition[], query: string): ToolDefinition[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const scored = tools.map((tool) => {
    const name = tool.name.toLowerCase()
    const text = `${tool.title ?? ''} ${tool.description}`.toLowerCase()
    let score = name === query.trim().toLowerCase() ? 100 : 0
    for (const word of words) score += (name.includes(word) ? 3 : 0) + (text.includes(word) ? 1 : 0)
    return { tool, score }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ tool }) => tool)
}
