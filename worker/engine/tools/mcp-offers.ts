import type { ContentBlock } from '@modelcontextprotocol/client'
import { z } from 'zod'
import type { McpOffer } from '#lib/mcp/names.ts'
import { ofContents } from '../../mcp/result.ts'
import type { McpCallOptions, McpSession } from '../../mcp/session.ts'

const MAX_LISTED = 200
const MAX_LINE_CHARS = 400

const asked = z.object({
  uri: z.string().optional(),
  name: z.string().optional(),
  arguments: z.record(z.string(), z.string()).optional(),
  cursor: z.string().optional(),
})

/** What a server has beside its tools: its lists, and what stands in them. */
export async function askOffer(
  session: McpSession,
  offer: McpOffer,
  input: unknown,
  options: McpCallOptions,
): Promise<ContentBlock[]> {
  const { uri, name, arguments: args, cursor } = asked.parse(input)
  if (offer === 'resources') {
    if (uri !== undefined) {
      const { contents } = await session.ask((client, ask) => client.readResource({ uri }, ask), options)
      return ofContents(contents)
    }
    const { resources, nextCursor } = await session.ask(
      (client, ask) =>
        client.listResources(cursor === undefined ? undefined : { cursor }, { ...ask, cacheMode: 'bypass' }),
      options,
    )
    return listed(
      resources.map((each) => `${each.uri} ${each.title ?? each.name}: ${each.description ?? ''}`),
      nextCursor,
    )
  }
  if (name !== undefined) {
    const { description, messages } = await session.ask(
      (client, ask) => client.getPrompt({ name, arguments: args }, ask),
      options,
    )
    const before: ContentBlock[] = description ? [{ type: 'text', text: description }] : []
    return [...before, ...messages.flatMap(({ role, content }) => [text(`[${role}]`), content])]
  }
  const { prompts, nextCursor } = await session.ask(
    (client, ask) => client.listPrompts(cursor === undefined ? undefined : { cursor }, { ...ask, cacheMode: 'bypass' }),
    options,
  )
  const lines = prompts.map((each) => {
    const names = (each.arguments ?? []).map((argument) => `${argument.name}${argument.required ? '' : '?'}`)
    return `${each.name}(${names.join(', ')}): ${each.description ?? ''}`
  })
  return listed(lines, nextCursor)
}

const text = (said: string): ContentBlock => ({ type: 'text', text: said })

function listed(lines: readonly string[], nextCursor: string | undefined): ContentBlock[] {
  const shown = lines.slice(0, MAX_LISTED).map((line) => line.slice(0, MAX_LINE_CHARS))
  if (lines.length > MAX_LISTED) shown.push(`[${lines.length - MAX_LISTED} more are left out]`)
  if (nextCursor) shown.push(`[more with cursor ${nextCursor.slice(0, MAX_LINE_CHARS)}]`)
  return [text(shown.join('\n') || '[there are none]')]
}
